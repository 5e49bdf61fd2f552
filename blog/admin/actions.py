"""The buttons under a text: what each is called now, who has it, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError

from blog.editing import review, workflow
from blog.editing.moves import BY_NAME, Move, may_publish_it, moves_for
from blog.models import Approval, Document

if TYPE_CHECKING:
    from accounts.models import User

# What somebody most likely wants next, the first of these that they may do.
_MAIN = ("approve", "publish_changes", "publish", "submit")
# Moves that need no button: choosing a reviewer is a field of the form.
_FIELDS = ("assign",)
# What stands in the row of buttons, and what joins it while publishing comes next; the rest
# waits under “More”.
_IN_REACH = (*_MAIN, "ask_for_changes")
_WITH_PUBLISHING = ("schedule",)


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it sends as `action`, what it says, how prominent it is."""

    action: str
    label: str
    is_main: bool = False
    in_reach: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent with a button beside the text itself."""

    note: str = ""
    material: bool = False
    correction: str = ""
    seen: int | None = None


def buttons(document: Document, user: User, missing: int = 0) -> list[Button]:
    """Return the buttons for this text and this user; saving is always the first.

    While approvals are `missing`, publishing is not the one that stands out.
    """
    moves = [move for move in moves_for(document, user) if move.name not in _FIELDS]
    if document.is_in_review and _has_approved(document, user):
        moves = [move for move in moves if move.name != "approve"]
    main = _main(moves, missing)
    return [
        Button("save", _saving(document, user), is_main=main is None),
        *(_button(move, document, main) for move in moves),
    ]


def _has_approved(document: Document, user: User) -> bool:
    return Approval.objects.standing(document).filter(by=user).exists()


def _main(moves: list[Move], missing: int) -> Move | None:
    by_name = {move.name: move for move in moves}
    if missing:
        # Publishing would be refused now; what leads there comes first.
        by_name = {name: move for name, move in by_name.items() if "publish" not in name}
    return next((by_name[name] for name in _MAIN if name in by_name), None)


def _button(move: Move, document: Document, main: Move | None) -> Button:
    is_main = move is main
    comes_next = main is not None and main.name == "publish"
    in_reach = move.name in _IN_REACH or (comes_next and move.name in _WITH_PUBLISHING)
    return Button(move.name, move.label_for(document), is_main=is_main, in_reach=in_reach)


def _saving(document: Document, user: User) -> str:
    if may_publish_it(document, user):
        if document.is_public:
            return "Save without publishing"
        if document.is_scheduled:
            return "Save without scheduling"
    return "Save draft"


def perform(action: str, document: Document, user: User, sent: Sent) -> str:
    """Do what a button says, after the text was saved; return a sentence on what was done.

    Raises ValidationError where a rule forbids it, PermissionDenied where the role does.
    """
    if action == "save":
        if document.is_public or document.is_scheduled:
            return "Saved as a newer draft. Readers don't see the changes yet."
        return "Saved."
    do = _DOING.get(action)
    if do is None:
        raise PermissionDenied("There is no such button.")
    return do(document, user, sent)


def _submit(document: Document, user: User, sent: Sent) -> str:
    review.submit(document, user, sent.note)
    who = document.reviewer or "the editors"
    return f"Submitted for review. It waits for {who} now."


def _withdraw(document: Document, user: User, sent: Sent) -> str:
    review.withdraw(document, user, sent.note)
    return "Taken back from review."


def _ask_for_changes(document: Document, user: User, sent: Sent) -> str:
    review.ask_for_changes(document, user, sent.note)
    return "Given back with your note."


def _approve(document: Document, user: User, sent: Sent) -> str:
    review.approve(document, user, sent.note, seen=sent.seen)
    return "Approved. An edit would void that."


def _publish(document: Document, user: User, sent: Sent) -> str:
    workflow.publish(
        document,
        by=user,
        material=sent.material,
        correction=sent.correction,
        note=sent.note,
        seen=sent.seen,
    )
    return "Published. Readers see it now."


def _schedule(document: Document, user: User, sent: Sent) -> str:
    date = document.newest_snapshot().published_at
    if date is None:
        raise ValidationError({"published_at": "Choose when it should appear."})
    workflow.schedule(document, by=user, at=date, note=sent.note, seen=sent.seen)
    return "Scheduled. It appears by itself."


def _unschedule(document: Document, user: User, sent: Sent) -> str:
    workflow.unschedule(document, by=user, note=sent.note)
    return "Back to draft. It does not appear by itself any more."


def _unpublish(document: Document, user: User, sent: Sent) -> str:
    workflow.unpublish(document, by=user, note=sent.note)
    return "Back to draft. Its address stays reserved."


def _bring_back(document: Document, user: User, sent: Sent) -> str:
    workflow.bring_back(document, by=user, note=sent.note)
    return "Back to draft. Its address stays reserved."


def _archive(document: Document, user: User, sent: Sent) -> str:
    workflow.may_publish(document, user)
    if not BY_NAME["archive"].fits(document):
        raise ValidationError("Readers never saw this. Take it back to draft instead.")
    return "Saved. Now say why it is archived."


_DOING: dict[str, Callable[[Document, User, Sent], str]] = {
    "submit": _submit,
    "withdraw": _withdraw,
    "ask_for_changes": _ask_for_changes,
    "approve": _approve,
    "publish": _publish,
    "publish_changes": _publish,
    "schedule": _schedule,
    "unschedule": _unschedule,
    "unpublish": _unpublish,
    "bring_back": _bring_back,
    "archive": _archive,
}
