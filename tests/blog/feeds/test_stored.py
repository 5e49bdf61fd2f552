"""Items are kept as they were written, and written anew where they say something else now."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.roles import Role
from blog.editing.erasure import erase
from blog.editing.rerender import rerender_users
from blog.editing.revisions import save
from blog.editing.workflow import publish, unpublish
from blog.feeds import stored
from blog.feeds.item import Item, item_of
from blog.feeds.stored import is_stale, store
from blog.models import FeedEntry, Grant, Post, Ref, SiteSettings, ThanksRef
from tests.blog.feeds.polling import poll
from tests.factories import CollaboratorFactory, ImageFactory, UserFactory, make_post

pytestmark = pytest.mark.django_db


def test_publishing_writes_the_items_and_taking_back_forgets_them(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post = make_post(published=True)
    written = FeedEntry.objects.get(post=post)
    with django_capture_on_commit_callbacks(execute=True):
        unpublish(post, by=None)

    assert post.guid in written.rss
    assert post.guid in written.atom
    assert post.guid in written.json
    assert not FeedEntry.objects.exists()


def test_new_name_of_the_site_has_all_items_written_anew(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    make_post(published=True)
    call_command("rewrite_feeds", stdout=StringIO())
    site = SiteSettings.load()

    with django_capture_on_commit_callbacks(execute=True):
        site.save()
    unchanged = DBTaskResult.objects.count()
    site.name = "Another"
    with django_capture_on_commit_callbacks(execute=True):
        site.save()

    assert (unchanged, DBTaskResult.objects.count()) == (0, 1)


def test_command_writes_what_is_missing_and_says_how_many() -> None:
    for _ in range(3):
        make_post(published=True)
    make_post()
    said = StringIO()

    before = is_stale()
    call_command("rewrite_feeds", stdout=said)
    call_command("rewrite_feeds", "--if-stale", stdout=said)

    assert (before, is_stale()) == (True, False)
    assert said.getvalue() == "3 posts written for feeds.\n"


def test_new_words_of_a_picture_are_in_the_next_answer(client: Client) -> None:
    image = ImageFactory(alt="The pier")
    make_post(published=True, featured=image)
    before = poll(client, "/index.xml")
    image.alt = "The old pier"
    image.save()

    rerender_users(image)
    after = poll(client, "/index.xml", if_none_match=before["ETag"])

    assert b"The old pier" in after.content


def test_item_of_a_post_that_is_gone_is_left_out(client: Client) -> None:
    post = make_post(published=True)
    kept = make_post(published=True)
    poll(client, "/index.xml")

    Post.objects.filter(pk=post.pk).delete()
    text = poll(client, "/index.xml").content.decode()

    assert post.guid not in text
    assert kept.guid in text


@pytest.mark.parametrize("door", ["grant", "partner"])
def test_a_changed_grant_is_read_in_feeds_at_once(client: Client, door: str) -> None:
    fund = CollaboratorFactory(slug="fund", kind="funder")
    grant = Grant.objects.create(collaborator=fund, title="Old words", number="1")
    thanks = ThanksRef(Ref(fund.pk, fund.name), "funder", Ref(grant.pk, str(grant)))
    post = make_post(published=True)
    save(post, post.newest_snapshot().changed(acknowledgements=(thanks,)), by=None)
    publish(post, by=None)
    before = poll(client, "/feed.json")
    client.force_login(UserFactory(role=Role.EDITOR))
    words = {"title": "New words", "number": "1", "collaborator": str(fund.pk)}

    if door == "grant":
        client.post(f"/admin/blog/grant/{grant.pk}/change/", words)
    else:
        inline = {f"grants-0-{name}": text for name, text in words.items()}
        forms = {"grants-TOTAL_FORMS": "1", "grants-INITIAL_FORMS": "1"}
        own = {"name": fund.name, "slug": "fund", "kind": "funder", "grants-0-id": str(grant.pk)}
        client.post(f"/admin/blog/collaborator/{fund.pk}/change/", {**own, **forms, **inline})
    client.logout()
    after = poll(client, "/feed.json", if_none_match=before["ETag"])

    assert "Old words" in before.content.decode()
    assert after.status_code == 200
    assert "New words" in after.content.decode()


def test_erasing_takes_the_items_with_it_whoever_writes_them_at_that_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = make_post(published=True)
    store(Post.objects.all(), SiteSettings.load())
    # Nobody hears of it: as where the process ends before receivers are told.
    erase(post, by=UserFactory(role=Role.ADMINISTRATOR), reason="A court said so.")
    after = FeedEntry.objects.count()
    other = make_post(published=True)

    def item_and_end(post: Post, site: SiteSettings) -> Item:
        item = item_of(post, site)
        erase(other, by=UserFactory(role=Role.ADMINISTRATOR), reason="A court said so.")
        return item

    monkeypatch.setattr(stored, "item_of", item_and_end)
    store(Post.objects.filter(pk=other.pk), SiteSettings.load())

    assert (after, FeedEntry.objects.count()) == (0, 0)
