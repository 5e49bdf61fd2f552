"""What machines ask for."""
