"""Every version of a text, listed; folded where nobody decided to save."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F, Value

from blog.models import Approval, Document, Revision, SignOff

# Versions on one page of a history.
PER_PAGE = 50
_VERDICTS: dict[str, str] = {
    SignOff.Decision.APPROVED: "Signed off",
    SignOff.Decision.COMMENTED: "Changes asked for",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One version in a history, and the autosaves of the same sitting that fold behind it."""

    version: Revision
    marks: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    folded: tuple[Revision, ...] = ()

    @property
    def is_fold(self) -> bool:
        """Whether it stands for autosaves rather than for a version somebody made."""
        return self.version.kind == Revision.Kind.AUTOSAVE

    @property
    def all(self) -> tuple[Revision, ...]:
        """All the versions it stands for, newest first."""
        return self.version, *self.folded

    @property
    def first(self) -> Revision:
        """The earliest of them."""
        return self.all[-1]

    @property
    def count(self) -> int:
        """How many versions it stands for."""
        return len(self.all)


@dataclass(frozen=True, slots=True)
class History:
    """A page of lines, newest first; `older` is the number before which the next page begins.

    `pair` are the numbers of the two on it that people want to compare first.
    """

    lines: tuple[Line, ...]
    older: int | None
    pair: tuple[int, int] = (0, 0)


def history_of(document: Document, *, before: int | None = None) -> History:
    """Return the versions numbered below `before`, or the newest, in a fixed number of queries.

    The texts themselves aren't loaded.
    """
    rows = Revision.objects.of(document).defer("data").order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    marks, said = _marks(document), _said_of(shown)
    lines = tuple(
        Line(
            version,
            marks=tuple(mark for row in (version, *folded) for mark in marks.get(row.pk, ())),
            said=tuple(word for row in (version, *folded) for word in said.get(row.pk, ())),
            folded=folded,
        )
        for version, *rest in _folded(shown)
        for folded in [tuple(rest)]
    )
    older = shown[-1].number if len(found) > PER_PAGE else None
    return History(lines, older, _pair_among(document, shown))


def _pair_among(document: Document, shown: list[Revision]) -> tuple[int, int]:
    """Return what `usual_pair` would, as far as these versions tell."""
    saved = [version for version in shown if version.kind != Revision.Kind.AUTOSAVE]
    newest = next((row for row in saved if row.pk == document.newest_revision_id), None)
    newest = newest or next(iter(saved), None)
    if newest is None:
        return 0, 0
    earlier = [row for row in saved if row.number < newest.number]
    live = [row for row in earlier if row.pk == document.live_revision_id]
    return next((row.number for row in [*live, *earlier]), newest.number), newest.number


def _folded(versions: list[Revision]) -> Iterable[list[Revision]]:
    """Group what follows each other: one person's autosaves together, everything else alone."""

    def key(version: Revision) -> Any:
        if version.kind == Revision.Kind.AUTOSAVE:
            return version.created_by_id, version.created_by_name
        return version.pk

    return (list(group) for _, group in groupby(versions, key))


def _marks(document: Document) -> dict[int | None, list[str]]:
    marks: dict[int | None, list[str]] = {document.newest_revision_id: ["newest"]}
    if document.live_revision_id and (document.is_public or document.is_scheduled):
        word = "live now" if document.is_public else "scheduled"
        marks.setdefault(document.live_revision_id, []).insert(0, word)
    return marks


def _said_of(versions: list[Revision]) -> dict[int, list[str]]:
    """Return, by version, the approvals and the partners' answers it got, as sentences."""
    columns = ("revision", "at", "by_name", "verdict", "partner")
    approvals = Approval.objects.filter(revision__in=versions).annotate(
        verdict=Value("Approved"), partner=Value("")
    )
    answers = SignOff.objects.filter(revision__in=versions).annotate(
        by_name=F("name"), verdict=F("decision"), partner=F("collaborator__name")
    )
    rows = (
        approvals.order_by()
        .values_list(*columns)
        .union(answers.order_by().values_list(*columns), all=True)
    )
    said: dict[int, list[str]] = {}
    for revision, _, name, verdict, partner in rows.order_by("at"):
        sentence = f"{_VERDICTS.get(verdict, verdict)} by {name}"
        said.setdefault(revision, []).append(f"{sentence}, {partner}" if partner else sentence)
    return said


def version_of(document: Document, number: int) -> Revision | None:
    """Return the version with this number, or None."""
    found: Revision | None = Revision.objects.of(document).filter(number=number).first()
    return found


def usual_pair(document: Document) -> tuple[int, int]:
    """Return the numbers of what people want to compare: live, else the one before, with newest.

    Twice the same where there is but one version; (0, 0) where there is none.
    """
    newest = document.newest_revision
    if newest is None:
        return 0, 0
    live = document.live_revision
    if live is not None and live.pk != newest.pk:
        return live.number, newest.number
    return before(document, newest.number), newest.number


def before(document: Document, number: int) -> int:
    """Return the number of the version before this one that somebody saved, or this one's."""
    saved = Revision.objects.of(document).exclude(kind=Revision.Kind.AUTOSAVE)
    earlier = saved.filter(number__lt=number).order_by("-number")
    return earlier.values_list("number", flat=True).first() or number
