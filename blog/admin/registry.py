"""Everything the admin shows of the blog; importing it registers it."""

from blog.admin import (
    checklists,
    feed_polls,
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
    "feed_polls",
    "hubs",
    "images",
    "log",
    "people",
    "posts",
    "publication",
    "taxonomy",
    "templates",
]
