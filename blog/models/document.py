"""What posts and pages have in common: a state, a live version and a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from blog.models.addresses import absolute
from blog.models.rendering import Rendering
from blog.models.reviewable import Reviewable
from blog.models.sourced import Sourced

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models.revision import Revision
    from blog.models.snapshot import Snapshot

D_co = TypeVar("D_co", bound="Document", covariant=True)

# Older dates are a generator's slip; the web itself began to be public in 1991.
EARLIEST_DATE = datetime(1990, 1, 1, tzinfo=UTC)

validate_language = RegexValidator(
    r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", "Write a language as its code, such as en or pt-br."
)


class Status(models.TextChoices):
    """Where a document stands. Scheduled is published with a time to come; what is in review
    is a draft, or changes to a published text, that somebody submitted.
    """

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class DocumentQuerySet(models.QuerySet[D_co]):
    """Sets of posts or pages: each rule about who sees what is stated here, once."""

    def published(self, at: Any = None) -> Self:
        """Return what readers see now. A question of time, asked at query time.

        `at` is another moment than now, or an expression for the moment.
        """
        return self.released().filter(published_at__lte=at or timezone.now())

    def scheduled(self, at: Any = None) -> Self:
        """Return what will appear by itself; `at` as in `published()`."""
        return self.released().filter(published_at__gt=at or timezone.now())

    def released(self) -> Self:
        """Return what is published or scheduled: what is kept ready for readers is made of these.

        Whether they see it already, they are told by `published()`.
        """
        return self.filter(status=Status.PUBLISHED)

    def kept(self) -> Self:
        """Return what is neither in the trash nor erased."""
        return self.filter(trashed_at=None, erased_at=None)

    def drafts(self) -> Self:
        """Return what was not published, or was taken back; in review or not."""
        return self.filter(status=Status.DRAFT, trashed_at=None)

    def in_review(self) -> Self:
        """Return what somebody submitted and nobody decided on yet."""
        return self.filter(submitted_at__isnull=False, trashed_at=None)

    def ahead_of_live(self) -> Self:
        """Return what is published or scheduled and was saved since."""
        live = self.released().filter(live_revision__isnull=False)
        return live.exclude(newest_revision=models.F("live_revision"))

    def trashed(self) -> Self:
        """Return what was thrown away and can still be brought back."""
        return self.filter(trashed_at__isnull=False)

    def archived(self) -> Self:
        """Return what was public and was taken down for good."""
        return self.filter(status=Status.ARCHIVED)


class Document(Reviewable, Sourced):
    """A post or a page. Its row is the live version; revisions hold every version."""

    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True, max_length=1000)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en", validators=[validate_language])
    featured = models.ForeignKey(
        "blog.Image", models.PROTECT, null=True, blank=True, related_name="+"
    )
    featured_url = models.URLField(max_length=1000, blank=True)
    featured_alt = models.CharField(max_length=500, blank=True)
    featured_caption = models.CharField(max_length=500, blank=True)
    featured_credit = models.CharField(max_length=200, blank=True)
    featured_licence = models.CharField(max_length=100, blank=True)

    status = models.CharField(max_length=20, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was last changed in a way readers should know."
    )
    first_public_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archive_reason = models.CharField(max_length=500, blank=True)
    successor = models.CharField(
        max_length=500, blank=True, help_text="Where readers of the archived text should go."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(
        default=timezone.now, editable=False, help_text="When its newest revision was saved."
    )
    live_at = models.DateTimeField(
        null=True, editable=False, help_text="When what readers see of it was changed last."
    )
    live_revision = models.ForeignKey(
        "blog.Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    newest_revision = models.ForeignKey(
        "blog.Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    trashed_at = models.DateTimeField(null=True, blank=True, editable=False)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    erased_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was erased for legal reasons."
    )

    html = models.TextField(blank=True, editable=False)
    feed_html = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    lead = models.CharField(
        max_length=300, blank=True, editable=False, help_text="How the text begins."
    )
    toc = models.JSONField(default=list, blank=True, editable=False)
    links = models.JSONField(default=list, blank=True, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    renderer_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the path under which readers find it."""
        raise NotImplementedError

    @property
    def is_public(self) -> bool:
        """Whether readers see it now; the same rule as `published()`."""
        return (
            self.status == Status.PUBLISHED
            and self.published_at is not None
            and self.published_at <= timezone.now()
        )

    @property
    def is_scheduled(self) -> bool:
        """Whether it is published with a time to come."""
        return self.status == Status.PUBLISHED and not self.is_public

    @property
    def was_public(self) -> bool:
        """Whether readers could see it at some time, so that its address is theirs for ever."""
        return self.first_public_at is not None and self.first_public_at <= timezone.now()

    @property
    def has_newer_draft(self) -> bool:
        """Whether something was saved since what is live was published."""
        return (
            self.live_revision_id is not None and self.live_revision_id != self.newest_revision_id
        )

    @property
    def mirrors_newest(self) -> bool:
        """Whether the row follows each save: only while it has never been published."""
        return self.status == Status.DRAFT and not self.was_public

    @property
    def state(self) -> str:
        """The state in a word or two for people, such as draft, in review or scheduled."""
        if self.erased_at:
            return "erased"
        if self.trashed_at:
            return "in the trash"
        if self.status == Status.DRAFT and self.submitted_at:
            return "in review"
        return "scheduled" if self.is_scheduled else self.get_status_display().lower()

    @property
    def absolute_url(self) -> str:
        """The whole address, on the site's own host."""
        return absolute(self.get_absolute_url())

    def can_be_edited_by(self, user: User) -> bool:
        """Whether the user may save it; the same rule as the queryset's `editable_by`."""
        raise NotImplementedError

    def can_be_thrown_away_by(self, user: User) -> bool:
        """Whether a draft that readers never saw is the user's to throw away."""
        raise NotImplementedError

    def can_be_published_by(self, user: User) -> bool:
        """Whether the user may publish it, take it back or archive it."""
        raise NotImplementedError

    def take_rendering(self, rendering: Rendering) -> None:
        """Take what the renderer made; the caller saves `RENDERED_FIELDS`."""
        for field in self.RENDERED_FIELDS:
            setattr(self, field, getattr(rendering, field))

    def newest_snapshot(self) -> Snapshot:
        """Return the newest revision's content, which every form is filled from."""
        from blog.models.snapshot import Snapshot

        revision: Revision | None = self.newest_revision
        return Snapshot.from_json(revision.data) if revision else Snapshot()

    RENDERED_FIELDS: ClassVar = (
        "html",
        "feed_html",
        "text",
        "lead",
        "toc",
        "links",
        "words",
        "renderer_version",
    )


def document_constraints(name: str) -> list[Any]:
    """Return the constraints that posts and pages share, named for the table."""
    return [
        models.CheckConstraint(
            condition=Q(status__in=Status.values), name=f"{name}_status_is_known"
        ),
        models.CheckConstraint(
            condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
            name=f"{name}_published_has_a_date",
        ),
        models.CheckConstraint(
            condition=Q(published_at=None) | Q(published_at__gte=EARLIEST_DATE),
            name=f"{name}_date_is_plausible",
        ),
        models.CheckConstraint(
            condition=~Q(status=Status.ARCHIVED) | Q(archived_at__isnull=False),
            name=f"{name}_archived_has_a_date",
        ),
        models.CheckConstraint(
            condition=Q(trashed_at=None) | Q(status=Status.DRAFT, first_public_at=None),
            name=f"{name}_only_unseen_drafts_are_trashed",
        ),
        models.CheckConstraint(
            condition=Q(erased_at=None) | Q(status=Status.ARCHIVED, body=""),
            name=f"{name}_erased_has_no_text",
        ),
        Sourced.once_per_source(name),
    ]
