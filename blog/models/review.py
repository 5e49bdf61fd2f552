"""What others say of a text before it is public: approvals, comments, previews, sign-offs."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from blog.models.attached import Attached, AttachedQuerySet
from blog.models.document import Document

# How long a preview link opens, unless told otherwise.
LINK_DAYS = 14


class ApprovalQuerySet(AttachedQuerySet["Approval"]):
    """Sets of approvals."""

    def standing(self, document: Document) -> Self:
        """Return the approvals of what the document's newest revision says: an edit voids them.

        Setting the date of publication is no edit.
        """
        return self.of(document).filter(revision__in=document.revisions_agreed_on())


class Approval(Attached):
    """Somebody found one revision good to publish."""

    revision = models.ForeignKey("blog.Revision", models.CASCADE, related_name="approvals")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(max_length=2000, blank=True)

    objects: ClassVar = ApprovalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            Attached.to_one_document("approval"),
            models.UniqueConstraint(fields=["revision", "by"], name="approval_once_per_revision"),
        ]

    def __str__(self) -> str:
        return f"approved by {self.by_name}"


class CommentQuerySet(AttachedQuerySet["Comment"]):
    """Sets of comments."""

    def threads(self) -> Self:
        """Return the comments that begin a thread."""
        return self.filter(thread=None)

    def open(self) -> Self:
        """Return the threads that nobody resolved."""
        return self.threads().filter(resolved_at=None)


class Comment(Attached):
    """A remark on a text, or a reply to one. Its first remark says where in the text it is."""

    thread = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="replies",
        help_text="The remark this replies to; none where this begins a thread.",
    )
    revision = models.ForeignKey(
        "blog.Revision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The version that was before its writer.",
    )
    text = models.TextField(max_length=10_000)
    quote = models.TextField(
        blank=True, max_length=2000, help_text="The words of the text it is about."
    )
    before = models.CharField(max_length=100, blank=True, help_text="What stood before the quote.")
    after = models.CharField(max_length=100, blank=True, help_text="What stood after the quote.")
    created_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    mentioned: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = CommentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            Attached.to_one_document("comment"),
            models.CheckConstraint(
                condition=Q(thread=None) | Q(resolved_at=None),
                name="comment_only_threads_are_resolved",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-created_at"],
                condition=Q(thread=None, resolved_at=None),
                name="comment_open_thread",
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:50]}"


class PreviewLinkQuerySet(AttachedQuerySet["PreviewLink"]):
    """Sets of preview links."""

    def working(self) -> Self:
        """Return the links that open now: not revoked, not expired."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


def in_two_weeks() -> object:
    """Return when a link made now stops opening."""
    return timezone.now() + timedelta(days=LINK_DAYS)


class PreviewLink(Attached):
    """An address by which somebody without an account reads one unpublished text.

    Only the hash of its secret is stored: who reads the database can't open the link.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(max_length=200, help_text="Whom it is for.")
    revision = models.ForeignKey(
        "blog.Revision",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="preview_links",
        help_text="The version it shows; empty: always the newest.",
    )
    collaborator = models.ForeignKey(
        "blog.Collaborator",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="preview_links",
        help_text="The partner who is asked to sign off; empty: only to look.",
    )
    email = models.EmailField(blank=True, help_text="Where it was sent.")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(default=in_two_weeks)
    revoked_at = models.DateTimeField(null=True, blank=True)
    # Set before the mail with it goes out: a worker killed in between must not send it twice.
    mail_claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [Attached.to_one_document("preview_link")]

    def __str__(self) -> str:
        return self.label

    @property
    def works(self) -> bool:
        """Whether it opens now; the same rule as `working()`."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class PreviewOpening(models.Model):
    """One time that a preview link was opened."""

    link = models.ForeignKey(PreviewLink, models.CASCADE, related_name="openings")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.link} at {self.at}"


class SignOff(Attached):
    """What a partner said of one revision, by name and address, without an account."""

    class Decision(models.TextChoices):
        """Whether the partner agrees."""

        APPROVED = "approved"
        COMMENTED = "commented", "asked for changes"

    link = models.ForeignKey(
        PreviewLink, models.SET_NULL, null=True, blank=True, related_name="sign_offs"
    )
    collaborator = models.ForeignKey("blog.Collaborator", models.PROTECT, related_name="sign_offs")
    revision = models.ForeignKey("blog.Revision", models.CASCADE, related_name="sign_offs")
    decision = models.CharField(max_length=20, choices=Decision)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    note = models.TextField(blank=True, max_length=10_000)
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = AttachedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            Attached.to_one_document("sign_off"),
            models.CheckConstraint(
                condition=Q(decision__in=["approved", "commented"]),
                name="sign_off_decision_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collaborator}: {self.get_decision_display()}"
