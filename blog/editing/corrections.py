"""What readers are told under a text that was changed in a way they should know of."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from blog.models import Correction, Document
from blog.models.attached import owner_of

LONGEST = 1000


def check_correction(document: Document, correction: str, *, material: bool) -> str:
    """Return the note without outer spaces; empty for none.

    Raises ValidationError where it would not be shown, or is too long.
    """
    correction = correction.strip()
    if correction and not document.was_public:
        raise ValidationError(
            {"correction": "Readers never saw this, so there is nothing to correct. Empty it."}
        )
    if correction and not material:
        raise ValidationError(
            {"correction": "Tick that readers should know of the change, or empty the note."}
        )
    if len(correction) > LONGEST:
        raise ValidationError(
            {
                "correction": f"A correction note has at most {LONGEST} characters; "
                f"this one has {len(correction)}."
            }
        )
    return correction


def tell_of_correction(document: Document, correction: str, at: datetime) -> None:
    """Show the note under the text; call it inside the transaction that publishes the change."""
    Correction.objects.create(
        **owner_of(document), note=correction, at=at, revision=document.live_revision
    )
