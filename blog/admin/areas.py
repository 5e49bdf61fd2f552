"""The screens and panels around one post or page: each area adds its own here, by one line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from blog.admin import (
    autosaving,
    bulk,
    checking,
    checklists,
    commenting,
    conflicts,
    erasing,
    history,
    links,
    presence,
    sign_offs,
    timeline,
    trash,
)
from blog.admin.screens import screen_url
from blog.editing.erasure import PERMISSION
from blog.models import Document

if TYPE_CHECKING:
    from accounts.models import User
    from blog.admin.documents import DocumentAdmin


@dataclass(frozen=True, slots=True)
class Place:
    """A screen of a text: its link's words, and the end of its address's name."""

    label: str
    name: str
    permission: str = ""
    only: str = ""
    suits: Callable[[Document, User], bool] | None = None

    def has(self, document: Document) -> bool:
        """Whether texts of this kind have it; `only` names the model of those that do."""
        return self.only in ("", document._meta.model_name)

    def is_for(self, user: User) -> bool:
        """Whether the user may go there."""
        return not self.permission or user.has_perm(self.permission)

    def url(self, document: Document) -> str:
        """Return its path for this text."""
        return screen_url(document, self.name)


# What an area adds: its addresses, `urls(model_admin)` …
URLS: tuple[Callable[[DocumentAdmin], list[Any]], ...] = (
    checking.urls,
    timeline.urls,
    autosaving.urls,
    presence.urls,
    conflicts.urls,
    links.urls,
    sign_offs.urls,
    history.urls,
    trash.urls,
    erasing.urls,
    checklists.urls,
    bulk.urls,
    commenting.urls,
)
# … its links above the text …
PLACES: tuple[Place, ...] = (
    Place("Timeline", "timeline"),
    Place("Comments", "comments"),
    Place("History", "history"),
    Place("Preview links", "links"),
    Place("Sign-off", "sign_off", only="post"),
    Place("Throw away…", "throw_away", suits=trash.may_go),
    Place("Erase…", "erase", permission=PERMISSION),
)
# … and what its panel in document_form.html is drawn from, only for texts that are stored.
PANELS: tuple[Callable[[HttpRequest, Any], dict[str, Any]], ...] = (
    timeline.panel,
    autosaving.panel,
    sign_offs.panel,
    checklists.panel,
    commenting.panel,
)


def places(document: Document, user: User) -> list[tuple[str, str]]:
    """Return the links to the screens of a stored text, as words and path; none for a new one."""
    if document.pk is None:
        return []
    return [
        (place.label, place.url(document))
        for place in PLACES
        if place.has(document) and place.is_for(user)
        if place.suits is None or place.suits(document, user)
    ]


def panels(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return what the panels beside a stored text are drawn from."""
    if document.pk is None:
        return {}
    return {name: value for panel in PANELS for name, value in panel(request, document).items()}
