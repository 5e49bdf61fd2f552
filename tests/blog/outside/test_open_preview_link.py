"""Reading an unpublished text by a link, without an account."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from blog.editing.preview_links import revoke
from blog.editing.revisions import save
from blog.editing.workflow import archive, publish
from blog.models import PreviewLink
from tests.blog.outsiders import open_link
from tests.factories import UserFactory, make_page, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory(role=Role.EDITOR)


def test_the_link_shows_the_page_as_readers_will_see_it_and_whom_it_is_for(
    client: Client, editor: User
) -> None:
    post = make_post(title="Low tide", body="The *mud* is wide.")
    _, path = open_link(post, editor, label="The <board>")

    answer = client.get(path)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<em>mud</em>" in page
    assert "Preview for The &lt;board&gt;." in page


def test_a_page_can_be_read_by_a_link_too(client: Client, editor: User) -> None:
    _, path = open_link(make_page(title="Tides", published=False), editor)

    assert "Tides" in client.get(path).content.decode()


def test_nobody_keeps_indexes_frames_or_passes_on_the_page(client: Client, editor: User) -> None:
    _, path = open_link(make_post(), editor)

    answer = client.get(path)

    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert 'rel="canonical"' not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_the_secret_is_stored_nowhere(client: Client, editor: User) -> None:
    link, path = open_link(make_post(), editor)

    secret = path.split("/")[2]

    link.refresh_from_db()
    assert len(secret) == 43
    assert secret not in str(PreviewLink.objects.values().get())
    assert client.get(f"/preview/{link.token_hash[:43]}/").status_code == 404


def test_a_link_to_one_version_shows_that_one_and_says_that_there_is_a_newer(
    client: Client, editor: User
) -> None:
    post = make_post(body="First words.")
    _, fixed = open_link(post, editor, revision=post.newest_revision)
    _, newest = open_link(post, editor)
    save(post, post.newest_snapshot().changed(body="Second words."), by=editor)

    pages = [client.get(path).content.decode() for path in (fixed, newest)]

    assert "First words." in pages[0]
    assert "changed after this version" in pages[0]
    assert "Second words." in pages[1]
    assert "changed after this version" not in pages[1]


@pytest.mark.parametrize("secret", ["A" * 43, "A" * 42, "A" * 44, "%00" * 43, "é" * 43])
def test_an_unknown_secret_opens_nothing(client: Client, secret: str) -> None:
    answer = client.get(f"/preview/{secret}/")

    assert answer.status_code == 404


def test_a_link_that_was_taken_back_is_gone_at_once(client: Client, editor: User) -> None:
    link, path = open_link(make_post(body="Hidden words."), editor)
    revoke(link, by=editor)

    answer = client.get(path)

    assert answer.status_code == 410
    assert "taken it back" in answer.content.decode()
    assert "Hidden words." not in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_link_opens_until_its_last_day_and_then_says_so(client: Client, editor: User) -> None:
    _, path = open_link(make_post(), editor, days=7)

    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        before = client.get(path)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        after = client.get(path)

    assert (before.status_code, after.status_code) == (200, 410)
    assert "Ask whoever sent it to you for a new one" in after.content.decode()


def test_after_publishing_the_link_leads_to_the_public_address(
    client: Client, editor: User
) -> None:
    post = make_post(title="Low tide")
    _, fixed = open_link(post, editor, revision=post.newest_revision)
    _, newest = open_link(post, editor)
    publish(post, by=editor, allow_empty=True)

    pages = [client.get(path).content.decode() for path in (fixed, newest)]

    assert all(f'href="{post.get_absolute_url()}"' in page for page in pages)
    assert all("Preview for" not in page for page in pages)


def test_changes_to_a_public_text_can_be_read_before_they_are_published(
    client: Client, editor: User
) -> None:
    post = make_post(published=True)
    _, path = open_link(post, editor)
    save(post, post.newest_snapshot().changed(body="Changed words."), by=editor)

    assert "Changed words." in client.get(path).content.decode()


def test_a_scheduled_text_is_still_a_preview(client: Client, editor: User) -> None:
    post = make_post(at=timezone.now() + timedelta(days=3))
    _, path = open_link(post, editor)

    assert "Preview for" in client.get(path).content.decode()


@pytest.mark.parametrize("how", ["archived", "trashed"])
def test_a_text_that_was_taken_down_is_gone_by_its_links_too(
    client: Client, editor: User, how: str
) -> None:
    post = make_post(published=how == "archived", body="Hidden words.")
    _, path = open_link(post, editor)
    if how == "archived":
        save(post, post.newest_snapshot().changed(body="Newer hidden words."), by=editor)
        archive(post, by=editor, reason="Out of date.")
    else:
        type(post).objects.filter(pk=post.pk).update(trashed_at=timezone.now())

    answer = client.get(path)

    assert answer.status_code == 410
    assert "idden words" not in answer.content.decode()


def test_openings_are_counted_with_their_time(client: Client, editor: User) -> None:
    link, path = open_link(make_post(), editor)
    times = [timezone.now() + timedelta(hours=hours) for hours in (1, 5)]

    for moment in times:
        with time_machine.travel(moment, tick=False):
            client.get(path)

    assert [opening.at for opening in link.openings.order_by("at")] == times


def test_a_reload_within_a_minute_is_the_same_opening(client: Client, editor: User) -> None:
    link, path = open_link(make_post(), editor)

    for _ in range(3):
        client.get(path)

    assert link.openings.count() == 1


def test_what_no_person_reads_is_not_counted(client: Client, editor: User) -> None:
    link, path = open_link(make_post(), editor)
    staff = Client()
    staff.force_login(editor)

    client.head(path)
    client.get(path, headers={"sec-purpose": "prefetch;prerender"})
    client.get(path, headers={"user-agent": "Slackbot-LinkExpanding 1.0"})
    staff.get(path)

    assert link.openings.count() == 0


def test_a_link_only_to_look_takes_no_answer(client: Client, editor: User) -> None:
    _, path = open_link(make_post(), editor)

    page, sent = client.get(path), client.post(path, {"decision": "approved"})

    assert "<form method=" not in page.content.decode()
    assert sent.status_code == 405


def test_a_flood_of_requests_by_one_link_is_stopped(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from blog.editing.limits import Limit

    monkeypatch.setattr("blog.outside.views.OPENINGS", Limit("few", most=2, seconds=60))
    _, path = open_link(make_post(), editor)

    answers = [client.head(path).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_the_page_leads_to_no_other_draft(client: Client, editor: User) -> None:
    make_post(title="Secret plan", tags=["tides"])
    public = make_post(title="Old news", tags=["tides"], published=True)
    _, path = open_link(make_post(tags=["tides"]), editor)

    page = client.get(path).content.decode()

    assert public.title in page
    assert "Secret plan" not in page
