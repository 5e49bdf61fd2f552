"""Making stored HTML anew from stored Markdown, when the renderer or a picture changed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from blog import markup
from blog.editing.profiles import render_bio, render_blurb
from blog.editing.signals import announce
from blog.models import Author, Collaborator, Document, Image, Page, PictureUse, Post, Status
from blog.models.rendering import render_body

logger = logging.getLogger(__name__)

# More users of a picture than this are rendered by the worker, so that nobody waits.
MOST_AT_ONCE = 25
CHUNK = 50


@dataclass(slots=True)
class Outcome:
    """How many were rendered, how many of them came out different, and what failed why."""

    rendered: int = 0
    changed: int = 0
    failed: list[str] = field(default_factory=list)


def rerender_all(*, outdated_only: bool = False, tell: Callable[[int], object] = bool) -> Outcome:
    """Render every post, page, author and partner anew; what fails keeps the HTML it has.

    `outdated_only` leaves out posts and pages that this version of the renderer made, and so goes
    on where it was cut short. `tell` is called with how many posts and pages are done.
    """
    outcome = Outcome()
    for count, document in enumerate(_documents(outdated_only=outdated_only), 1):
        _try(document, outcome)
        tell(count)
    for profile in _profiles():
        _try(profile, outcome)
    return outcome


def rerender_users(image: Image) -> Outcome | None:
    """Render anew what shows the picture; None where the worker was asked to.

    Call it when the picture's words changed.
    """
    _is_seen_changed(image)
    users = users_of(image)
    if len(users) > MOST_AT_ONCE:
        rerender.enqueue(image_pk=image.pk)
        return None
    return render_anew(users)


def _is_seen_changed(image: Image) -> None:
    """Note that posts and pages which show the picture at their head are others now."""
    for model in (Post, Page):
        manager: Any = model._default_manager
        manager.released().filter(featured=image).update(live_at=timezone.now())


def render_users(image: Image) -> Outcome:
    """Render anew what shows the picture, however much that is: for jobs."""
    _is_seen_changed(image)
    return render_anew(users_of(image))


def users_of(image: Image) -> list[Any]:
    """Return the posts, pages, authors and partners whose live text shows the picture."""
    name = str(image.file.name)
    versions = PictureUse.objects.filter(image=image).values("revision")
    # What was never public mirrors its newest version. Found by keys: texts may be many.
    noted = Q(live_revision__in=versions) | Q(newest_revision__in=versions)
    return [
        *Post.objects.filter(noted, body__contains=name),
        *Page.objects.filter(noted, body__contains=name),
        *Author.objects.filter(bio__contains=name),
        *Collaborator.objects.filter(blurb__contains=name),
    ]


@task()
def rerender(image_pk: int | None = None) -> dict[str, int]:
    """Render the users of a picture anew, or everything; a second run changes nothing more."""
    if image_pk is None:
        outcome = rerender_all()
    else:
        image = Image.objects.filter(pk=image_pk).first()
        outcome = render_users(image) if image else Outcome()
    return {"rendered": outcome.rendered, "failed": len(outcome.failed)}


def _documents(*, outdated_only: bool) -> Iterator[Any]:
    for model in (Post, Page):
        found: Any = model._default_manager.order_by("pk")
        if outdated_only:
            found = found.exclude(renderer_version=markup.RENDERER_VERSION)
        yield from _in_turn(found)


def _in_turn(rows: Any) -> Iterator[Any]:
    """Yield rows in the order of their keys, a few at a time.

    A cursor over all of them would make PostgreSQL copy every text to its disk first.
    """
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        yield from chunk
        last = chunk[-1].pk


def _profiles() -> Iterator[Any]:
    yield from Author.objects.order_by("pk").iterator(chunk_size=50)
    yield from Collaborator.objects.order_by("pk").iterator(chunk_size=50)


def render_anew(things: Iterable[Any]) -> Outcome:
    """Render these and store what came out different."""
    outcome = Outcome()
    for thing in things:
        _try(thing, outcome)
    return outcome


def _try(thing: Any, outcome: Outcome) -> None:
    try:
        outcome.changed += _store(thing)
        outcome.rendered += 1
    except (markup.MarkupRefused, ValidationError) as error:
        reason = (
            f"{thing.get_absolute_url()}: {'; '.join(getattr(error, 'messages', [str(error)]))}"
        )
        logger.warning("Kept the old HTML of %s", reason)
        outcome.failed.append(reason)


def _store(thing: Any) -> bool:
    """Render and store one; return whether its HTML is another one now."""
    if isinstance(thing, Document):
        return _store_document(thing)
    column, render = (
        ("bio_html", render_bio) if isinstance(thing, Author) else ("blurb_html", render_blurb)
    )
    before = getattr(thing, column)
    render(thing)
    if getattr(thing, column) == before:
        return False
    thing.save(update_fields=[column])
    return True


def _store_document(document: Document) -> bool:
    before, text = (document.html, document.feed_html), document.text
    body, model = document.body, type(document)
    document.take_rendering(
        render_body(body, path=document.get_absolute_url(), language=document.language)
    )
    values = {name: getattr(document, name) for name in Document.RENDERED_FIELDS}
    changed = (document.html, document.feed_html) != before
    if changed and document.status == Status.PUBLISHED:
        values["live_at"] = timezone.now()
    # What was published in the meantime was rendered by whoever published it.
    stored = model._default_manager.filter(pk=document.pk, body=body).update(**values)
    if stored and document.text != text:
        announce(document, "rendered")
    return bool(stored) and changed
