"""What a post's page leads on to: found when posts are published, within bounds however many."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from blog.editing.revisions import save
from blog.editing.workflow import archive, publish
from blog.models import Post, RelatedPost
from blog.reading import related
from blog.reading.around import PARTS
from tests.factories import AuthorFactory, CollaboratorFactory, SeriesFactory, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Any:
    """Return the maker of posts whose publication is told to those who listen."""

    def make(**fields: Any) -> Post:
        with django_capture_on_commit_callbacks(execute=True):
            return make_post(**{"published": True, **fields})

    return make


def related_on(client: Client, post: Post) -> list[str]:
    around = client.get(post.get_absolute_url()).context["around"]
    return [other.title for other in around.related]


def test_what_shares_most_comes_first_and_new_posts_appear_under_old_ones(
    client: Client, made: Any
) -> None:
    partner = CollaboratorFactory()
    old = made(title="Old", tags=["a", "b", "c"], thanks=[partner])
    made(title="One tag", tags=["a"])
    made(title="Partner", thanks=[partner])
    made(title="Two tags", tags=["a", "b"])
    made(title="Nothing", tags=["z"])

    assert related_on(client, old) == ["Two tags", "One tag", "Partner"]


def test_scheduled_and_archived_posts_are_not_shown_and_a_scheduled_one_appears_by_itself(
    client: Client, made: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    post = made(title="Post", tags=["a"])
    later = made(title="Later", tags=["a"], at=timezone.now() + timedelta(days=1))
    gone = made(title="Gone", tags=["a"])
    with django_capture_on_commit_callbacks(execute=True):
        archive(gone, by=None)

    before = related_on(client, post)
    Post.objects.filter(pk=later.pk).update(published_at=timezone.now())
    after = related_on(client, post)

    assert (before, after) == ([], ["Later"])
    assert not RelatedPost.objects.filter(other=gone).exists()


def test_a_post_saved_with_other_tags_leaves_its_old_kin(
    client: Client, made: Any, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kin, post = made(title="Kin", tags=["a"]), made(title="Post", tags=["a"])
    with django_capture_on_commit_callbacks(execute=True):
        save(post, post.newest_snapshot().changed(tags=()), by=None)
        publish(post, by=None)

    assert (related_on(client, post), related_on(client, kin)) == ([], [])


def test_another_language_comes_last_and_translations_are_no_kin(client: Client, made: Any) -> None:
    post = made(title="Post", tags=["a", "b"])
    made(title="Spanish", tags=["a", "b"], language="es")
    made(title="Translation", tags=["a", "b"], language="pt", translation_of=post)
    made(title="English", tags=["a"])

    assert related_on(client, post) == ["English", "Spanish"]


def test_publishing_looks_at_no_more_posts_when_a_tag_has_many(
    made: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "STORED", 3)
    for number in range(8):
        made(tags=["a"], title=f"Post {number}")
    post = made(tags=["a"])

    with CaptureQueriesContext(connection) as captured:
        related.relate(post)

    assert len(captured) <= 16
    assert RelatedPost.objects.filter(post=post).count() == 3
    assert max(RelatedPost.objects.filter(post=old).count() for old in Post.objects.all()) == 3


def test_relate_finds_everything_anew(client: Client) -> None:
    post = make_post(title="Post", tags=["a"], published=True)
    make_post(title="Other", tags=["a"], published=True)

    before = related_on(client, post)
    call_command("relate", verbosity=0)

    assert (before, related_on(client, post)) == ([], ["Other"])


def test_a_draft_shows_what_it_would_lead_to(admin_client: Client, made: Any) -> None:
    made(title="Kin", tags=["a"])
    draft = make_post(tags=["a"])

    assert related_on(admin_client, draft) == ["Kin"]


def test_a_long_series_shows_the_parts_nearest_to_the_post(client: Client) -> None:
    series = SeriesFactory(title="Long")
    posts = [
        make_post(title=f"Part {n}", series=series, series_position=n, published=True)
        for n in range(1, 2 * PARTS + 8)
    ]
    middle = posts[PARTS + 3]

    response = client.get(middle.get_absolute_url())
    around = response.context["around"]

    assert len(around.series) == 2 * PARTS + 1
    assert (around.previous_part.title, around.next_part.title) == (
        posts[PARTS + 2].title,
        posts[PARTS + 4].title,
    )
    assert f'href="{series.get_absolute_url()}">All parts' in response.content.decode()


def test_a_posts_page_asks_five_times_for_all_that_it_shows(client: Client, made: Any) -> None:
    facts: dict[str, Any] = {"tags": ["a"], "thanks": [CollaboratorFactory()]}
    facts |= {"series": SeriesFactory(), "credits": [AuthorFactory()]}
    post = made(**facts)
    made(**facts)
    save(post, post.newest_snapshot().changed(body="Better."), by=None)
    publish(post, by=None, material=True, correction="It was wrong.")

    with CaptureQueriesContext(connection) as captured:
        page = client.get(post.get_absolute_url()).content.decode()

    assert len(captured) <= 5
    assert "It was wrong." in page
