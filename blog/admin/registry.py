"""Everything the admin shows of the blog; importing it registers it."""

from blog.admin import images, people, posts, publication, taxonomy, templates

__all__ = ["images", "people", "posts", "publication", "taxonomy", "templates"]
