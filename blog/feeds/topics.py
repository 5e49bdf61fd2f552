"""Which feeds a change of one post concerns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from blog.feeds.feed import FEEDS
from blog.models import Author, Category, Collaborator, Event, Series, Snapshot, Tag
from blog.models.addresses import absolute
from blog.reading.languages import list_in

# How many versions back a post may have stood in other lists than now.
_VERSIONS = 3


def topics(event: Event) -> list[str]:
    """Return the whole addresses of the feeds that a move of a post changed, in every format.

    They are those of the lists it is in now and of those it was in before: a tag that was taken
    off changes that tag's feed, too. Some may be told without need, none is left out.
    """
    paths = dict.fromkeys(["/", *_lists(_snapshots(event))])
    return [absolute(f"{path}{feed.file}") for path in paths for feed in FEEDS]


def _snapshots(event: Event) -> list[Snapshot]:
    """Return what the post was at its last moves, and what is live."""
    moves = Event.objects.filter(post=event.post, pk__lte=event.pk, revision__isnull=False)
    revisions = [move.revision for move in moves.select_related("revision")[:_VERSIONS]]
    if event.post is not None and event.post.live_revision is not None:
        revisions.append(event.post.live_revision)
    return [Snapshot.from_json(revision.data) for revision in revisions if revision]


def _lists(snapshots: Iterable[Snapshot]) -> Iterable[str]:
    ids: dict[type[Any], set[int]] = {
        model: set() for model in (Category, Series, Tag, Author, Collaborator)
    }
    for one in snapshots:
        yield list_in(one.language)
        ids[Category] |= {one.category.id} if one.category else set()
        ids[Series] |= {one.series.id} if one.series else set()
        ids[Tag] |= {tag.id for tag in one.tags}
        ids[Author] |= {credit.author.id for credit in one.credits}
        ids[Collaborator] |= {thanks.collaborator.id for thanks in one.acknowledgements}
    for model, wanted in ids.items():
        for named in model._default_manager.filter(pk__in=wanted):
            row = named.resolved() if hasattr(named, "resolved") else named
            if not getattr(row, "is_hidden", False):
                yield row.get_absolute_url()
