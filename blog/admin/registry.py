"""Everything the admin shows of the blog; importing it registers it."""

from blog.admin import (
    checklists,
    hubs,
    images,
    log,
    people,
    posts,
    publication,
    taxonomy,
    templates,
)

__all__ = [
    "checklists",
    "hubs",
    "images",
    "log",
    "people",
    "posts",
    "publication",
    "taxonomy",
    "templates",
]
