"""Full-text search over what readers may see."""
