"""Asking other hosts how large the pictures are that posts show of theirs.

Readers' programs leave room for a picture whose size a feed says. An author rarely types it, so the
worker looks: it is not the readers whom that host gets to know.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from blog import markup
from blog.editing.rerender import render_anew
from blog.models import Event, PictureSize, Post
from blog.models.picture_size import measured
from blog.models.rendering import STAND_INS, pictures_without_size
from blog.transfer.fetch import FetchRefused, Limits, fetch

logger = logging.getLogger(__name__)

MOST = 50  # pictures of one post
ASKED_AGAIN_AFTER = timedelta(days=1)
_MOVES = (
    Event.Kind.SUBMITTED,
    Event.Kind.APPROVED,
    Event.Kind.SCHEDULED,
    Event.Kind.PUBLISHED,
    Event.Kind.CHANGES_PUBLISHED,
    Event.Kind.CORRECTED,
)


def plan(event: Event, **kwargs: Any) -> None:
    """Have the worker measure the pictures of a post that goes public; receives `recorded`."""
    if event.post and event.kind in _MOVES and _lacks_a_size(event.post):
        measure_pictures.enqueue(post_pk=event.post.pk)


def ask_for_missing() -> int:
    """Leave to the worker the posts whose feeds lack a picture's size; return how many."""
    posts = Post.objects.released().only("pk", "feed_html").order_by("pk")
    lacking = [post.pk for post in posts.iterator(chunk_size=50) if _lacks_a_size(post)]
    for pk in lacking:
        measure_pictures.enqueue(post_pk=pk)
    return len(lacking)


@task()
def measure_pictures(post_pk: int) -> int:
    """Ask for what isn't known of a post's pictures, and render it anew; how many were measured.

    A second run asks nobody again.
    """
    post = Post.objects.filter(pk=post_pk).first()
    if post is None:
        return 0
    wanted = _elsewhere(post)
    recently = PictureSize.objects.filter(asked_at__gt=timezone.now() - ASKED_AGAIN_AFTER)
    asked = set(recently.filter(address__in=wanted).values_list("address", flat=True))
    found = sum(_ask(address) for address in wanted if address not in asked)
    # Also where a worker that is gone asked: it may not have come to this.
    render_anew([post])
    return found


def _lacks_a_size(post: Post) -> bool:
    return any(address in post.feed_html for address in STAND_INS.values())


def _elsewhere(post: Post) -> list[str]:
    try:
        unsized = pictures_without_size(
            post.body, path=post.get_absolute_url(), language=post.language
        )
    except markup.MarkupRefused:
        return []
    longest = PictureSize._meta.get_field("address").max_length or 0
    return [address for address in unsized if len(address) <= longest][:MOST]


def _ask(address: str) -> bool:
    """Ask for one picture and keep what was found; whether it was a picture."""
    size = None
    try:
        data = fetch(address, Limits(settings.UPLOAD_MAX_BYTES, timeout=10, total=30))
        size = measured(BytesIO(data))
    except FetchRefused as refused:
        logger.info("A picture's size is not known: %s", refused)
    width, height = size or (None, None)
    PictureSize.objects.update_or_create(
        address=address,
        defaults={"width": width, "height": height, "asked_at": timezone.now()},
    )
    return size is not None
