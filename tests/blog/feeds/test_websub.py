"""Hubs are told of every feed that a change concerns: in the background, again where they fail,
never twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from accounts.roles import Role
from blog.editing.revisions import save
from blog.editing.workflow import archive, publish, unpublish
from blog.feeds.websub import PAUSES, tell
from blog.models import Event, HubNotice, Post, Ref, SiteSettings
from blog.models.claim import LOST_AFTER
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    TagFactory,
    UserFactory,
    make_post,
)

pytestmark = pytest.mark.django_db

SITE = "https://blog.example.org"


class Hub:
    """A real hub on this machine, which answers as it is told and keeps what it was sent."""

    def __init__(self) -> None:
        self.status = 204
        self.heard: list[dict[str, list[str]]] = []
        self.url = ""

    @contextmanager
    def listening(self) -> Iterator[Hub]:
        """Listen on a port of its own."""
        hub = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                hub.heard.append(parse_qs(self.rfile.read(length).decode()))
                self.send_response(hub.status)
                if 300 <= hub.status < 400:
                    self.send_header("Location", f"{hub.url}elsewhere/")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Keep the tests' output short."""

        with HTTPServer(("127.0.0.1", 0), Answering) as server:
            self.url = f"http://127.0.0.1:{server.server_port}/"
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            yield self
            server.shutdown()
            thread.join()


@pytest.fixture
def hub(settings: Settings) -> Iterator[Hub]:
    """One hub that the site names."""
    settings.SITE_URL = SITE
    with Hub().listening() as hub:
        SiteSettings.objects.update(hubs=hub.url)
        yield hub


def work() -> None:
    """Do every job on hubs that is due, as the worker would."""
    for job in DBTaskResult.objects.ready().filter(task_path="blog.feeds.websub.tell"):
        DBTaskResult.objects.filter(pk=job.pk).delete()
        tell.func(**job.args_kwargs["kwargs"])


def change(post: Post, **fields: Any) -> None:
    """Publish a change."""
    save(post, post.newest_snapshot().changed(**fields), by=None)
    publish(post, by=None)


def test_every_feed_that_a_new_post_is_in_is_named_in_every_format(hub: Hub) -> None:
    make_post(
        published=True,
        category=CategoryFactory(name="Notes"),
        tags=["tides"],
        credits=[AuthorFactory(slug="ada"), AuthorFactory(slug="hidden", is_hidden=True)],
        thanks=[CollaboratorFactory(slug="harbour")],
    )

    work()

    lists = ("/", "/category/notes/", "/tag/tides/", "/author/ada/", "/collaborators/harbour/")
    files = ("index.xml", "feed.atom", "feed.json")
    wanted = {f"{SITE}{path}{file}" for path in (*lists, "/language/en/") for file in files}
    (heard,) = hub.heard
    assert heard["hub.mode"] == ["publish"]
    assert set(heard["hub.url"]) == wanted
    assert len(heard["hub.url"]) == len(wanted)


def test_a_tag_that_was_taken_off_is_told_too(hub: Hub) -> None:
    post = make_post(published=True, tags=["tides"])
    work()

    change(post, tags=Ref.many([TagFactory(name="salt")]))
    work()

    addresses = hub.heard[-1]["hub.url"]
    assert f"{SITE}/tag/tides/index.xml" in addresses
    assert f"{SITE}/tag/salt/index.xml" in addresses


@pytest.mark.parametrize("move", [archive, unpublish])
def test_what_leaves_the_feeds_is_told(hub: Hub, move: Any) -> None:
    post = make_post(published=True)
    work()

    move(post, by=None)
    work()

    assert len(hub.heard) == 2


def test_drafts_pages_and_sites_without_a_hub_tell_nobody(hub: Hub) -> None:
    make_post()
    SiteSettings.objects.update(hubs="")
    make_post(published=True)

    work()

    assert not DBTaskResult.objects.filter(task_path="blog.feeds.websub.tell").exists()
    assert hub.heard == []


def test_a_scheduled_post_is_told_when_its_moment_comes(hub: Hub) -> None:
    make_post(at=timezone.now() + timedelta(hours=1))

    work()
    early = list(hub.heard)
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        work()

    assert (early, len(hub.heard)) == ([], 1)


def test_nobody_is_told_twice_of_one_change_however_often_the_job_runs(hub: Hub) -> None:
    post = make_post(published=True)
    event = Event.objects.get(post=post, kind="published")

    for _ in range(3):
        tell.func(event_pk=event.pk)

    assert len(hub.heard) == 1
    assert HubNotice.objects.get().told_at is not None


def test_of_two_changes_in_a_row_the_last_tells_for_both(hub: Hub) -> None:
    post = make_post(published=True)
    change(post, body="Once more.")

    work()

    assert len(hub.heard) == 1


@pytest.mark.parametrize("status", [500, 302, 404])
def test_a_hub_that_fails_is_asked_again_and_given_up_after_a_day(hub: Hub, status: int) -> None:
    hub.status = status
    start = timezone.now()
    make_post(published=True, at=start - timedelta(days=1))

    moment = start
    for pause in (timedelta(), *PAUSES, timedelta(days=1)):
        moment += pause + timedelta(seconds=2)
        with time_machine.travel(moment):
            work()

    notice = HubNotice.objects.get()
    assert len(hub.heard) == notice.attempts == 1 + len(PAUSES)
    assert notice.given_up_at is not None
    assert timedelta(hours=22) < notice.given_up_at - start < timedelta(hours=24)
    assert str(status) in notice.problem


def test_a_hub_that_comes_back_is_told_and_one_that_is_gone_says_why(hub: Hub) -> None:
    SiteSettings.objects.update(hubs=f"http://127.0.0.1:9/\n{hub.url}")
    hub.status = 503
    make_post(published=True)
    work()

    hub.status = 204
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        work()

    gone, back = HubNotice.objects.order_by("hub")[0], HubNotice.objects.get(hub=hub.url)
    if gone == back:
        gone = HubNotice.objects.exclude(pk=back.pk).get()
    assert (back.state, back.attempts, back.problem) == ("told", 2, "")
    assert gone.state == "tried again later"
    assert "no answer" in gone.problem


def test_what_a_worker_that_was_killed_had_begun_is_not_told_again(hub: Hub) -> None:
    post = make_post(published=True)
    event = Event.objects.get(post=post, kind="published")
    long_ago = timezone.now() - LOST_AFTER - timedelta(seconds=1)
    HubNotice.objects.create(hub=hub.url, event=event, claimed_at=long_ago, attempts=1)

    work()

    assert hub.heard == []
    assert HubNotice.objects.get().state == "given up"


def test_administrators_see_what_failed_and_nobody_else_does(hub: Hub, client: Client) -> None:
    hub.status = 500
    make_post(published=True, title="On tides")
    work()

    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    shown = client.get("/admin/blog/hubnotice/").content.decode()
    client.force_login(UserFactory(role=Role.EDITOR))
    refused = client.get("/admin/blog/hubnotice/")

    assert "On tides" in shown
    assert "It answered 500" in shown
    assert refused.status_code == 403


@pytest.mark.parametrize(
    "typed",
    ["nonsense", "ftp://hub.example.org/", "https://a.example b", 'https://a.example/>;rel="x"'],
)
def test_only_addresses_are_taken_for_hubs(typed: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="no address of a hub"):
        SiteSettings(hubs=typed).full_clean()


@pytest.mark.parametrize("file", ["index.xml", "feed.atom", "feed.json"])
def test_each_feed_names_the_hub_and_itself_within_and_in_its_header(
    hub: Hub, client: Client, file: str
) -> None:
    make_post(published=True, tags=["tides"])

    answer = client.get(f"/tag/tides/{file}")

    own = f"{SITE}/tag/tides/{file}"
    assert answer["Link"] == f'<{hub.url}>; rel="hub", <{own}>; rel="self"'
    text = answer.content.decode()
    assert hub.url in text
    assert own in text
