"""The one table of what can be done to a text: from which state, and by whom.

The buttons, the checks before each move and the table in docs/editing.md are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError

from blog.models import Document, Post, Status

if TYPE_CHECKING:
    from accounts.models import User


class Who(Enum):
    """Who may make a move, in words for people."""

    EDITING = "who may edit it"
    WRITING = "its writers, and who may publish it"
    REVIEWING = "the assigned reviewer and editors, but none of its writers"
    APPROVING = "who may ask for changes, but not who saved the newest version"
    PUBLISHING = "authors their own posts, editors everything"


@dataclass(frozen=True, slots=True)
class Move:
    """One move. `when` lists the states it starts from, `never` what must not be besides.

    `labels` are what its button says in some state instead of `label`.
    """

    name: str
    label: str
    when: tuple[str, ...]
    who: Who
    leads_to: str
    needs: str = ""
    never: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def fits(self, document: Document) -> bool:
        """Whether the text is in a state from which this can be done."""
        now = standing(document)
        return self.never not in now and any(set(at.split(" with ")) <= now for at in self.when)

    def may(self, document: Document, user: User) -> bool:
        """Whether this person may do it to this text, leaving its state aside."""
        return _MAY[self.who](document, user)

    def label_for(self, document: Document) -> str:
        """Return what its button says now."""
        now = standing(document)
        return next((label for at, label in self.labels.items() if at in now), self.label)


MOVES = (
    Move(
        name="submit",
        label="Submit for review",
        when=("draft", "scheduled with newer draft", "published with newer draft"),
        never="in review",
        who=Who.WRITING,
        leads_to="in review",
    ),
    Move(
        name="withdraw",
        label="Take back from review",
        when=("in review",),
        who=Who.WRITING,
        leads_to="what it was before",
    ),
    Move(
        name="ask_for_changes",
        label="Ask for changes",
        when=("in review",),
        who=Who.REVIEWING,
        needs="a note on what should change",
        leads_to="what it was before",
    ),
    Move(
        name="approve",
        label="Approve",
        when=("in review",),
        who=Who.APPROVING,
        leads_to="in review, with one more approval",
    ),
    Move(
        name="assign",
        label="Choose a reviewer",
        when=("draft", "scheduled with newer draft", "published with newer draft", "in review"),
        who=Who.EDITING,
        needs="somebody who isn’t one of its writers",
        leads_to="no other state; the reviewer may edit it until it is decided",
    ),
    Move(
        name="publish",
        label="Publish now",
        when=("draft", "scheduled", "archived"),
        who=Who.PUBLISHING,
        needs="all that is asked for before publishing",
        leads_to="published",
        labels={"archived": "Publish again", "once public": "Publish again"},
    ),
    Move(
        name="publish_changes",
        label="Publish changes",
        when=("published",),
        who=Who.PUBLISHING,
        needs="all that is asked for before publishing",
        leads_to="published",
    ),
    Move(
        name="schedule",
        label="Schedule",
        when=("draft", "scheduled", "archived"),
        who=Who.PUBLISHING,
        needs="a time to come, and all that is asked for before publishing",
        leads_to="scheduled",
        labels={"scheduled": "Change schedule"},
    ),
    Move(
        name="unschedule",
        label="Back to draft",
        when=("scheduled",),
        who=Who.PUBLISHING,
        leads_to="draft",
    ),
    Move(
        name="unpublish",
        label="Unpublish",
        when=("published",),
        who=Who.PUBLISHING,
        leads_to="draft; its address stays reserved",
    ),
    Move(
        name="archive",
        label="Archive…",
        when=("published", "draft with once public"),
        who=Who.PUBLISHING,
        needs="a reason; a successor is optional",
        leads_to="archived; its address says that it is gone",
    ),
    Move(
        name="bring_back",
        label="Back to draft",
        when=("archived",),
        who=Who.PUBLISHING,
        leads_to="draft",
    ),
)
BY_NAME = {move.name: move for move in MOVES}

_REFUSALS = {
    Who.EDITING: "This text is not yours to edit.",
    Who.WRITING: "Only its writers, and who may publish it, may do this.",
    Who.REVIEWING: "Only the assigned reviewer or an editor may decide on this, and nobody on "
    "a text of their own.",
    Who.APPROVING: "Somebody else must approve this: the assigned reviewer or an editor, but "
    "neither its writers nor who saved the newest version.",
    Who.PUBLISHING: "Your role does not let you publish this. Ask an editor.",
}


def standing(document: Document) -> set[str]:
    """Return where a text stands, in the words of the table; nothing for what is gone."""
    if document.trashed_at or document.erased_at:
        return set()
    status = "scheduled" if document.is_scheduled else Status(document.status).value
    more = {
        "in review": document.is_in_review,
        "newer draft": status in {"scheduled", "published"} and document.has_newer_draft,
        "once public": document.was_public,
    }
    return {status, *(word for word, holds in more.items() if holds)}


def moves_for(document: Document, user: User) -> list[Move]:
    """Return what this person may do to this text now, in the table's order."""
    return [move for move in MOVES if move.fits(document) and move.may(document, user)]


def check_move(name: str, document: Document, by: User | None) -> None:
    """Stop a move that the table doesn't allow; None, the program itself, may do anything.

    Raises PermissionDenied where the person may not, ValidationError where the state forbids it.
    """
    move = BY_NAME[name]
    if by is not None and not move.may(document, by):
        raise PermissionDenied(_REFUSALS[move.who])
    if not move.fits(document):
        states = " or ".join(
            at.replace(" with once public", " that was public") for at in move.when
        )
        raise ValidationError(
            f"“{move.label.rstrip('…')}” is for a text that is {states}. "
            f"This one is {document.state} now."
        )


def may_publish_it(document: Document, user: User) -> bool:
    """Whether the user may publish it; a new post is its writer's own."""
    if document.pk is None and isinstance(document, Post):
        return user.has_perm("blog.publish_own_posts")
    return document.can_be_published_by(user)


def _may_edit(document: Document, user: User) -> bool:
    return document.pk is None or document.can_be_edited_by(user)


def _is_writer(document: Document, user: User) -> bool:
    own = document.submitted_by_id == user.pk or document.is_written_by(user)
    return (own and _may_edit(document, user)) or may_publish_it(document, user)


_MAY: Mapping[Who, Callable[[Document, User], bool]] = {
    Who.EDITING: _may_edit,
    Who.WRITING: _is_writer,
    Who.REVIEWING: lambda document, user: document.can_be_reviewed_by(user),
    Who.APPROVING: lambda document, user: document.can_be_approved_by(user),
    Who.PUBLISHING: may_publish_it,
}


def as_table() -> str:
    """Return the moves as the Markdown table that docs/editing.md shows."""
    rows = [("Move", "From", "Who", "Needs", "Leads to"), ("---",) * 5]
    rows += [
        (
            f"**{move.label.rstrip('…')}**",
            ", ".join(move.when).replace("with once public", "that was public")
            + (f" (not {move.never})" if move.never else ""),
            move.who.value,
            move.needs or "nothing",
            move.leads_to,
        )
        for move in MOVES
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"
