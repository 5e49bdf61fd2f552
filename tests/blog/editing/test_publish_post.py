"""Publishing: what becomes public, when, and at which address."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.roles import Role
from blog.editing.revisions import save
from blog.editing.signals import post_changed
from blog.editing.workflow import archive, publish, schedule, unpublish, unschedule
from blog.models import Post, Redirect, Status
from tests.factories import AuthorFactory, UserFactory, make_page, make_post, make_snapshot

pytestmark = pytest.mark.django_db


def test_publishing_makes_the_newest_revision_live() -> None:
    post = make_post(published=True, title="Live", tags=["old"])
    save(post, make_snapshot(title="Newer", tags=["new"]), by=None)

    publish(post, by=None)

    fresh = Post.objects.get()
    assert fresh.title == "Newer"
    assert [tag.name for tag in fresh.tags.all()] == ["new"]
    assert not fresh.has_newer_draft


def test_changes_keep_the_date_of_publication_and_of_update() -> None:
    post = make_post(at=datetime(2024, 1, 1, tzinfo=UTC))
    save(post, post.newest_snapshot().changed(body="a comma"), by=None)

    publish(post, by=None)

    fresh = Post.objects.get()
    assert fresh.published_at == datetime(2024, 1, 1, tzinfo=UTC)
    assert fresh.updated_at is None


def test_a_material_change_moves_the_date_of_update() -> None:
    post = make_post(published=True)
    save(post, post.newest_snapshot().changed(body="The figure was wrong."), by=None)

    publish(post, by=None, material=True)

    updated = Post.objects.get().updated_at
    assert updated is not None
    assert timezone.now() - updated < timedelta(minutes=1)


def test_a_date_in_the_past_is_kept() -> None:
    post = make_post(published_at=datetime(2019, 3, 4, 5, tzinfo=UTC))

    publish(post, by=None)

    assert Post.objects.get().published_at == datetime(2019, 3, 4, 5, tzinfo=UTC)


def test_publishing_now_ignores_a_date_to_come() -> None:
    post = make_post(published_at=timezone.now() + timedelta(days=3))

    publish(post, by=None)

    assert Post.objects.published().exists()


def test_a_scheduled_post_appears_by_itself_at_its_time() -> None:
    moment = timezone.now() + timedelta(hours=1)
    post = make_post()

    schedule(post, by=None, at=moment)

    assert not Post.objects.published().exists()
    assert Post.objects.get().is_scheduled
    with time_machine.travel(moment):
        assert Post.objects.published().exists()
        assert Post.objects.get().was_public


def test_a_time_that_has_passed_cannot_be_scheduled() -> None:
    post = make_post()

    with pytest.raises(ValidationError) as refusal:
        schedule(post, by=None, at=timezone.now())

    assert "time to come" in refusal.value.message_dict["published_at"][0]
    assert Post.objects.get().status == Status.DRAFT


def test_an_empty_text_is_published_only_where_it_points_elsewhere() -> None:
    link = make_post(body="", external_url="https://example.org/there")
    empty = make_post(body=" \n")

    publish(link, by=None)
    with pytest.raises(ValidationError) as refusal:
        publish(empty, by=None)

    assert "body" in refusal.value.message_dict
    assert list(Post.objects.published()) == [link]


def test_an_implausible_date_is_never_published() -> None:
    post = make_post()

    with pytest.raises(ValidationError) as refusal:
        publish(post, by=None, at=datetime(1000, 1, 1, tzinfo=UTC))

    assert "1000" in refusal.value.message_dict["published_at"][0]


def test_a_moved_post_is_one_hop_from_each_of_its_old_addresses() -> None:
    post = make_post(published=True, address="one")
    for address in ("two", "three"):
        save(post, post.newest_snapshot().changed(address=address), by=None)
        publish(post, by=None)

    targets = dict(Redirect.objects.values_list("path", "post__slug"))

    assert targets == {"/blog/one/": "three", "/blog/two/": "three"}


def test_taking_back_the_own_old_address_removes_the_redirect() -> None:
    post = make_post(published=True, address="one")
    for address in ("two", "one"):
        save(post, post.newest_snapshot().changed(address=address), by=None)
        publish(post, by=None)

    paths = list(Redirect.objects.values_list("path", flat=True))

    assert paths == ["/blog/two/"]
    assert Post.objects.get().slug == "one"


def test_a_draft_that_moves_leaves_no_redirect() -> None:
    post = make_post(address="one")

    save(post, post.newest_snapshot().changed(address="two"), by=None)
    publish(post, by=None)

    assert not Redirect.objects.exists()


def test_an_address_is_checked_again_when_published() -> None:
    post = make_post(published=True, address="one")
    save(post, post.newest_snapshot().changed(address="wanted"), by=None)
    make_post(published=True, address="wanted")

    with pytest.raises(ValidationError) as refusal:
        publish(post, by=None)

    assert "address" in refusal.value.message_dict
    assert Post.objects.get(pk=post.pk).slug == "one"


def test_unpublishing_takes_it_back_to_draft_and_keeps_the_address() -> None:
    post = make_post(published=True, address="mine")

    unpublish(post, by=None)

    assert not Post.objects.published().exists()
    with pytest.raises(ValidationError):
        make_post(address="mine")


def test_unscheduling_forgets_that_it_was_ever_meant_to_appear() -> None:
    post = make_post(at=timezone.now() + timedelta(days=1))

    unschedule(post, by=None)

    fresh = Post.objects.get()
    assert fresh.mirrors_newest
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert not Post.objects.get().was_public


def test_archiving_keeps_reason_and_pointer() -> None:
    post = make_post(published=True)

    archive(post, by=None, reason="outdated", successor="/blog/new/")

    fresh = Post.objects.archived().get()
    assert (fresh.archive_reason, fresh.successor) == ("outdated", "/blog/new/")
    assert not Post.objects.published().exists()


@pytest.mark.parametrize(
    "successor",
    [
        "javascript:alert(1)",
        "new",
        "ftp://example.org",
        "//elsewhere.example",
        "/\\\\elsewhere.example",
    ],
)
def test_a_pointer_that_is_no_address_is_refused(successor: str) -> None:
    post = make_post(published=True)

    with pytest.raises(ValidationError):
        archive(post, by=None, successor=successor)

    assert Post.objects.published().exists()


def test_what_readers_never_saw_is_not_archived() -> None:
    with pytest.raises(ValidationError):
        archive(make_post(), by=None)


@pytest.mark.parametrize(
    ("role", "own", "allowed"),
    [
        (Role.CONTRIBUTOR, True, False),
        (Role.AUTHOR, True, True),
        (Role.AUTHOR, False, False),
        (Role.EDITOR, False, True),
        (Role.ADMINISTRATOR, False, True),
    ],
)
def test_who_may_publish(role: Role, own: bool, allowed: bool) -> None:
    user = UserFactory(role=role)
    post = make_post(by=user if own else None)

    if allowed:
        publish(post, by=user)
    else:
        with pytest.raises(PermissionDenied):
            publish(post, by=user)

    assert Post.objects.published().exists() is allowed


def test_a_credited_author_may_publish_what_somebody_else_began() -> None:
    user = UserFactory(role=Role.AUTHOR)
    post = make_post(credits=[AuthorFactory(user=user)])

    publish(post, by=user)

    assert Post.objects.published().exists()


def test_the_rest_is_told_once_and_after_the_commit(
    django_capture_on_commit_callbacks: object,
) -> None:
    heard: list[tuple[str, str]] = []

    def listen(document: Post, change: str, **kwargs: object) -> None:
        heard.append((document.title, change))

    post_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            make_post(published=True, title="News")
            assert not heard
    finally:
        post_changed.disconnect(listen)

    assert heard == [("News", "published")]


def test_pages_follow_the_same_rules() -> None:
    page = make_page(address="about")
    save(page, page.newest_snapshot().changed(address="about-us"), by=None)

    publish(page, by=None)

    assert Redirect.objects.get(path="/about/").target == "/about-us/"


def test_a_draft_ahead_does_not_move_the_moment_of_the_last_public_change() -> None:
    post = make_post(published=True)
    before = Post.objects.get().live_at

    save(post, make_snapshot(), by=None)

    assert Post.objects.get().live_at == before


@pytest.mark.parametrize("change", [publish, unpublish, archive])
def test_whatever_changes_what_readers_see_moves_that_moment(
    change: Callable[..., None],
) -> None:
    post = make_post(published=True)
    before = Post.objects.get().live_at
    assert before is not None

    change(post, by=None)

    after = Post.objects.get().live_at
    assert after is not None
    assert after > before
