"""Items as they were written when their posts were published.

What is missing or stale is written when it is asked for: so nothing depends on whether whoever
changed a post told of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import DatabaseError, transaction
from django_tasks import task

from blog.feeds.atom import AtomWriter
from blog.feeds.item import item_of
from blog.feeds.json_feed import JsonWriter
from blog.feeds.rss import RssWriter
from blog.feeds.state import Key, digest, key_of, site_digest
from blog.models import FeedEntry, Post, SiteSettings, Status

logger = logging.getLogger(__name__)

WRITERS: dict[str, Any] = {"rss": RssWriter, "atom": AtomWriter, "json": JsonWriter}
CHUNK = 50


def fragments(name: str, keys: Iterable[Key], site: SiteSettings) -> list[str]:
    """Return the items in a format (`rss`, `atom` or `json`), in their order."""
    of_site = site_digest(site)
    wanted = {key.pk: digest(of_site, key.text) for key in keys}
    stored = FeedEntry.objects.filter(pk__in=wanted).values_list("pk", "key", name)
    found = {pk: text for pk, key, text in stored if key == wanted[pk]}
    missing = wanted.keys() - found.keys()
    if missing:
        made = _entries(Post.objects.published().filter(pk__in=missing), site)
        found |= {entry.post_id: getattr(entry, name) for entry in made}
        _try_to_keep(made)
    return [found[pk] for pk in wanted if pk in found]


def update(sender: Any, document: Any, change: str, **kwargs: Any) -> None:
    """Write the items of a post that changed, or forget those of one that left (`post_changed`)."""
    if not isinstance(document, Post):
        return
    if document.status != Status.PUBLISHED:
        FeedEntry.objects.filter(pk=document.pk).delete()
        return
    store(Post.objects.filter(pk=document.pk), SiteSettings.load())


def site_saved(sender: Any, instance: SiteSettings, **kwargs: Any) -> None:
    """Have all items written anew where they say something of the site that changed."""
    transaction.on_commit(lambda: rebuild_entries.enqueue() if is_stale() else None)


def is_stale() -> bool:
    """Whether the newest post's items have to be written anew, and so perhaps those of others."""
    post = Post.objects.published().newest_first().select_related("feed_entry").first()
    if post is None:
        return False
    entry = getattr(post, "feed_entry", None)
    return entry is None or entry.key != _key(post, SiteSettings.load())


def store(posts: Any, site: SiteSettings) -> int:
    """Write and keep the items of these posts; return how many there are."""
    entries = _entries(posts, site)
    _keep(entries)
    return len(entries)


def _entries(posts: Any, site: SiteSettings) -> list[FeedEntry]:
    return [_entry(post, site) for post in posts.as_a_page()]


def _entry(post: Post, site: SiteSettings) -> FeedEntry:
    item = item_of(post, site)
    written = {name: writer.fragment(item) for name, writer in WRITERS.items()}
    return FeedEntry(post=post, key=_key(post, site), **written)


def _key(post: Post, site: SiteSettings) -> str:
    return digest(site_digest(site), key_of(post).text)


@transaction.atomic
def _keep(entries: list[FeedEntry]) -> None:
    """Keep what was written, but nothing of a post that was taken back or erased meanwhile."""
    posts = Post.objects.released().filter(pk__in=[entry.post_id for entry in entries])
    kept = set(posts.order_by("pk").select_for_update().values_list("pk", flat=True))
    FeedEntry.objects.bulk_create(
        [entry for entry in entries if entry.post_id in kept],
        update_conflicts=True,
        unique_fields=["post"],
        update_fields=["key", *WRITERS],
    )


def _try_to_keep(entries: list[FeedEntry]) -> None:
    """Keep what had to be written for a reader, who is answered whether that works or not."""
    try:
        _keep(entries)
    except DatabaseError:
        logger.warning("The items of %s posts could not be kept", len(entries), exc_info=True)


def rebuild() -> Iterator[int]:
    """Write the items of every post that is or will be public, yielding how many are done."""
    site = SiteSettings.load()
    live = Post.objects.released()
    FeedEntry.objects.exclude(pk__in=live.order_by().values("pk")).delete()
    keys = list(live.newest_first().values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        store(Post.objects.filter(pk__in=keys[start : start + CHUNK]), site)
        yield min(start + CHUNK, len(keys))


@task()
def rebuild_entries() -> int:
    """Rebuild in the background; a second run changes nothing."""
    return max(rebuild(), default=0)
