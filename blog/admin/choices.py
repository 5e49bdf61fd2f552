"""What a person may choose in the editor: only what their role sees, and what was chosen before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models

from blog.editing.resolve import References
from blog.models import Author, Category, Collaborator, Grant, Post, Ref, Series

if TYPE_CHECKING:
    from accounts.models import User

# The newest; any other is found by a search.
MOST_ORIGINALS = 40


@dataclass(slots=True)
class Choice:
    """One row to choose; `data` are the option's data attributes, for the scripts."""

    name: str
    label: str
    data: dict[str, str] = field(default_factory=dict)


class Choices(dict[int, Choice]):
    """The rows of one kind that may be chosen, by id."""

    @classmethod
    def of(cls, rows: Iterable[models.Model]) -> Choices:
        """Return the rows under their own names."""
        return cls({row.pk: Choice(str(row), str(row)) for row in rows})

    def keep(self, refs: Iterable[Ref | None], resolved: dict[int, Any]) -> None:
        """Add what a revision refers to, so that saving a form never loses it.

        Merged rows are offered as their successors; rows that are gone under their old name.
        """
        for ref in refs:
            if ref is None:
                continue
            row = resolved.get(ref.id)
            if row is None:
                self.setdefault(ref.id, Choice(ref.name, f"{ref.name} (no longer here)"))
            else:
                self.setdefault(row.pk, Choice(str(row), str(row)))

    def options(self, empty: str) -> list[tuple[str | int, str]]:
        """Return them for a select, after an empty one."""
        return [("", empty), *((pk, choice.label) for pk, choice in self.items())]

    def ref(self, pk: int | str | None) -> Ref | None:
        """Return the reference that a revision stores for this id."""
        return Ref(int(pk), self[int(pk)].name) if pk and int(pk) in self else None


@dataclass(slots=True)
class PostChoices:
    """Everything to choose from in a post's form."""

    authors: Choices
    partners: Choices
    grants: Choices
    categories: Choices
    series: Choices
    originals: Choices
    references: References

    @classmethod
    def of(cls, post: Post, user: User, references: References, *, chosen: int = 0) -> PostChoices:
        """Load them for this user, in one query for each kind.

        `chosen` is the key of the post that was chosen as the original in a form sent in.
        """
        snapshot = references.snapshot
        found = cls(
            authors=_authors(user),
            partners=_partners(user),
            grants=_grants(),
            categories=Choices.of(Category.objects.all()),
            series=Choices.of(Series.objects.all()),
            originals=_originals(post, user, chosen),
            references=references,
        )
        found.authors.keep((c.author for c in snapshot.credits), references.authors)
        thanks = snapshot.acknowledgements
        found.partners.keep((t.collaborator for t in thanks), references.partners)
        found.grants.keep((t.grant for t in thanks), references.grants)
        found.categories.keep([snapshot.category], _one(references.category))
        found.series.keep([snapshot.series], _one(references.series))
        original = references.translation_of
        if original is not None:
            # Somebody else's draft stays chosen without telling its title.
            found.originals.setdefault(original.pk, Choice(str(original), "another post"))
        return found

    def current(self, kind: str, ref: Ref | None) -> int | None:
        """Return the id under which a select shows what the revision refers to."""
        if ref is None:
            return None
        found = getattr(self.references, kind).get(ref.id)
        return found.pk if found is not None else ref.id


def _one(row: models.Model | None) -> dict[int, Any]:
    return {} if row is None else {row.pk: row}


def authors_for(user: User) -> models.QuerySet[Author]:
    """Return the authors whom this user may credit."""
    sees_all = user.has_perm("blog.edit_all_authors")
    rows: models.QuerySet[Author] = (
        Author.objects.unmerged() if sees_all else Author.objects.visible()
    )
    return (rows | Author.objects.filter(user=user.pk)).distinct()


def _authors(user: User) -> Choices:
    return Choices(
        {
            row.pk: Choice(
                row.name,
                f"{row.name}, {row.affiliation}" if row.affiliation else row.name,
                {"affiliation": row.affiliation},
            )
            for row in authors_for(user)
        }
    )


def _partners(user: User) -> Choices:
    sees_all = user.has_perm("blog.change_collaborator")
    rows = Collaborator.objects.unmerged() if sees_all else Collaborator.objects.visible()
    return Choices.of(rows)


def _grants() -> Choices:
    rows = Grant.objects.select_related("collaborator")
    return Choices(
        {
            row.pk: Choice(
                str(row), f"{row.collaborator}: {row}", {"partner": str(row.collaborator_id)}
            )
            for row in rows
        }
    )


def _originals(post: Post, user: User, chosen: int) -> Choices:
    rows: Any = Post.objects.visible_to(user).exclude(pk=post.pk).newest_first()
    rows = rows.values_list("pk", "title", "language")
    found = [*rows[:MOST_ORIGINALS]]
    if chosen and chosen not in {pk for pk, *_ in found}:
        found += rows.filter(pk=chosen)
    return Choices({pk: Choice(title, f"{title} ({language})") for pk, title, language in found})
