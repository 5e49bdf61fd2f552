"""One thing done to many posts: each by its own rules, in a transaction of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from blog.editing.access import NotEditable
from blog.editing.revisions import locked, save
from blog.editing.workflow import archive, publish, schedule
from blog.models import Author, Category, CreditRef, Post, Ref, Snapshot, Status, Tag

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)

# More at once can't be looked over by anybody; what takes longer is gone on with.
MOST = 500
SECONDS = 15

_GONE = "It is gone, or not yours to edit any more."
_BROKEN = "The database could not do it just now. Nothing of this post was changed; try again."


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one post; `reason` says why nothing did."""

    pk: int
    title: str
    reason: str = ""


@dataclass(slots=True)
class Report:
    """What was done, what needed nothing, what was refused and why, and what is left to do."""

    done: list[Told] = field(default_factory=list)
    same: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


# Does one thing to one post; returns whether anything was to be done, or as a sentence what of it
# was not.
Deed = Callable[[Post], bool | str]


def for_each(keys: Iterable[int], posts: Any, deed: Deed, *, seconds: float = SECONDS) -> Report:
    """Do it to each of the `posts` (a queryset) with these keys, and report on each.

    What is refused or fails stops none of the others. After `seconds` the rest is left.
    """
    report = Report()
    until = time.monotonic() + seconds
    waiting = list(keys)
    while waiting and time.monotonic() < until:
        pk = waiting.pop(0)
        # One at a time: whole posts are large.
        post = posts.filter(pk=pk).first()
        if post is None:
            report.refused.append(Told(pk, "A post", _GONE))
        else:
            _do(post, deed, report)
    report.left = waiting
    return report


def _do(post: Post, deed: Deed, report: Report) -> None:
    title = str(post)
    try:
        with transaction.atomic():
            changed = deed(post)
    except (ValidationError, PermissionDenied, NotEditable) as refusal:
        report.refused.append(Told(post.pk, title, _reason(refusal)))
    except DatabaseError:
        logger.exception("Post %s could not be changed among many.", post.pk)
        report.refused.append(Told(post.pk, title, _BROKEN))
    else:
        _tell(report, Told(post.pk, title), changed)


def _tell(report: Report, told: Told, changed: bool | str) -> None:
    if isinstance(changed, str):
        report.refused.append(replace(told, reason=changed))
    else:
        (report.done if changed else report.same).append(told)


def publishing(by: User, seen: Mapping[int, int]) -> Deed:
    """Publish the newest version; what is public as it is needs nothing.

    `seen` holds, by post, the id of the revision that was newest when the person chose it. What
    somebody decided on by hand is left to be decided by hand: a date to come, an archiving.
    """

    def deed(post: Post) -> bool:
        post = locked(post)
        if post.is_public and not post.has_newer_draft:
            return False
        _refuse_decided(post)
        publish(post, by=by, seen=seen.get(post.pk))
        return True

    return deed


def _refuse_decided(post: Post) -> None:
    date = post.newest_snapshot().published_at
    if post.status == Status.ARCHIVED:
        raise ValidationError("It is archived. Open it to publish it again.")
    if post.is_scheduled or (not post.is_public and date and date > timezone.now()):
        raise ValidationError("Its date is to come. Open it to schedule it or to publish it now.")


def archiving(by: User, reason: str) -> Deed:
    """Take it down for good, for one reason given to all."""

    def deed(post: Post) -> bool:
        post = locked(post)
        if post.status == Status.ARCHIVED:
            return False
        archive(post, by=by, reason=reason)
        return True

    return deed


def adding_tag(by: User, tag: Tag, *, republish: bool) -> Deed:
    """Add a tag behind those there are."""
    same = _with_merged(tag)

    def change(snapshot: Snapshot) -> Snapshot:
        if any(one.id in same for one in snapshot.tags):
            return snapshot
        return snapshot.changed(tags=(*snapshot.tags, Ref(tag.pk, tag.name)))

    return _changing(by, change, f"Added the tag “{tag}”", republish=republish)


def removing_tag(by: User, tag: Tag, *, republish: bool) -> Deed:
    """Take a tag away, under the names it was merged from too."""
    gone = _with_merged(tag)

    def change(snapshot: Snapshot) -> Snapshot:
        return snapshot.changed(tags=tuple(one for one in snapshot.tags if one.id not in gone))

    return _changing(by, change, f"Removed the tag “{tag}”", republish=republish)


def setting_category(by: User, category: Category | None, *, republish: bool) -> Deed:
    """Put it into a category, or into none."""
    ref = Ref.to(category)
    note = f"Set the category “{category}”" if category else "Took it out of its category"

    def change(snapshot: Snapshot) -> Snapshot:
        before = snapshot.category
        is_same = (before and before.id) == (ref and ref.id)
        return snapshot if is_same else snapshot.changed(category=ref)

    return _changing(by, change, note, republish=republish)


def changing_author(by: User, old: Author, new: Author, *, republish: bool) -> Deed:
    """Credit `new` in place of `old`, in every role and under merged names too."""
    gone = _with_merged(old)
    ref = Ref(new.pk, new.name)

    def change(snapshot: Snapshot) -> Snapshot:
        if not any(one.author.id in gone for one in snapshot.credits):
            return snapshot
        rows = [
            CreditRef(ref, one.role, new.affiliation) if one.author.id in gone else one
            for one in snapshot.credits
        ]
        # Who had the same role already is named once, where they come first.
        once = {(one.author.id, one.role): one for one in reversed(rows)}
        return snapshot.changed(credits=tuple(reversed(once.values())))

    return _changing(by, change, f"Credited {new} instead of {old}", republish=republish)


def _with_merged(row: Any) -> set[int]:
    return {row.pk, *row.merged_from.values_list("pk", flat=True)}


def _changing(
    by: User, change: Callable[[Snapshot], Snapshot], note: str, *, republish: bool
) -> Deed:
    """Save a new version; publish it too where asked and where nothing else waited unpublished."""

    def deed(post: Post) -> bool | str:
        post = locked(post)
        snapshot = post.newest_snapshot()
        changed = change(snapshot)
        if changed == snapshot:
            return False
        is_live, waited = post.status == Status.PUBLISHED, post.has_newer_draft
        save(post, changed, by=by, note=note)
        if republish and is_live:
            if waited:
                raise ValidationError(
                    "It has a newer draft that readers don’t see yet. Open it to change or "
                    "publish it."
                )
            return _gone_live_again(post, by)
        return True

    return deed


def _gone_live_again(post: Post, by: User) -> bool | str:
    """Publish the change, or let it appear with the rest at the time that was chosen.

    Where a rule forbids it, the change stays a newer draft; the rule's sentence is returned.
    """
    try:
        with transaction.atomic():
            if post.is_scheduled and post.published_at is not None:
                schedule(post, by=by, at=post.published_at)
            else:
                publish(post, by=by)
    except (ValidationError, PermissionDenied) as refusal:
        return f"Saved as a newer draft, but not published. {_reason(refusal)}"
    return True


def _reason(refusal: Exception) -> str:
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    if isinstance(refusal, NotEditable):
        return _GONE
    return str(refusal) or "Your role does not let you do this."
