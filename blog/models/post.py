"""Posts: articles with a date."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from blog.models.addresses import SLUG_MAX, validate_slug
from blog.models.beneath import corrections_listed, tags_listed
from blog.models.credit import Credit
from blog.models.document import Document, DocumentQuerySet, Status, document_constraints
from blog.models.doi import DOI_MAX, validate_doi

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from blog.models.listing import ListKind


# Where parts of a series stand that were given no place: after all that were.
NO_PLACE = 1_000_000


class PostQuerySet(DocumentQuerySet["Post"]):
    """Sets of posts."""

    def owned_by(self, user: User) -> PostQuerySet:
        """Return the posts the user created or is credited in (as its row says)."""
        # Two lookups by index; one condition with an "or" would read every post.
        created = Post.objects.filter(created_by=user.pk).order_by().values("pk")
        credited = Credit.objects.of_user(user).order_by().values("post")
        return self.filter(pk__in=created.union(credited))

    def editable_by(self, user: User) -> PostQuerySet:
        """Return the posts this user may open in the editor: all, own, or own drafts.

        And those to review, as long as there is something to decide.
        """
        if not user.has_perm("blog.change_post"):
            return self.none()
        if user.has_perm("blog.edit_all_posts"):
            return self.kept()
        own = Q(pk__in=Post.objects.owned_by(user).values("pk"))
        if not user.has_perm("blog.publish_own_posts"):
            own &= Q(status=Status.DRAFT)
        undecided = Q(status=Status.DRAFT) | Q(submitted_at__isnull=False)
        return self.kept().filter(own | Q(reviewer=user.pk) & undecided)

    def recoverable_by(self, user: User) -> PostQuerySet:
        """Return what this user may bring back from the trash: all of it, or their own."""
        if not user.has_perm("blog.change_post"):
            return self.none()
        rows = self.trashed()
        return rows if user.has_perm("blog.edit_all_posts") else rows.owned_by(user)

    def visible_to(self, user: User | Any) -> PostQuerySet:
        """Return the posts this user may read at their address: public ones, and editable ones."""
        if not user.is_authenticated:
            return self.published()
        public = Q(status=Status.PUBLISHED, published_at__lte=timezone.now())
        return self.filter(public | Q(pk__in=Post.objects.editable_by(user).values("pk")))

    def with_relations(self) -> PostQuerySet:
        """Return the posts with everything a `Content` is drawn from, in a fixed query count."""
        return self.select_related("category", "series", "featured").prefetch_related(
            *_credits_and_thanks(), models.Prefetch("taggings", queryset=_taggings())
        )

    def as_a_page(self) -> PostQuerySet:
        """Return the posts with what their own page shows: two queries beside the post's."""
        return (
            self.with_relations()
            .prefetch_related(None)
            .prefetch_related(*_credits_and_thanks())
            .annotate(tags_listed=tags_listed(), corrections_listed=corrections_listed())
        )

    def in_list(
        self,
        kind: ListKind,
        thing: Any = 0,
        part: Any = "",
        between: tuple[datetime, datetime] | None = None,
        at: Any = None,
        since: Any = None,
    ) -> PostQuerySet:
        """Return the public posts of one list, newest first, by its own index.

        `thing` is the id of what the list is of, `part` a role in it, or a language; `between` a
        time that ends before its second moment; `at` as in `published()`, `since` the earliest
        date. All but the kind may be expressions.
        """
        # All in one filter: another would ask for another listing of the post.
        time = {"listings__at__gte": between[0], "listings__at__lt": between[1]} if between else {}
        if since is not None:
            time["listings__at__gte"] = since
        found = self.published(at).filter(
            listings__kind=kind,
            listings__thing=thing,
            listings__part=part,
            listings__at__lte=at or timezone.now(),
            **time,
        )
        return found.order_by("-listings__at", "-listings__post_id")

    def in_language(self, code: str) -> PostQuerySet:
        """Return those in a language; for all posts in one, `in_list` reads a list of its own."""
        return self.filter(language=code)

    def in_reading_order(self) -> PostQuerySet:
        """Return the posts of a series by their places; those without one after them, by date."""
        place = Coalesce("series_position", Value(NO_PLACE))
        return self.order_by(place, "published_at", "pk")

    def newest_first(self) -> PostQuerySet:
        """Return the posts in the order of lists and feeds; total, so that pages don't overlap."""
        return self.order_by("-published_at", "-pk")


def _taggings() -> models.QuerySet[Any]:
    from blog.models.taxonomy import Tagging

    return Tagging.objects.select_related("tag__merged_into")


def _credits_and_thanks() -> tuple[models.Prefetch[Any, Any, Any], ...]:
    from blog.models.collaborator import Acknowledgement

    credits_ = Credit.objects.select_related("author__merged_into", "author__photo")
    thanks = Acknowledgement.objects.select_related(
        "collaborator__merged_into", "collaborator__logo", "grant"
    )
    return models.Prefetch("credits", credits_), models.Prefetch("acknowledgements", thanks)


def new_guid() -> str:
    """Return a new permanent identity (a `tag:` URI, RFC 4151) for a post made here."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{timezone.now():%Y-%m-%d}:post/{uuid.uuid4()}"


class Post(Document):
    """An article with a date, under /blog/<slug>/."""

    slug = models.CharField(max_length=SLUG_MAX, unique=True, validators=[validate_slug])
    guid = models.CharField(max_length=1000, unique=True, default=new_guid, editable=False)
    external_url = models.URLField(
        "link",
        max_length=1000,
        blank=True,
        help_text="For a link post: the text elsewhere that this post points to.",
    )
    doi = models.CharField(
        "DOI",
        max_length=DOI_MAX,
        blank=True,
        validators=[validate_doi],
        help_text="Where one was registered, such as 10.5281/zenodo.1234567.",
    )
    category = models.ForeignKey(
        "blog.Category", models.PROTECT, null=True, blank=True, related_name="posts"
    )
    series = models.ForeignKey(
        "blog.Series", models.PROTECT, null=True, blank=True, related_name="posts"
    )
    series_position = models.PositiveSmallIntegerField(null=True, blank=True)
    translation_group = models.UUIDField(default=uuid.uuid4)
    template = models.ForeignKey(
        "blog.PostTemplate",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="What it began with.",
    )
    authors = models.ManyToManyField("blog.Author", through="blog.Credit", related_name="posts")
    tags = models.ManyToManyField("blog.Tag", through="blog.Tagging", related_name="posts")
    collaborators = models.ManyToManyField(
        "blog.Collaborator", through="blog.Acknowledgement", related_name="posts"
    )

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-published_at", "-pk"]
        permissions: ClassVar = [
            ("edit_all_posts", "Can edit every post"),
            ("publish_own_posts", "Can publish own posts"),
            ("publish_all_posts", "Can publish every post"),
            ("erase_documents", "Can erase posts and pages for legal reasons"),
        ]
        constraints: ClassVar = [
            *document_constraints("post"),
            models.UniqueConstraint(
                fields=["translation_group", "language"], name="post_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(series__isnull=False) | Q(series_position=None),
                name="post_position_only_in_a_series",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["status", "-published_at", "-id"], name="post_newest_first"),
            models.Index(fields=["-modified_at"], name="post_newest_change"),
            # As reading/around.py puts the parts of a series in order.
            models.Index(
                "series",
                Coalesce("series_position", Value(NO_PLACE)),
                "published_at",
                "id",
                name="post_parts_of_a_series",
            ),
            # Feeds ask when anything that readers see was changed last.
            models.Index(fields=["-live_at"], name="post_newest_live_change"),
            # The sitemap's list of years reads nothing else.
            models.Index(fields=["status", "published_at", "updated_at"], name="post_by_year"),
            models.Index(
                fields=["submitted_at"],
                condition=Q(submitted_at__isnull=False),
                name="post_in_review",
            ),
            models.Index(
                fields=["-trashed_at"],
                condition=Q(trashed_at__isnull=False),
                name="post_in_the_trash",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Return the path of the post's page."""
        return reverse("post", args=[self.slug])

    def is_owned_by(self, user: User) -> bool:
        """Whether the user created it or is credited in it."""
        return Post.objects.owned_by(user).filter(pk=self.pk).exists()

    def writers(self) -> models.QuerySet[User]:
        """Return who created it, or is credited in it as it is live or as it will be.

        Under merged names too.
        """
        from blog.models.author import Author

        named = [credit.author.id for credit in self.newest_snapshot().credits]
        live = Credit.objects.filter(post=self.pk).values("author")
        credited = Author.objects.filter(Q(pk__in=named) | Q(pk__in=live)).order_by()
        people = Author.objects.filter(Q(pk__in=credited) | Q(merged_from__in=credited)).order_by()
        # Authors without an account are left out: in SQL, nothing is outside a list with NULL.
        accounts = people.exclude(user=None).values("user")
        users: models.QuerySet[User] = get_user_model()._default_manager.all()
        return users.filter(Q(pk=self.created_by_id) | Q(pk__in=accounts))

    def is_of_all_editors(self, user: User) -> bool:
        """Whether the user's role lets them decide on every post."""
        return user.has_perm("blog.publish_all_posts")

    def can_be_edited_by(self, user: User) -> bool:
        """Whether the user may save it; the same rule as `editable_by`."""
        return Post.objects.editable_by(user).filter(pk=self.pk).exists()

    def can_be_thrown_away_by(self, user: User) -> bool:
        """Whether a draft is the user's to throw away: a reviewer's it isn't."""
        own = user.has_perm("blog.edit_all_posts") or self.is_owned_by(user)
        return own and self.can_be_edited_by(user)

    def can_be_published_by(self, user: User) -> bool:
        """Whether the user may publish it, take it back or archive it."""
        if user.has_perm("blog.publish_all_posts"):
            return True
        return user.has_perm("blog.publish_own_posts") and self.is_owned_by(user)
