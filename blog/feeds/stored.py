"""Items as they were written when their posts were published.

What is missing or stale is written when it is asked for: so nothing depends on whether whoever
changed a post told of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import DatabaseError
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
        writer = WRITERS[name]
        posts = Post.objects.published().filter(pk__in=missing).as_a_page()
        found |= {post.pk: writer.fragment(item_of(post, site)) for post in posts}
    return [found[pk] for pk in wanted if pk in found]


def update(sender: Any, document: Any, change: str, **kwargs: Any) -> None:
    """Write the items of a post that changed, or forget those of one that left (`post_changed`)."""
    if not isinstance(document, Post):
        return
    if document.status != Status.PUBLISHED:
        FeedEntry.objects.filter(pk=document.pk).delete()
        return
    store(Post.objects.filter(pk=document.pk), SiteSettings.load())


def store(posts: Any, site: SiteSettings) -> int:
    """Write and keep the items of these posts; return how many there are."""
    entries = [_entry(post, site) for post in posts.as_a_page()]
    FeedEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["post"],
        update_fields=["key", *WRITERS],
    )
    return len(entries)


def _entry(post: Post, site: SiteSettings) -> FeedEntry:
    item = item_of(post, site)
    written = {name: writer.fragment(item) for name, writer in WRITERS.items()}
    return FeedEntry(post=post, key=digest(site_digest(site), key_of(post).text), **written)


def rebuild() -> Iterator[int]:
    """Write the items of every post that is or will be public, yielding how many are done."""
    site = SiteSettings.load()
    live = Post.objects.filter(status=Status.PUBLISHED)
    FeedEntry.objects.exclude(pk__in=live.order_by().values("pk")).delete()
    keys = list(live.newest_first().values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        store(Post.objects.filter(pk__in=keys[start : start + CHUNK]), site)
        yield min(start + CHUNK, len(keys))


@task()
def rebuild_entries() -> int:
    """Rebuild in the background; a second run changes nothing."""
    done = 0
    try:
        for done in rebuild():  # noqa: B007
            pass
    except DatabaseError:
        logger.exception("Feed items were written anew up to the %s newest", done)
        raise
    return done
