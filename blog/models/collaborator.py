"""Partner organisations, their grants, and the thanks they get."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Case, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from blog.models.addresses import SLUG_MAX, validate_slug
from blog.models.mergeable import Mergeable, MergeableQuerySet
from blog.models.sourced import Sourced

if TYPE_CHECKING:
    from datetime import datetime


class CollaboratorQuerySet(MergeableQuerySet["Collaborator"]):
    """Sets of partners."""

    def visible(self) -> CollaboratorQuerySet:
        """Return the partners that readers may see a page of."""
        return self.unmerged().filter(is_hidden=False)

    def with_logo(self) -> CollaboratorQuerySet:
        """Return the partners that have a logo here or at an old address."""
        return self.exclude(logo=None, logo_url="")

    def not_thanked_since(self, moment: datetime) -> CollaboratorQuerySet:
        """Return the partners whom no public post dated since then thanks, under merged names too.

        Each has `last_thanked`, the date of the last post that did; the longest quiet come first,
        those whom none ever thanked last.
        """
        thanks = Acknowledgement.objects.filter(
            post__status="published", post__published_at__lte=timezone.now()
        ).order_by()
        lately = thanks.filter(post__published_at__gte=moment)
        heard_of = lately.values(whom=Coalesce("collaborator__merged_into", "collaborator"))
        own = _last(thanks.filter(collaborator=OuterRef("pk")))
        merged = _last(thanks.filter(collaborator__merged_into=OuterRef("pk")))
        # On SQLite the greatest of anything and nothing is nothing.
        return (
            self.exclude(pk__in=heard_of)
            .annotate(last_thanked=Coalesce(Greatest(own, merged), own, merged))
            .order_by(F("last_thanked").asc(nulls_last=True), "name", "pk")
        )


def _last(thanks: models.QuerySet[Acknowledgement]) -> Subquery:
    """Return the date of the last post of these thanks, which are all of one partner."""
    # An aggregate, not the first by date: that would be looked for among all posts.
    dates = thanks.annotate(whose=Value(1)).values("whose")
    return Subquery(dates.annotate(last=Max("post__published_at")).values("last"))


class Collaborator(Mergeable, Sourced):
    """A partner organisation."""

    class Kind(models.TextChoices):
        """What the organisation is to us."""

        MEMBER = "member", _("Member")
        FUNDER = "funder", _("Funder")
        COLLABORATOR = "collaborator", _("Collaborator")

    name = models.CharField(max_length=200)
    slug = models.CharField(max_length=SLUG_MAX, unique=True, validators=[validate_slug])
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.COLLABORATOR)
    blurb = models.TextField(blank=True, help_text="Markdown, for the partner's own page.")
    blurb_html = models.TextField(blank=True, editable=False)
    website = models.URLField(max_length=500, blank=True)
    logo = models.ForeignKey("blog.Image", models.PROTECT, null=True, blank=True)
    logo_url = models.URLField(
        "logo's address", max_length=1000, blank=True, help_text="Where no logo is uploaded."
    )
    is_hidden = models.BooleanField(
        "hidden", default=False, help_text="No page and no place in lists; thanks in posts stay."
    )
    imported_hash = models.CharField(
        max_length=64, blank=True, editable=False, help_text="of what the import wrote here"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = CollaboratorQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            Mergeable.not_into_itself("collaborator"),
            models.CheckConstraint(
                condition=Q(kind__in=["member", "funder", "collaborator"]),
                name="collaborator_kind_is_known",
            ),
            Sourced.once_per_source("collaborator"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def closeness(cls) -> Case:
        """Return what to order by where funders and members come before all others."""
        close = [cls.Kind.FUNDER, cls.Kind.MEMBER]
        return Case(When(kind__in=close, then=Value(0)), default=Value(1))

    def get_absolute_url(self) -> str:
        """Return the path of the partner's page."""
        return reverse("collaborator", args=[self.slug])


class Grant(models.Model):
    """Money from a funder, under the number that reports name."""

    collaborator = models.ForeignKey(Collaborator, models.PROTECT, related_name="grants")
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=100, blank=True)
    url = models.URLField(max_length=500, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["collaborator__name", "title"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["collaborator", "number"],
                condition=~Q(number=""),
                name="grant_number_is_unique_per_funder",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        number = f" ({self.number})" if self.number else ""
        return f"{self.title}{number}"


class Acknowledgement(models.Model):
    """The thanks that one live post gives to one partner."""

    class Role(models.TextChoices):
        """What the partner did for the post."""

        FUNDER = "funder", pgettext_lazy("what a partner did", "Funder")
        HOST = "host", pgettext_lazy("what a partner did", "Host")
        CONTRIBUTOR = "contributor", pgettext_lazy("what a partner did", "Contributor")
        MENTIONED = "mentioned", pgettext_lazy("what a partner did", "Mentioned")

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="acknowledgements")
    collaborator = models.ForeignKey(Collaborator, models.PROTECT, related_name="acknowledgements")
    role = models.CharField(max_length=20, choices=Role, default=Role.MENTIONED)
    grant = models.ForeignKey(
        Grant, models.PROTECT, null=True, blank=True, related_name="acknowledgements"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(role__in=["funder", "host", "contributor", "mentioned"]),
                name="acknowledgement_role_is_known",
            ),
            models.CheckConstraint(
                condition=Q(grant=None) | Q(role="funder"),
                name="acknowledgement_grant_only_of_a_funder",
            ),
            models.UniqueConstraint(
                fields=["post", "collaborator", "role"],
                condition=Q(grant=None),
                name="acknowledgement_once_per_role",
            ),
            models.UniqueConstraint(
                fields=["post", "collaborator", "role", "grant"],
                condition=Q(grant__isnull=False),
                name="acknowledgement_once_per_grant",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["collaborator", "-id"], name="acknowledgement_newest_first")
        ]

    def __str__(self) -> str:
        return f"{self.collaborator} ({self.get_role_display()})"
