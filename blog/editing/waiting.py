"""What somebody has in hand: their drafts, what waits for them, and what others said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from blog.editing.ancestors import NOT_MERGED
from blog.models import (
    Approval,
    Comment,
    Document,
    Event,
    Page,
    Post,
    Revision,
    SignOff,
    Status,
)

if TYPE_CHECKING:
    from accounts.models import User

M = TypeVar("M", bound=Model)

_DECIDED = (
    Event.Kind.SUBMITTED,
    Event.Kind.CHANGES_REQUESTED,
    Event.Kind.PUBLISHED,
    Event.Kind.CHANGES_PUBLISHED,
    Event.Kind.CORRECTED,
    Event.Kind.SCHEDULED,
    Event.Kind.ARCHIVED,
)
_UNSEEN = Q(status=Status.DRAFT) | (
    Q(status=Status.PUBLISHED) & ~Q(newest_revision=F("live_revision"))
)


def own_drafts(user: User) -> QuerySet[Any]:
    """Return the user's texts that readers don't see as they are, the latest change first."""
    posts, pages = own_texts(user)
    return _both(posts.filter(_UNSEEN), pages.filter(_UNSEEN), user, "modified_at").order_by("-at")


def to_review(user: User) -> QuerySet[Any]:
    """Return what waits for the user's decision, the longest waiting first.

    That is what they are asked to look at, and what nobody is asked but they may publish; none
    of it their own, or approved by them as it is now.
    """
    own_posts, own_pages = own_texts(user)
    posts: Any = Post.objects.editable_by(user).in_review().exclude(pk__in=own_posts.values("pk"))
    pages: Any = Page.objects.editable_by(user).in_review().exclude(pk__in=own_pages.values("pk"))
    asked = Q(reviewer=user.pk)
    of_posts = asked | Q(reviewer=None) if user.has_perm("blog.publish_all_posts") else asked
    of_pages = asked | Q(reviewer=None) if user.has_perm("blog.publish_pages") else asked
    return _both(
        posts.filter(of_posts).exclude(_approved_by(user, "post")),
        pages.filter(of_pages).exclude(_approved_by(user, "page")),
        user,
        "submitted_at",
    ).order_by("at")


def scheduled(user: User) -> QuerySet[Any]:
    """Return what will appear by itself and the user may edit, the next first."""
    posts: Any = Post.objects.editable_by(user).scheduled()
    pages: Any = Page.objects.editable_by(user).scheduled()
    return _both(posts, pages, user, "published_at").order_by("at")


def lately_public(user: User) -> QuerySet[Any]:
    """Return the posts that appeared last: all for editors, their own for others."""
    posts: Any = Post.objects.published()
    if not user.has_perm("blog.edit_all_posts"):
        posts = posts.owned_by(user)
    return _columns(posts, "post", "published_at").order_by("-published_at", "-id")


def asked_of(document: Document) -> Event | None:
    """Return the request for changes that nothing was decided after, if there is one."""
    if document.is_in_review:
        return None
    last = Event.objects.of(document).filter(kind__in=_DECIDED).order_by("-pk").first()
    return last if last and last.kind == Event.Kind.CHANGES_REQUESTED else None


def given_back(user: User) -> QuerySet[Event]:
    """Return the requests for changes to the user's texts that nothing was decided after."""
    later = Event.objects.filter(
        Q(post=OuterRef("post")) | Q(page=OuterRef("page")),
        kind__in=_DECIDED,
        pk__gt=OuterRef("pk"),
    )
    asked = Event.objects.filter(_of_own(user), kind=Event.Kind.CHANGES_REQUESTED)
    waits = Q(post__submitted_at=None, page__submitted_at=None)
    return _with_texts(asked.filter(waits).exclude(Exists(later))).order_by("-at", "-pk")


def approvals(user: User) -> QuerySet[Approval]:
    """Return what others approved of the user's texts, as they are now and not yet public."""
    newest = Q(revision=F("post__newest_revision")) | Q(revision=F("page__newest_revision"))
    in_review = Q(post__submitted_at__isnull=False) | Q(page__submitted_at__isnull=False)
    rows = Approval.objects.filter(_of_own(user) & newest & in_review).exclude(by=user.pk)
    return _with_texts(rows).order_by("-at", "-pk")


def sign_offs(user: User) -> QuerySet[SignOff]:
    """Return what partners said of the newest version of the user's texts, not yet public."""
    posts, _ = own_texts(user)
    rows = SignOff.objects.filter(
        post__in=posts.filter(_UNSEEN).values("pk"), revision=F("post__newest_revision")
    )
    return _with_texts(rows).select_related("post", "collaborator").order_by("-at", "-pk")


def open_comments(user: User) -> QuerySet[Comment]:
    """Return the open threads on the user's texts, and those in which they are mentioned.

    Left out are threads that they began themselves and that mention them nowhere.
    """
    mentions = Comment.objects.filter(mentioned=user.pk)
    mentioned = Q(pk__in=mentions.values(begin=Coalesce("thread", "pk")))
    rows = Comment.objects.open().filter(mentioned | _of_own(user) & ~Q(by=user.pk))
    return _with_texts(rows.filter(_editable(user))).order_by("-created_at", "-pk")


def not_merged(user: User) -> QuerySet[Revision]:
    """Return what the user typed that waits to be merged by hand, the latest first."""
    newest = Q(pk=F("post__newest_revision")) | Q(pk=F("page__newest_revision"))
    rows = Revision.objects.filter(created_by=user.pk, kind=Revision.Kind.SAVE, note=NOT_MERGED)
    return _with_texts(rows.filter(_editable(user)).exclude(newest)).defer("data").order_by("-pk")


def thrown_away(user: User) -> int:
    """Return how many texts the user may bring back from the trash."""
    posts: Any = Post.objects.recoverable_by(user).order_by().values("pk")
    pages: Any = Page.objects.recoverable_by(user).order_by().values("pk")
    return int(posts.union(pages, all=True).count())


def own_texts(user: User) -> tuple[Any, Any]:
    """Return the posts and the pages that are the user's own and that they may still edit."""
    posts: Any = Post.objects.editable_by(user)
    pages: Any = Page.objects.editable_by(user)
    owned = Post.objects.owned_by(user)
    return posts.filter(pk__in=owned.values("pk")), pages.filter(created_by=user.pk)


def _of_own(user: User) -> Q:
    posts, pages = own_texts(user)
    own = Q(post__in=posts.values("pk"))
    return own | Q(page__in=pages.values("pk")) if user.has_perm("blog.change_page") else own


def _editable(user: User) -> Q:
    """Return the rule for what belongs to a text that the user may open."""
    if not user.has_perm("blog.edit_all_posts"):
        return Q(post__in=Post.objects.editable_by(user).values("pk"))
    kept = Q(post__isnull=False, post__trashed_at=None, post__erased_at=None)
    if user.has_perm("blog.change_page"):
        kept |= Q(page__isnull=False, page__trashed_at=None, page__erased_at=None)
    return kept


def _approved_by(user: User, owner: str) -> Exists:
    mine = {owner: OuterRef("pk"), "revision": OuterRef("newest_revision"), "by": user.pk}
    return Exists(Approval.objects.filter(**mine))


def _both(posts: Any, pages: Any, user: User, at: str) -> QuerySet[Any]:
    """Return the rows of both kinds as one, in the columns of `_columns`."""
    rows: QuerySet[Any] = _columns(posts, "post", at)
    if not user.has_perm("blog.change_page"):
        return rows
    return rows.union(_columns(pages, "page", at), all=True)


def _columns(texts: Any, kind: str, at: str) -> QuerySet[Any]:
    """Return what a list shows of a text: never the text itself."""
    rows: QuerySet[Any] = texts.order_by().values(
        "id",
        "title",
        "status",
        "submitted_at",
        kind=Value(kind),
        at=F(at),
        submitted_by_name=F("submitted_by__name"),
    )
    return rows


def _with_texts(rows: QuerySet[M]) -> QuerySet[M]:
    """Load the titles of what the rows belong to, and no more of it."""
    return rows.select_related("post", "page").only(
        *(field.name for field in rows.model._meta.concrete_fields),
        "post__title",
        "page__title",
    )
