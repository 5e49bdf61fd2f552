"""What machines ask for: robots, sitemaps, icons, the manifest and well-known addresses."""
