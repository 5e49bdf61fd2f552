"""The sample's posts and pages, brought into their states by the same code that editors use."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from blog.editing import workflow
from blog.editing.addresses import is_taken
from blog.editing.revisions import save
from blog.models import (
    Correction,
    CreditRef,
    Document,
    Event,
    Page,
    Post,
    Ref,
    Revision,
    Snapshot,
    ThanksRef,
)
from blog.transfer.sample.content import Text, pages, posts
from blog.transfer.sample.pictures import with_pictures
from blog.transfer.sample.rows import World

ROLES = {
    "authors": "wrote",
    "edited_by": "edited",
    "reviewed_by": "reviewed",
    "photographed_by": "photographed",
    "translated_by": "translated",
}


def make_texts(world: World, now: datetime) -> None:
    """Store every page and post, and publish, schedule, take back or archive it."""
    for text in pages():
        page = Page(source_guid=text.guid)
        _make(page, text, _snapshot(text, world), world, now)
        world.pages[text.key] = page
    for text in posts():
        post = Post(source_guid=text.guid)
        snapshot = _post_parts(text, world, _snapshot(text, world))
        _make(post, text, snapshot, world, now)
        world.posts[text.key] = post


def moved_addresses() -> dict[str, str]:
    """Return the paths that are somebody else's already, with what the sample uses instead."""
    moved = {}
    for model, texts, frame in ((Post, posts(), "/blog/{}/"), (Page, pages(), "/{}/")):
        for text in texts:
            if is_taken(model(), text.address):
                moved[frame.format(text.address)] = frame.format(f"sample-{text.address}")
    return moved


def _snapshot(text: Text, world: World) -> Snapshot:
    head = text.head
    body = with_pictures(text.body, world.pictures, world.videos)
    path = f"/{text.address}/" if "path" in head else f"/blog/{text.address}/"
    return Snapshot(
        title=head["title"],
        subtitle=head.get("subtitle", ""),
        address=f"sample-{text.address}" if path in world.moved else text.address,
        summary=head.get("summary", ""),
        body=world.relinked(body),
        language=head.get("language", "en"),
        external_url=head.get("external_url", ""),
        featured=Ref.to(world.pictures[head["featured"]]) if "featured" in head else None,
        featured_alt=head.get("featured_alt", ""),
        featured_caption=head.get("featured_caption", ""),
    )


def _post_parts(text: Text, world: World, snapshot: Snapshot) -> Snapshot:
    head = text.head
    return snapshot.changed(
        category=Ref.to(world.categories[head["category"]]),
        series=Ref.to(world.series[head["series"]]) if "series" in head else None,
        series_position=head.get("position"),
        doi=head.get("doi", ""),
        translation_of=Ref.to(world.posts.get(head.get("translation_of", ""))),
        tags=Ref.many(world.tags[name] for name in head["tags"]),
        credits=tuple(
            CreditRef(
                Ref(world.authors[slug].pk, world.authors[slug].name),
                role,
                world.authors[slug].affiliation,
            )
            for field, role in ROLES.items()
            for slug in head.get(field, ())
        ),
        acknowledgements=tuple(_thanks(world, *thanks) for thanks in head.get("thanks", ())),
    )


def _thanks(world: World, slug: str, role: str, grant: str = "") -> ThanksRef:
    partner = world.partners[slug]
    return ThanksRef(Ref(partner.pk, partner.name), role, Ref.to(world.grants.get(grant)))


def _make(document: Document, text: Text, snapshot: Snapshot, world: World, now: datetime) -> None:
    date = _moment(text, now)
    writer = _writer(text, world)
    right = snapshot
    if correction := text.head.get("correction"):
        body = snapshot.body.replace(correction["right"], correction["wrong"])
        snapshot = snapshot.changed(body=body)
    save(document, snapshot, by=writer)
    _publish(document, text, world, now, date)
    if correction:
        save(document, right, by=writer)
        _correct(document, correction["note"], world, date + timedelta(days=9))
    if newer := text.head.get("newer"):
        body = snapshot.body + newer["append"].rstrip()
        save(document, snapshot.changed(title=newer["title"], body=body), by=writer)
    _date_back(document, date)


def _writer(text: Text, world: World) -> User | None:
    first = next(iter(text.head.get("authors", ())), "")
    return world.users.get(first, world.editor) if "path" not in text.head else world.editor


def _moment(text: Text, now: datetime) -> datetime:
    """A time of day of its own for each text: nobody publishes always at the same minute."""
    day = now - timedelta(days=text.days_ago)
    return day.replace(
        hour=7 + len(text.key) % 11, minute=len(text.body) % 60, second=0, microsecond=0
    )


def _publish(document: Document, text: Text, world: World, now: datetime, date: datetime) -> None:
    by = world.editor
    match text.state:
        case "draft":
            return
        case "scheduled":
            at = now + timedelta(days=text.head["days_ahead"])
            workflow.schedule(
                document, by=by, at=at.replace(hour=8, minute=30, second=0, microsecond=0)
            )
        case _:
            workflow.publish(document, by=by, at=date)
    if text.state == "unpublished":
        workflow.unpublish(document, by=by)
    if text.state == "archived":
        successor: Any = world.posts.get(text.head["successor"])
        path = successor.get_absolute_url() if successor else _future_path(text)
        workflow.archive(document, by=by, reason=text.head["reason"], successor=path)


def _correct(document: Document, note: str, world: World, at: datetime) -> None:
    workflow.publish(document, by=world.editor, material=True, correction=note)
    Correction.objects.of(document).update(at=at)
    document.refresh_from_db()
    document.updated_at = at
    document.save(update_fields=["updated_at"])


def _future_path(text: Text) -> str:
    """The path of a successor that is younger, so not stored yet."""
    return next(f"/blog/{t.address}/" for t in posts() if t.key == text.head["successor"])


def _date_back(document: Document, date: datetime) -> None:
    """Give the bookkeeping the dates it would have, or the desk would show one busy second."""
    written = date - timedelta(days=2)
    document.created_at, document.modified_at = written, date
    document.live_at = date if document.was_public else None
    document.save(update_fields=["created_at", "modified_at", "live_at"])
    Revision.objects.of(document).update(created_at=date)
    # The texts point at each other, so that each was published past a warning that was nobody's.
    events = Event.objects.of(document)
    events.update(at=date)
    events.exclude(kind=Event.Kind.SCHEDULED).update(data={})
