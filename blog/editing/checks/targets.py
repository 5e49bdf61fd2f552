"""What the addresses of a text lead to on this site, in a handful of queries for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.db.models import CharField, F, Value
from django.urls import Resolver404, resolve, reverse

from blog.editing.addresses import path_of, shown_address
from blog.models import (
    Author,
    Category,
    Collaborator,
    Document,
    Image,
    Page,
    Post,
    Redirect,
    Series,
    Snapshot,
    Status,
    Tag,
)
from blog.models.addresses import absolute
from blog.models.redirect import OBJECTS, normal_path

if TYPE_CHECKING:
    from accounts.models import User

FINE, MOVED, HIDDEN, GONE, NOWHERE = "fine", "moved", "not public", "archived", "nowhere"
_OLD_POST = ("post_by_year", "post_by_year_source", "post_by_year_alone", "post_source")
# The kinds that are found by their slug alone, in one query together.
_NAMED: dict[str, type[Any]] = {
    "author": Author,
    "collaborator": Collaborator,
    "category": Category,
    "tag": Tag,
    "series": Series,
}
_HIDEABLE = ("author", "collaborator")
_MERGEABLE = ("author", "collaborator", "tag")
_RELATED = (*OBJECTS, *(f"{name}__merged_into" for name in _MERGEABLE))
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to: `verdict` is one of the five above, `new` where it moved."""

    verdict: str
    new: str = ""


@dataclass
class _Wanted:
    """One address on this site: its path, and the row that its route names."""

    path: str
    suffix: str
    kind: str = ""
    key: str = ""
    is_old_form: bool = False


def targets(
    document: Document, snapshot: Snapshot, addresses: Iterable[str], user: User | None
) -> dict[str, Target]:
    """Return what each address on this site leads to; others are left out.

    `addresses` are as typed, percent-decoded; those within the text (#…) are left out too. A
    text that the user may not see is nowhere to them. At most eight queries.
    """
    base = absolute(path_of(document, shown_address(document, snapshot.address)))
    wanted = {address: _wanted(base, address) for address in dict.fromkeys(addresses)}
    here = {address: found for address, found in wanted.items() if found is not None}
    rows = _Rows(document, snapshot, user)
    rows.load(here.values())
    return {address: rows.target(found) for address, found in here.items()}


def _wanted(base: str, address: str) -> _Wanted | None:
    """Return what is to be looked up, or None where the address isn't one of this site."""
    if not address.strip() or address.startswith("#"):
        return None
    try:
        parts = urlsplit(urljoin(base, address.strip()))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    path = unquote(parts.path) or "/"
    suffix = (f"?{parts.query}" if parts.query else "") + (
        f"#{parts.fragment}" if parts.fragment else ""
    )
    found = _Wanted(path, suffix)
    try:
        match = resolve(normal_path(path))
    except Resolver404:
        return found
    name = match.url_name or ""
    values = match.kwargs
    found.is_old_form = name in _OLD_POST
    found.kind = "post" if found.is_old_form else name or "other"
    if found.kind in (*_NAMED, "post", "page", "media"):
        found.key = str(values.get("slug") or values.get("path") or "").strip("/")
    return found


@dataclass
class _Rows:
    """What the addresses name, loaded together."""

    document: Document
    snapshot: Snapshot
    user: User | None
    documents: dict[tuple[str, str], Any] = field(default_factory=dict)
    named: dict[tuple[str, str], tuple[bool, str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    redirects: dict[str, Redirect] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def load(self, wanted: Iterable[_Wanted]) -> None:
        """Load every row, in one query for each group that occurs."""
        wanted = [one for one in wanted if "\x00" not in one.path and len(one.path) <= _LONGEST]
        keys: dict[str, set[str]] = defaultdict(set)
        for one in wanted:
            keys[one.kind].add(one.key)
        self._load_documents("post", Post, "slug", keys["post"])
        self._load_documents("page", Page, "path", keys["page"])
        self._load_named({kind: keys[kind] for kind in _NAMED if keys[kind]})
        if keys["media"]:
            found = Image.objects.filter(file__in=keys["media"])
            self.files = set(found.values_list("file", flat=True))
        self._load_redirects(one for one in wanted if not self._is_found(one))
        self._load_seen()

    def _load_documents(self, kind: str, model: Any, column: str, keys: set[str]) -> None:
        if keys:
            columns = (column, "title", "status", "published_at", "trashed_at", "erased_at")
            for row in model.objects.filter(**{f"{column}__in": keys}).only(*columns):
                self.documents[kind, getattr(row, column)] = row

    def _load_named(self, keys: dict[str, set[str]]) -> None:
        queries = [
            _NAMED[kind]
            .objects.filter(slug__in=slugs)
            .order_by()
            .values_list(
                Value(kind, CharField()),
                "slug",
                F("is_hidden") if kind in _HIDEABLE else Value(False),
                F("merged_into__slug") if kind in _MERGEABLE else Value("", CharField()),
            )
            for kind, slugs in keys.items()
        ]
        if queries:
            for kind, slug, hidden, merged in queries[0].union(*queries[1:], all=True):
                self.named[kind, slug] = (bool(hidden), merged or "")

    def _load_redirects(self, wanted: Iterable[_Wanted]) -> None:
        paths = {path for one in wanted for path in (normal_path(one.path), _post_path(one))}
        if paths:
            rows = Redirect.objects.filter(path__in=paths).select_related(*_RELATED)
            self.redirects = {row.path: row for row in rows}

    def _load_seen(self) -> None:
        """Find which of the texts that aren't public the user may know of: two queries."""
        rows = [*self.documents.values(), *(row.thing for row in self.redirects.values())]
        for model in (Post, Page):
            ids = {row.pk for row in rows if isinstance(row, model) and not row.is_public}
            if ids and self.user is not None:
                visible: Any = model.objects.visible_to(self.user).filter(pk__in=ids)
                ids = set(visible.values_list("pk", flat=True))
            self.seen |= {(model.__name__, pk) for pk in ids}

    def _is_found(self, one: _Wanted) -> bool:
        if one.kind in ("post", "page"):
            return (one.kind, one.key) in self.documents
        if one.kind in _NAMED:
            return (one.kind, one.key) in self.named
        # Other files than pictures aren't the library's.
        return one.kind != "" and (one.kind != "media" or self._has_file(one))

    def _has_file(self, one: _Wanted) -> bool:
        return not one.key.startswith("images/") or one.key in self.files

    def target(self, one: _Wanted) -> Target:
        """Return what one address leads to."""
        if not self._is_found(one):
            return self._redirected(one)
        if one.kind in ("post", "page"):
            return self._document(one, self.documents[one.kind, one.key])
        if one.kind in _NAMED:
            hidden, merged = self.named[one.kind, one.key]
            if hidden:
                return Target(NOWHERE)
            if merged:
                return Target(MOVED, reverse(one.kind, args=[merged]) + one.suffix)
        return self._same(one)

    def _same(self, one: _Wanted) -> Target:
        """It is there; without its closing slash it is one hop away."""
        normal = normal_path(one.path)
        if one.kind in ("media", "other") or normal == one.path:
            return Target(FINE)
        return Target(MOVED, normal + one.suffix)

    def _document(self, one: _Wanted, row: Document) -> Target:
        if row.status == Status.ARCHIVED:
            return Target(GONE)
        if not self._will_be_public(row):
            known = (type(row).__name__, row.pk) in self.seen
            return Target(HIDDEN if known and not one.is_old_form else NOWHERE)
        if one.is_old_form:
            return Target(MOVED, row.get_absolute_url() + one.suffix)
        return self._same(one)

    def _will_be_public(self, row: Document) -> bool:
        """Whether readers see it once they see this text."""
        if row.pk == self.document.pk and type(row) is type(self.document):
            return True
        planned = self.snapshot.published_at
        return row.is_public or bool(
            row.is_scheduled and planned and row.published_at and row.published_at <= planned
        )

    def _redirected(self, one: _Wanted) -> Target:
        redirect = self.redirects.get(normal_path(one.path)) or self.redirects.get(_post_path(one))
        if redirect is None:
            static = one.path.startswith(settings.STATIC_URL)
            return Target(FINE if static else NOWHERE)
        thing = redirect.thing
        if isinstance(thing, Document) and not self._will_be_public(thing):
            known = (type(thing).__name__, thing.pk) in self.seen
            archived = thing.status == Status.ARCHIVED
            return Target(GONE if archived else HIDDEN if known else NOWHERE)
        if getattr(thing, "is_hidden", False):
            return Target(NOWHERE)
        return Target(MOVED, redirect.target + (one.suffix if thing is not None else ""))


def _post_path(one: _Wanted) -> str:
    """Return the path under which a post that moved since is remembered."""
    return f"/blog/{one.key}/" if one.is_old_form else normal_path(one.path)
