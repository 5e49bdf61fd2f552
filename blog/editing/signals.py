"""What editing tells the rest of Masthead."""

from django.db import transaction
from django.dispatch import Signal

from blog.models import Document

# Sent after commit with `document` and `change`: what readers may see of it is different now.
post_changed = Signal()

# Sent with `event` inside the transaction that stores it: what a receiver stores with it is
# stored or undone with it, and a receiver that fails undoes the whole.
recorded = Signal()


def announce(document: Document, change: str) -> None:
    """Send `post_changed` once the running transaction is stored.

    `change` is one of published, scheduled, unpublished, archived, erased; renamed where only
    names that it shows are others now, rendered where the same words were rendered anew. What a
    receiver fails at is logged and stops nobody: the change itself is stored.
    """
    transaction.on_commit(
        lambda: post_changed.send_robust(type(document), document=document, change=change)
    )
