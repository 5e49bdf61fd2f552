"""One thing done to many posts: each by its own rules, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from blog.editing.revisions import locked, save
from blog.editing.workflow import archive, publish
from blog.models import Author, Category, Post, Ref, Snapshot, Tag

if TYPE_CHECKING:
    from accounts.models import User

# More at once would keep a browser waiting; the rest is done by doing it again.
MOST = 500


@dataclass(slots=True)
class Report:
    """What was done, what needed nothing, and what was refused with the reason."""

    done: list[Post] = field(default_factory=list)
    same: list[Post] = field(default_factory=list)
    refused: list[tuple[Post, str]] = field(default_factory=list)


# Does one thing to one post; returns whether anything was to be done.
Deed = Callable[[Post], bool]


def for_each(posts: Iterable[Post], deed: Deed) -> Report:
    """Do it to each post, and report on each; one that is refused stops none of the others."""
    report = Report()
    for post in posts:
        try:
            with transaction.atomic():
                changed = deed(post)
        except (ValidationError, PermissionDenied) as refusal:
            report.refused.append((post, _reason(refusal)))
        else:
            (report.done if changed else report.same).append(post)
    return report


def publishing(by: User) -> Deed:
    """Publish the newest version; what is public as it is needs nothing."""

    def deed(post: Post) -> bool:
        post = locked(post)
        if post.is_public and not post.has_newer_draft:
            return False
        publish(post, by=by)
        return True

    return deed


def archiving(by: User, reason: str) -> Deed:
    """Take it down for good, for one reason given to all."""

    def deed(post: Post) -> bool:
        archive(post, by=by, reason=reason)
        return True

    return deed


def adding_tag(by: User, tag: Tag, *, republish: bool) -> Deed:
    """Add a tag behind those there are."""
    ref = Ref(tag.pk, tag.name)

    def change(snapshot: Snapshot) -> Snapshot:
        known = {one.id for one in snapshot.tags}
        return snapshot if ref.id in known else snapshot.changed(tags=(*snapshot.tags, ref))

    return _changing(by, change, f"Added the tag “{tag}”", republish=republish)


def removing_tag(by: User, tag: Tag, *, republish: bool) -> Deed:
    """Take a tag away, under the names it was merged from too."""
    gone = {tag.pk, *tag.merged_from.values_list("pk", flat=True)}

    def change(snapshot: Snapshot) -> Snapshot:
        return snapshot.changed(tags=tuple(one for one in snapshot.tags if one.id not in gone))

    return _changing(by, change, f"Removed the tag “{tag}”", republish=republish)


def setting_category(by: User, category: Category | None, *, republish: bool) -> Deed:
    """Put it into a category, or into none."""
    ref = Ref.to(category)
    note = f"Set the category “{category}”" if category else "Took it out of its category"
    return _changing(by, lambda snapshot: snapshot.changed(category=ref), note, republish=republish)


def changing_author(by: User, old: Author, new: Author, *, republish: bool) -> Deed:
    """Credit `new` in place of `old`, in every role and under merged names too."""
    gone = {old.pk, *old.merged_from.values_list("pk", flat=True)}
    ref = Ref(new.pk, new.name)

    def change(snapshot: Snapshot) -> Snapshot:
        rows = [
            _replaced(one, ref, new.affiliation) if one.author.id in gone else one
            for one in snapshot.credits
        ]
        once = {(one.author.id, one.role): one for one in reversed(rows)}
        return snapshot.changed(credits=tuple(reversed(once.values())))

    return _changing(by, change, f"Credited {new} instead of {old}", republish=republish)


def _replaced(credit: Any, author: Ref, affiliation: str) -> Any:
    return type(credit)(author, credit.role, affiliation)


def _changing(
    by: User, change: Callable[[Snapshot], Snapshot], note: str, *, republish: bool
) -> Deed:
    """Save a new version; publish it too where asked and where nothing else waited unpublished."""

    def deed(post: Post) -> bool:
        post = locked(post)
        snapshot = post.newest_snapshot()
        changed = change(snapshot)
        if changed == snapshot:
            return False
        waited = post.has_newer_draft
        save(post, changed, by=by, note=note)
        if republish and post.is_public:
            if waited:
                raise ValidationError(
                    "It has a newer draft that readers don’t see yet. Publish or change it by hand."
                )
            publish(post, by=by)
        return True

    return deed


def _reason(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    return str(refusal) or "Your role does not let you do this."
