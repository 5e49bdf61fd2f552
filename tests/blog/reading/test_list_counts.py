"""What lists say of how many posts they hold is right, whatever happened to the posts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from blog.editing.erasure import erase
from blog.editing.listings import rebuild
from blog.editing.merging import merge
from blog.editing.revisions import save
from blog.editing.workflow import archive, publish, unpublish
from blog.models import (
    CreditRef,
    Grant,
    ListCount,
    Listing,
    ListKind,
    Post,
    Ref,
    SiteSettings,
    Tag,
    ThanksRef,
)
from blog.models.listing import parts_of, with_parts
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    SeriesFactory,
    TagFactory,
    UserFactory,
    make_post,
)

pytestmark = pytest.mark.django_db


def tags(client: Client) -> dict[str, int]:
    shown = client.get("/tags/").context["shown"]
    return {word.name: word.posts for _, words in shown for word in words}


def years(client: Client) -> dict[str, int]:
    return {period.label: period.posts for period in client.get("/blog/").context["periods"]}


def stored() -> tuple[set[tuple[Any, ...]], dict[tuple[Any, ...], int]]:
    listings = Listing.objects.values_list("post", "kind", "thing", "part", "language", "at")
    counts = ListCount.objects.filter(posts__gt=0).values_list("kind", "thing", "part", "posts")
    return set(listings), {tuple(key): posts for *key, posts in counts}


def publish_with(post: Post, **fields: Any) -> None:
    save(post, post.newest_snapshot().changed(**fields), by=None)
    publish(post, by=None)


def test_a_scheduled_post_is_counted_from_the_moment_it_appears(client: Client) -> None:
    now = datetime(2024, 12, 31, 12, tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        make_post(published=True, tags=["tides"])
        make_post(at=now + timedelta(days=1), tags=["tides", "new"])
        before = tags(client), years(client)

    with time_machine.travel(now + timedelta(days=1, hours=1), tick=False):
        after = tags(client), years(client)

    assert before == ({"tides": 1}, {"2024": 1})
    assert after == ({"new": 1, "tides": 2}, {"2025": 1, "2024": 1})


def test_a_scheduled_post_counts_for_nobody_yet(client: Client) -> None:
    now = datetime(2024, 12, 31, 12, tzinfo=UTC)
    ada = AuthorFactory(name="Ada")
    with time_machine.travel(now, tick=False):
        make_post(published=True, credits=[ada])
        make_post(at=now + timedelta(days=1), credits=[ada])
        before = client.get("/author/ada/").context["narrowing"]
    with time_machine.travel(now + timedelta(days=2), tick=False):
        after = client.get("/author/ada/").context["narrowing"]

    assert (before.total, [(year.label, year.posts) for year in before.years]) == (1, [("2024", 1)])
    assert [(role.label, role.posts) for role in after.roles] == [("Wrote", 2)]
    assert [(year.label, year.posts) for year in after.years] == [("2025", 1), ("2024", 1)]


def test_what_is_taken_back_archived_or_erased_is_counted_no_more(client: Client) -> None:
    for number, end in enumerate((unpublish, archive, None)):
        post = make_post(published=True, tags=["tides", f"tag {number}"])
        if end:
            end(post, by=None)
        else:
            erase(post, by=UserFactory(role=Role.ADMINISTRATOR), reason="Asked for.")
    make_post(tags=["tides"])

    assert tags(client) == {}
    assert years(client) == {}
    assert stored() == (set(), {})


def test_publishing_again_moves_a_post_between_lists(client: Client) -> None:
    post = make_post(at=datetime(2023, 5, 1, tzinfo=UTC), tags=["old", "kept"])
    date = datetime(2022, 5, 1, tzinfo=UTC)

    publish_with(post, tags=Ref.many([Tag.objects.get(name="kept"), TagFactory(name="new")]))
    publish_with(post, published_at=date)

    assert tags(client) == {"kept": 1, "new": 1}
    assert years(client) == {"2022": 1}


def test_merging_adds_the_posts_and_counts_a_post_of_both_once(client: Client) -> None:
    old, new = TagFactory(name="old"), TagFactory(name="new")
    both = make_post(published=True, tags=["old", "new"])
    alone = make_post(published=True, tags=["old"])

    merge(old, new, by=None)

    assert tags(client) == {"new": 2}
    assert [post.pk for post in client.get("/tag/new/").context["posts"]] == [alone.pk, both.pk]


@pytest.mark.parametrize("kind", ["author", "collaborator"])
def test_merging_people_and_partners_counts_them_by_role_and_year(kind: str) -> None:
    factory: Any = AuthorFactory if kind == "author" else CollaboratorFactory
    old, new = factory(name="Old"), factory(name="New")
    for number, rows in enumerate(([old], [new], [old, new])):
        fields: Any = {"credits" if kind == "author" else "thanks": rows}
        make_post(at=datetime(2020 + number, 1, 2, tzinfo=UTC), **fields)

    merge(old, new, by=None)

    role = "wrote" if kind == "author" else "mentioned"
    row = with_parts(type(new).objects.all(), ListKind(kind), UTC).get(pk=new.pk)
    assert parts_of(row) == {"": 3, role: 3, "2020": 1, "2021": 1, "2022": 1}
    before = stored()
    rebuild()
    assert stored() == before


def test_a_rebuild_finds_what_was_kept_all_along() -> None:
    everything()
    before = stored()

    call_command("relist", verbosity=0)
    again = stored()
    Listing.objects.all().delete()
    ListCount.objects.all().delete()
    call_command("upgrade", verbosity=0)

    assert before[0]
    assert again == before
    assert stored() == before


def everything() -> None:
    ada, bo = AuthorFactory(name="Ada"), AuthorFactory(name="Bo")
    fund = CollaboratorFactory(name="Fund", kind="funder")
    grant = Grant.objects.create(collaborator=fund, title="Grant")
    for number in range(4):
        post = make_post(
            published=number < 3,
            at=timezone.now() + timedelta(days=3) if number == 2 else None,
            tags=["tides", f"tag {number}"],
            category=CategoryFactory(),
            series=SeriesFactory(),
            language="en" if number else "pt",
            credits=[ada, bo],
        )
        if number == 0:
            to_ada, to_fund = Ref(ada.pk, "Ada"), Ref(fund.pk, "Fund")
            credits_ = (CreditRef(to_ada, "edited"), CreditRef(to_ada, "wrote"))
            paid = ThanksRef(to_fund, "funder", Ref(grant.pk, "Grant"))
            thanks = (ThanksRef(to_fund, "host"), paid)
            publish_with(post, credits=credits_, acknowledgements=thanks)


def test_days_belong_to_months_of_the_sites_time_zone(client: Client) -> None:
    make_post(at=datetime(2023, 12, 31, 12, tzinfo=UTC))
    before = years(client)

    SiteSettings.objects.update(time_zone="Pacific/Auckland")
    rebuild()

    assert before == {"2023": 1}
    assert years(client) == {"2024": 1}


def test_a_listing_left_behind_shows_nothing_that_is_not_public(client: Client) -> None:
    post = make_post(title="Heronsecret", published=True, tags=["tides"])
    Post.objects.filter(pk=post.pk).update(status="draft")

    for path in ("/tag/tides/", "/tag/tides/index.xml", "/tags/"):
        assert "Heronsecret" not in client.get(path).content.decode()


def test_hidden_people_and_partners_are_in_no_index(client: Client) -> None:
    make_post(
        published=True,
        credits=[AuthorFactory(name="Heronsecret", is_hidden=True), AuthorFactory(name="Ada")],
        thanks=[
            CollaboratorFactory(name="Otterhidden", is_hidden=True),
            CollaboratorFactory(name="Fund"),
        ],
    )

    answers = {
        path: client.get(path).content.decode()
        for path in ("/", "/authors/", "/collaborators/", "/collaborators/fund/", "/author/ada/")
    }

    # Bylines keep the name, without a link.
    assert "Heronsecret" not in answers["/authors/"]
    assert "Otterhidden" not in answers["/collaborators/"]
    for path, text in answers.items():
        assert "/author/heronsecret/" not in text, path
        assert "otterhidden" not in text, path
