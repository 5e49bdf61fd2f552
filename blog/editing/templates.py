"""What a post can begin with: the templates that are offered, and those that Masthead brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from blog.editing.seeding import is_time_to_seed
from blog.models import PostTemplate, Ref, Snapshot

_FOLDER = Path(__file__).with_name("beginnings")
# The migration that makes the table; whoever deletes a template later doesn't get it back.
_TABLE_MADE_BY = ("blog", "0001_initial")
SHIPPED = (
    (
        "impact.md",
        "Impact",
        "To show what work with a partner changed, for a funder or for those who might be next.",
    ),
    (
        "learned.md",
        "Something learned",
        "To pass on what you found out, so that others needn’t find it out again.",
    ),
    (
        "incident.md",
        "Incident report",
        "After something broke: what happened, whom it hit, and what is changed.",
    ),
    (
        "pointing.md",
        "Somebody else’s piece",
        "To point at a text elsewhere. Put its address into the field “Link”.",
    ),
)


def offered() -> list[PostTemplate]:
    """Return the templates that a new post can begin with, in their order."""
    return list(PostTemplate.objects.filter(is_active=True).only("name", "when_to_use"))


def begun_with(template: PostTemplate, snapshot: Snapshot) -> Snapshot:
    """Return the snapshot of a new post with the template's text, category and tags."""
    return snapshot.changed(
        body=template.body,
        category=Ref.to(template.category),
        tags=Ref.many(tag.resolved() for tag in _tags(template)),
    )


def _tags(template: PostTemplate) -> Any:
    return template.tags.select_related("merged_into").order_by("name")


def seed_templates(**kwargs: Any) -> None:
    """Make the templates that come with Masthead, once: when their table is made or emptied.

    Receives `post_migrate`, whose `plan` says what was migrated; a flush has none.
    """
    if not is_time_to_seed(kwargs.get("plan"), _TABLE_MADE_BY):
        return
    if PostTemplate.objects.exists():
        return
    PostTemplate.objects.bulk_create(
        PostTemplate(
            name=name,
            when_to_use=when,
            body=(_FOLDER / file).read_text(encoding="utf-8"),
            position=position,
        )
        for position, (file, name, when) in enumerate(SHIPPED, start=1)
    )
