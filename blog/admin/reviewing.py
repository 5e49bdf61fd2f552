"""What is typed around a text: a note, who should review it, what readers are told of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from blog.admin.actions import Sent, buttons
from blog.admin.who import key_of
from blog.editing.corrections import LONGEST
from blog.editing.events import NOTE_MAX
from blog.editing.gates import approvals_missing, standing_approvals
from blog.editing.moves import BY_NAME, may_publish_it
from blog.editing.review import assign, possible_reviewers
from blog.editing.waiting import asked_of
from blog.models import Document, Revision

if TYPE_CHECKING:
    from accounts.models import User

NOTE_OF_A_SAVE = Revision._meta.get_field("note").max_length


class ReviewerField(forms.ModelChoiceField[Any]):
    """Chooses a person, named with their role."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name, and the role in brackets."""
        return f"{obj} ({obj.role})" if obj.role else str(obj)


class AroundForm(forms.Form):
    """What is sent with the text and is no part of it."""

    note = forms.CharField(
        label="Note",
        max_length=NOTE_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Why you saved it, or what should change. Readers never see it.",
    )
    reviewer = ReviewerField(queryset=None, label="Reviewer", required=False, empty_label="Nobody")
    reviewer_was = forms.CharField(required=False, widget=forms.HiddenInput)
    material = forms.BooleanField(
        label="Readers should know of this change",
        required=False,
        help_text="Its date of update moves, on its page, in the feeds and in the sitemap.",
    )
    correction = forms.CharField(
        label="Correction shown under the text",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What was wrong, in a sentence. May stay empty.",
    )

    def __init__(self, data: Any, document: Document, user: User) -> None:
        self.document = document
        self.user = user
        reviewer = document.reviewer_id
        initial = {"reviewer": reviewer, "reviewer_was": reviewer or ""}
        super().__init__(data, initial=initial, label_suffix="")
        if self.may_assign:
            people = possible_reviewers(document).prefetch_related("groups")
            self.fields["reviewer"].queryset = people  # type: ignore[attr-defined]
        else:
            del self.fields["reviewer"], self.fields["reviewer_was"]

    @property
    def may_assign(self) -> bool:
        """Whether there is something to review, and this person may say by whom."""
        move = BY_NAME["assign"]
        return move.fits(self.document) and move.may(self.document, self.user)

    def sent(self) -> Sent:
        """Return what goes with the button."""
        found = self.cleaned_data
        return Sent(
            note=found["note"],
            material=found["material"],
            correction=found["correction"],
            seen=key_of(self.data.get("base", "")) or None,
        )

    def take_errors(self, problem: ValidationError) -> ValidationError | None:
        """Show what is wrong with a field here beside it; return the rest, if any."""
        if not hasattr(problem, "error_dict"):
            return problem
        rest = {}
        for name, errors in problem.error_dict.items():
            if name in self.fields:
                self.add_error(name, ValidationError(errors))
            else:
                rest[name] = errors
        return ValidationError(rest) if rest else None

    def note_of_save(self) -> str:
        """Return the note as the new version keeps it; the event of the move keeps all of it."""
        note: str = self.cleaned_data["note"]
        return note[:NOTE_OF_A_SAVE]

    def apply(self) -> None:
        """Store who was chosen to review it; a stale form undoes nobody's choice.

        Raises ValidationError and PermissionDenied.
        """
        found = self.cleaned_data
        chosen = found.get("reviewer")
        if "reviewer" in self.data and str(chosen.pk if chosen else "") != found["reviewer_was"]:
            assign(self.document, self.user, chosen)


def decisions(document: Document, user: User) -> dict[str, Any]:
    """Return the buttons under the text, and how far the review of a stored one has come."""
    standing = standing_approvals(document) if document.pk else []
    missing = approvals_missing(document, standing)
    found = buttons(document, user, missing)
    context: dict[str, Any] = {
        "buttons": found,
        "more_buttons": [button for button in found if not button.in_reach],
        "may_publish": may_publish_it(document, user),
    }
    if document.pk is not None:
        context["approvals"] = standing
        context["approvals_missing"] = missing
        context["asked"] = asked_of(document)
    return context
