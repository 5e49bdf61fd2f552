"""Everything the admin shows of the blog; importing it registers it."""

from blog.admin import images, log, people, posts, publication, taxonomy, templates

__all__ = ["images", "log", "people", "posts", "publication", "taxonomy", "templates"]
