"""Saving stores whole versions and touches nothing that readers see."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.roles import Role
from blog.editing.revisions import save
from blog.editing.workflow import publish
from blog.models import Page, Post, Ref, Revision, Snapshot
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    UserFactory,
    make_page,
    make_post,
    make_snapshot,
)

pytestmark = pytest.mark.django_db


def full_snapshot() -> Snapshot:
    author = AuthorFactory(affiliation="Harbour Lab")
    return make_snapshot(
        title="Tide tables",
        subtitle="for everybody",
        address="tide-tables",
        summary="How we publish them.",
        body="# Tides\n\nThey *turn*.",
        language="pt-br",
        external_url="https://example.org/tides",
        published_at=datetime(2024, 5, 1, 12, tzinfo=UTC),
        credits=[author],
        tags=["tides", "open data"],
        thanks=[CollaboratorFactory()],
        category=CategoryFactory(),
        series=SeriesFactory(),
        series_position=2,
        featured=ImageFactory(),
        featured_alt="A table",
    )


def test_a_revision_gives_back_the_whole_content() -> None:
    snapshot = full_snapshot()

    revision = save(Post(), snapshot, by=None)

    assert Snapshot.from_json(Revision.objects.get(pk=revision.pk).data) == snapshot


def test_a_draft_mirrors_its_newest_revision() -> None:
    post = make_post(title="First")

    save(post, make_snapshot(title="Second", tags=["b", "a"]), by=None)

    fresh = Post.objects.get()
    assert fresh.title == "Second"
    assert [tagging.tag.name for tagging in fresh.taggings.all()] == ["b", "a"]


def test_saving_a_public_post_changes_nothing_that_readers_see() -> None:
    post = make_post(published=True, title="Live", body="live", tags=["old"], address="live")
    before: dict[str, object] = dict(Post.objects.values().get())

    save(
        post,
        make_snapshot(title="Draft ahead", body="ahead", tags=["new"], address="ahead"),
        by=None,
    )

    after: dict[str, object] = dict(Post.objects.values().get())
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"newest_revision_id", "modified_at"}
    assert [tag.name for tag in post.tags.all()] == ["old"]
    assert Post.objects.get().has_newer_draft
    assert post.newest_snapshot().title == "Draft ahead"


def test_saving_what_is_newest_already_stores_nothing() -> None:
    post = make_post()

    save(post, post.newest_snapshot(), by=None)

    assert post.revisions.count() == 1


def test_revisions_know_who_saved_them_and_what_came_before() -> None:
    ada = UserFactory(name="Ada", role=Role.EDITOR)
    post = make_post()

    revision = save(post, make_snapshot(), by=ada, note="clearer")

    assert (revision.number, revision.created_by_name, revision.note) == (2, "Ada", "clearer")
    assert revision.base is not None
    assert revision.base.number == 1


def test_the_creator_of_a_post_is_who_saved_it_first() -> None:
    ada, bob = UserFactory(), UserFactory(role=Role.EDITOR)
    post = Post()

    save(post, make_snapshot(), by=ada)
    save(post, make_snapshot(), by=bob)

    assert Post.objects.get().created_by == ada


def test_nobody_saves_a_post_that_is_not_theirs() -> None:
    post = make_post(by=UserFactory(), title="Mine")

    with pytest.raises(PermissionDenied):
        save(post, make_snapshot(title="Taken over"), by=UserFactory(role=Role.AUTHOR))

    assert post.newest_snapshot().title == "Mine"


def test_an_address_is_made_from_the_title_and_counts_on_where_it_is_taken() -> None:
    make_post(title="Spring Árvore report")

    second = make_post(title="Spring Árvore report")

    assert second.slug == "spring-arvore-report-2"


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("2024", "year"),
        ("Upper", "lower-case"),
        ("a.b", "lower-case"),
        ("a b", "lower-case"),
        ("-a", "lower-case"),
        ("ü", "lower-case"),
        ("taken", "belongs"),
        ("moved-away", "belongs"),
    ],
)
def test_an_address_that_cannot_be_kept_for_ever_is_refused(address: str, word: str) -> None:
    make_post(address="taken")
    moved = make_post(address="moved-away", published=True)
    save(moved, moved.newest_snapshot().changed(address="moved-here"), by=None)
    publish(moved, by=None)
    post = make_post(address="fine")

    with pytest.raises(ValidationError) as refusal:
        save(post, make_snapshot(address=address), by=None)

    assert word in refusal.value.message_dict["address"][0]
    assert post.revisions.count() == 1


@pytest.mark.parametrize(
    "path", ["blog/x", "admin", "tag/x", "media/a", "x.html", "/a", "a//b", "A"]
)
def test_a_page_cannot_stand_where_a_route_or_a_file_does(path: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        save(Page(), make_snapshot(address=path), by=None)

    assert refusal.value.message_dict["address"]


def test_a_page_may_stand_deep() -> None:
    page = make_page(address="about/funding")

    assert page.get_absolute_url() == "/about/funding/"


@pytest.mark.parametrize("name", ["external_url", "featured_url"])
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//a.example"]
)
def test_an_address_elsewhere_that_is_no_web_address_is_refused(name: str, address: str) -> None:
    snapshot = make_snapshot().changed(**{name: address})

    with pytest.raises(ValidationError) as refused:
        save(Post(), snapshot, by=None)

    assert name in refused.value.message_dict


def test_a_text_the_renderer_refuses_is_a_problem_of_the_body_and_stores_nothing() -> None:
    with pytest.raises(ValidationError) as refusal:
        save(Post(), make_snapshot(body="x" * 300_000), by=None)

    assert list(refusal.value.message_dict) == ["body"]
    assert not Post.objects.exists()


def test_only_one_version_of_a_post_in_each_language() -> None:
    original = make_post(language="en")
    make_post(language="pt", translation_of=original)

    with pytest.raises(ValidationError) as refusal:
        make_post(language="pt", translation_of=original)

    assert "translation_of" in refusal.value.message_dict


def test_what_was_merged_is_saved_as_its_successor() -> None:
    old, new = AuthorFactory(), AuthorFactory()
    snapshot = make_snapshot(credits=[old, new])
    old.merged_into = new
    old.save()
    post = Post()

    save(post, snapshot, by=None)

    assert [credit.author for credit in post.credits.all()] == [new]


def test_what_was_deleted_since_is_remembered_by_name() -> None:
    author = AuthorFactory(name="Gone")
    snapshot = make_snapshot(credits=[author])
    reference = Ref(author.pk, "Gone")
    author.delete()
    post = Post()

    save(post, snapshot, by=None)

    assert post.newest_snapshot().credits[0].author == reference
    assert not post.credits.exists()
