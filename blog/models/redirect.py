"""Addresses that lead elsewhere for ever."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from blog.models.sourced import Sourced

# Everything that has an address of its own, by the name of its foreign key here.
OBJECTS = ("post", "page", "author", "collaborator", "category", "tag", "series")
TARGETS = (*OBJECTS, "address")


def normal_path(path: str) -> str:
    """Return a path's one form: no query, leading and trailing slash (no trailing after a dot)."""
    path = "/" + path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].strip().strip("/")
    last = path.rsplit("/", 1)[-1]
    return path if path == "/" or "." in last else f"{path}/"


def _only(chosen: str) -> Q:
    return Q(**{f"{name}__isnull": name != chosen for name in TARGETS})


def _to(model: str) -> Any:
    return models.ForeignKey(
        f"blog.{model}", models.CASCADE, null=True, blank=True, related_name="redirects"
    )


class Redirect(Sourced):
    """An old path on this site, and the object or the other site's address it leads to.

    It points at an object, not at a path, so that it is one hop however often that one moves.
    """

    path = models.CharField(max_length=500, unique=True, help_text="such as /old/place/")
    post = _to("Post")
    page = _to("Page")
    author = _to("Author")
    collaborator = _to("Collaborator")
    category = _to("Category")
    tag = _to("Tag")
    series = _to("Series")
    # Null, not empty: the constraint counts targets by what is null.
    address = models.URLField(  # noqa: DJ001
        "another site's address", max_length=1000, null=True, blank=True, default=None
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=reduce(or_, map(_only, TARGETS)), name="redirect_has_one_target"
            )
        ]

    def __str__(self) -> str:
        return self.path

    def clean(self) -> None:
        """Bring the path into its one form and ask for exactly one target."""
        self.path = normal_path(self.path)
        self.address = self.address or None
        chosen = [name for name in OBJECTS if getattr(self, f"{name}_id") is not None]
        if len(chosen) + (self.address is not None) != 1:
            raise ValidationError("Choose one target: one thing here, or another site's address.")

    @property
    def thing(self) -> Any:
        """The object it leads to, merged ones resolved; None where it leads to another site."""
        thing: Any = next(
            (getattr(self, name) for name in OBJECTS if getattr(self, f"{name}_id")), None
        )
        return thing.resolved() if hasattr(thing, "resolved") else thing

    @property
    def target(self) -> str:
        """The path or address it leads to now."""
        thing = self.thing
        return thing.get_absolute_url() if thing else self.address or "/"
