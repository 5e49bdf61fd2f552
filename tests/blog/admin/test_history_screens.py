"""History, compare, restore, trash and erase, as they are seen and clicked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from blog.editing.revisions import save
from blog.editing.trash import throw_away
from blog.models import Event, Post, Revision
from tests.factories import ImageFactory, UserFactory, make_page, make_post, make_snapshot

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


def at(post: Any, screen: str) -> str:
    return f"/admin/blog/{post._meta.model_name}/{post.pk}/{screen}"


def with_versions(count: int, **fields: Any) -> Post:
    post = make_post(**fields)
    data = post.newest_snapshot().to_json()
    Revision.objects.bulk_create(
        Revision(post=post, number=number, data=data, created_by_name="Ada")
        for number in range(2, count + 1)
    )
    return post


def test_the_history_of_a_thousand_versions_takes_at_most_eight_queries(
    as_editor: Client, django_assert_max_num_queries: Any
) -> None:
    post = with_versions(1000)
    as_editor.get(at(post, "history/"))

    with django_assert_max_num_queries(8):
        page = as_editor.get(at(post, "history/"))

    assert "Version 1000" in page.text
    assert "?before=951" in page.text


def test_the_last_page_of_a_history_leads_back_to_the_newest(as_editor: Client) -> None:
    post = with_versions(60)

    page = as_editor.get(at(post, "history/?before=11"))

    assert "Version 10<" in page.text
    assert "Newest versions" in page.text
    assert "Older versions" not in page.text


def test_notes_and_names_are_shown_as_text(as_editor: Client) -> None:
    post = make_post()
    save(post, make_snapshot(title=HOSTILE, body=HOSTILE), by=None, note=HOSTILE)
    Revision.objects.of(post).update(created_by_name=HOSTILE)

    pages = [as_editor.get(at(post, screen)).text for screen in ("history/", "compare/")]

    assert all(HOSTILE not in page and "&lt;script&gt;" in page for page in pages)


def test_words_fields_tags_and_pictures_are_compared(as_editor: Client) -> None:
    image = ImageFactory(title="Harbour")
    post = make_post(title="Tides", body="The old tide came in.", tags=["boats"])
    newer = make_snapshot(
        title="Tides", body="The new tide came in.", tags=["ships"], featured=image, language="pt"
    )
    save(post, newer, by=None)

    page = as_editor.get(at(post, "compare/")).text

    for marked in ("<del>boats</del>", "<ins>ships</ins>", "Harbour", image.url, "pt</ins>"):
        assert marked in page
    assert 'gone: </span>old<span class="visually-hidden"> end of gone </span></del>' in page
    assert 'new: </span>new<span class="visually-hidden"> end of new </span></ins>' in page


def test_a_version_is_compared_with_the_one_before_it(as_editor: Client) -> None:
    post = with_versions(4)

    page = as_editor.get(at(post, "compare/?b=3"))

    assert (page.context["old"].number, page.context["new"].number) == (2, 3)


@pytest.mark.parametrize(
    "asked", ["a=9&b=1", f"a={'9' * 40}&b=1", "a=x&b=9", "a=%00&b=8", "a=-1&b=7"]
)
def test_versions_that_are_not_there_get_a_sentence(as_editor: Client, asked: str) -> None:
    page = as_editor.get(at(make_post(), f"compare/?{asked}"))

    assert page.status_code == 404
    assert "This text has no version" in page.text


def test_numbers_that_no_database_holds_are_not_found(as_editor: Client) -> None:
    post = make_post()
    huge = "9" * 40

    answers = [
        as_editor.get(at(post, f"history/{huge}/")),
        as_editor.post(at(post, f"history/{huge}/restore/")),
        as_editor.get(f"/admin/blog/post/{huge}/history/"),
        as_editor.get(f"/admin/blog/post/{huge}/throw-away/"),
        as_editor.post(f"/admin/blog/post/trash/{huge}/take-back/"),
        as_editor.get(at(post, f"history/?before={huge}")),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5 + [200]


def test_a_version_is_drawn_as_the_page_it_would_be(as_editor: Client) -> None:
    post = make_post(title="Tides", body="The **old** tide.", published=True)
    save(post, make_snapshot(title="Tides", address=post.slug, body="The new tide."), by=None)

    page = as_editor.get(at(post, "history/1/"))

    assert "<strong>old</strong>" in page.text
    assert "This is version 1" in page.text
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]


def test_a_page_has_a_history_too(as_editor: Client) -> None:
    page = make_page(title="About", address="about")

    answers = [as_editor.get(at(page, screen)) for screen in ("history/", "history/1/", "compare/")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]


def test_restoring_tells_what_was_made_and_what_readers_see(as_editor: Client) -> None:
    post = make_post(title="First", published=True, at=None)
    save(post, make_snapshot(title="Second", address=post.slug), by=None)

    page = as_editor.post(at(post, "history/1/restore/"), follow=True)

    post.refresh_from_db()
    assert post.newest_snapshot().title == "First"
    assert "is back, as version" in page.text
    assert "Readers see it once you publish it." in page.text


def test_a_draft_is_thrown_away_after_a_question_and_brought_back(
    as_role: Callable[..., Client],
) -> None:
    client = as_role(Role.CONTRIBUTOR, email="ola@example.org")
    post = make_post(title="Tides", by=User.objects.get(email="ola@example.org"))

    question = client.get(at(post, "throw-away/")).text
    trash = client.post(at(post, "throw-away/"), follow=True).text
    form = client.post(f"/admin/blog/post/trash/{post.pk}/take-back/", follow=True)

    assert "for 30 days" in question
    assert "“Tides” is in the trash" in trash
    assert form.redirect_chain[-1][0] == at(post, "change/")
    assert form.status_code == 200


def test_throwing_away_what_was_public_says_what_to_do(as_editor: Client) -> None:
    post = make_post(published=True)

    page = as_editor.post(at(post, "throw-away/"))

    post.refresh_from_db()
    assert "Archive it instead" in page.text
    assert post.trashed_at is None


def test_the_trash_costs_the_same_for_three_drafts_and_for_thirty(
    as_editor: Client, editor: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(30):
        throw_away(make_post(), by=editor)
    as_editor.get("/admin/blog/post/trash/")

    with django_assert_max_num_queries(7):
        page = as_editor.get("/admin/blog/post/trash/")

    assert page.text.count("Bring it back") == 30


def test_people_see_their_own_drafts_in_the_trash_and_editors_all(
    as_role: Callable[..., Client], editor: User
) -> None:
    client = as_role(Role.AUTHOR, email="ola@example.org")
    own = make_post(title="Mine", by=User.objects.get(email="ola@example.org"))
    for post in (own, make_post(title="Theirs", by=UserFactory())):
        throw_away(post, by=editor)

    mine = client.get("/admin/blog/post/trash/").text
    client.force_login(editor)
    all_of_them = client.get("/admin/blog/post/trash/").text

    assert "Mine" in mine
    assert "Theirs" not in mine
    assert "Theirs" in all_of_them


def test_erasing_asks_for_a_reason_and_a_word(as_role: Callable[..., Client]) -> None:
    client = as_role(Role.ADMINISTRATOR)
    image = ImageFactory(title="Harbour")
    post = make_post(published=True, body=f"![x](/media/{image.file.name})")

    question = client.get(at(post, "erase/")).text
    refused = client.post(at(post, "erase/"), {"reason": "", "word": "yes"}).text
    done = client.post(at(post, "erase/"), {"reason": "A court.", "word": "Erase"}, follow=True)

    assert "Harbour" in question
    assert "Say why it is erased" in refused
    assert "Type the word “erase”" in refused
    assert "The post is erased." in done.text
    assert Event.objects.filter(kind=Event.Kind.ERASED, note="A court.").exists()
    assert client.get(at(post, "erase/")).status_code == 404


def test_only_those_who_may_erase_are_shown_the_way_there(
    as_role: Callable[..., Client], editor: User
) -> None:
    post = make_post()
    client = as_role(Role.ADMINISTRATOR)

    shown = client.get(at(post, "change/")).text
    client.force_login(editor)
    hidden = client.get(at(post, "change/")).text

    assert at(post, "erase/") in shown
    assert at(post, "erase/") not in hidden
    assert at(post, "throw-away/") in hidden
    assert at(post, "history/") in hidden
