"""Finding posts and pages; the same on both databases."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from blog.editing.merging import merge
from blog.editing.revisions import save
from blog.editing.workflow import publish, unpublish
from blog.models import Page, SearchRow
from blog.reading.search.query import parse
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    TagFactory,
    make_page,
    make_post,
)

# What is found is written when a transaction is stored, so the tests need real ones.
pytestmark = pytest.mark.django_db(transaction=True)
UNSTORABLE = {"\x00", "\ud800"}


def found(client: Client, typed: str, **query: str) -> list[str]:
    response = client.get("/search/", {"q": typed, **query})
    assert response.status_code == 200, typed
    return [result.content.title for result in response.context["results"]]


def test_posts_and_pages_are_found_by_title_names_summary_and_body(client: Client) -> None:
    make_post(title="Alpha", published=True, body="Sandpipers run.")
    make_post(title="Beta", published=True, summary="About sandpipers.")
    make_post(title="Gamma", published=True, credits=[AuthorFactory(name="Sandpiper Jones")])
    make_post(title="Delta", published=True, tags=["sandpipers"])
    make_post(title="Epsilon", published=True, thanks=[CollaboratorFactory(name="Sandpiper Inc")])
    make_page(title="Sandpipers", address="birds")
    make_post(title="Else", published=True, body="Gulls stand.")

    names = found(client, "sandpiper")

    assert names[0] == "Sandpipers"
    assert sorted(names[1:]) == ["Alpha", "Beta", "Delta", "Epsilon", "Gamma"]


def test_title_counts_more_than_summary_this_than_names_and_these_than_body(
    client: Client,
) -> None:
    filler = "Something else entirely stands here. " * 10
    make_post(title="In the body", published=True, body=f"{filler} {'Eelgrass. ' * 30}")
    make_post(title="Eelgrass", published=True, body=filler * 20)
    make_post(title="In the tags", published=True, body=filler, tags=["eelgrass"])
    make_post(title="In the summary", published=True, body=filler, summary="Of eelgrass.")
    make_post(title="Once in the body", published=True, body=f"{filler} Eelgrass.")

    assert found(client, "eelgrass") == [
        "Eelgrass",
        "In the summary",
        "In the tags",
        "In the body",
        "Once in the body",
    ]


def test_newer_comes_first_of_what_answers_as_well(client: Client) -> None:
    now = timezone.now()
    for days in (3, 1, 2):
        make_post(title=f"Curlew {days}", at=now - timedelta(days=days), body="Bird.")

    assert found(client, "curlew") == ["Curlew 1", "Curlew 2", "Curlew 3"]


@pytest.mark.parametrize(
    "typed",
    [
        "facade",
        "FAÇADE",
        "façade",
        "facades",
        "fund",
        "funding",
        "funded",
        '"low water"',
        "water low",
        "wat*",
        "low -high",
        "zoe",
        "lodz",
        "smorrebrod",
        "日本",
        "strasse",
        "facade AND",
        "  low   water  ",
    ],
)
def test_accents_case_and_endings_make_no_difference(client: Client, typed: str) -> None:
    make_post(
        title="Façade",
        published=True,
        body="We funded low water at night and Łódź, smørrebrød, 日本の海, Straße.",
        credits=[AuthorFactory(name="Zoë")],
    )

    expected = ["Façade"]

    assert found(client, typed) == expected


@pytest.mark.parametrize(
    "typed",
    ['"water low"', "low -water", "facade missing", "wa", "-low", "本海", '"日海"', "fac*de"],
)
def test_what_a_text_does_not_hold_as_asked_is_not_found(client: Client, typed: str) -> None:
    make_post(title="Façade", published=True, body="Low water, 日本の海.")

    assert found(client, typed) == []


@pytest.mark.parametrize(
    "typed",
    [
        "'",
        '"',
        '"""',
        "a'b\\c",
        "&|!<->:*()",
        "NEAR(a b)",
        "title:x",
        "a AND OR NOT",
        "-",
        "--",
        "*",
        "^a",
        "{a}",
        "%_%",
        "\x00",
        "a\x00b",
        "😀",
        "\ufffe",
        "½ ﬁ Ⅷ",
        "x" * 10_000,
        "word " * 2_000,
        "-a " * 2_000,
        '"' * 10_000,
        "<script>",
        "\u202e",
        "नमस्ते",
        "한국어",
        "עברית",
        "\ud800",
        "a\udfffb*",
        "author:",
        "author:\x00",
        'author:"',
        "year:99999999999999999999",
        "year:٢٠٢٤",
        "language:" + "z" * 200,
        'tag:%_\\ partner:\' category:""',
        " ".join(f"author:a{n}" for n in range(40)),
        "-author:x -tag:y",
        "tag=1 author=1 /tide",
        "🇵🇹 مرحبا мир שלום 你好 \u200f\u202e tide",
    ],
)
def test_nothing_typed_is_an_error(client: Client, typed: str) -> None:
    make_post(title="Post", published=True)
    asked = quote(typed, errors="surrogatepass")

    assert client.get(f"/search/?q={asked}").status_code == 200
    assert not UNSTORABLE.intersection(parse(typed).typed)


def test_empty_search_shows_the_form_alone(client: Client) -> None:
    make_post(published=True)

    assert found(client, "") == []
    assert client.get("/search/").status_code == 200


def test_hits_are_marked_and_the_rest_is_escaped(client: Client) -> None:
    make_post(
        title="A <b> tide",
        published=True,
        body=f"{'Nothing of it. ' * 40} The &lt;i&gt; Tides & <x. {'Nothing again. ' * 40}",
    )

    text = client.get("/search/", {"q": "tide"}).content.decode()

    assert "A &lt;b&gt; <mark>tide</mark>" in text
    assert "&lt;i&gt; <mark>Tides</mark> &amp; &lt;x." in text
    assert text.count("Nothing of it") < 5


def test_a_scheduled_post_is_found_when_its_time_has_come(client: Client) -> None:
    make_post(title="Later", at=timezone.now() + timedelta(days=1))
    before = found(client, "later")

    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        after = found(client, "later")

    assert before == []
    assert after == ["Later"]


def test_index_follows_publishing_taking_back_and_merging(client: Client) -> None:
    old, new = TagFactory(name="saltings"), TagFactory(name="marsh")
    post = make_post(title="First", published=True, body="Curlew.", tags=["saltings"])
    save(post, post.newest_snapshot().changed(body="Plover."), by=None)
    draft_ahead = found(client, "curlew"), found(client, "plover")
    publish(post, by=None)
    published = found(client, "curlew"), found(client, "plover")
    merge(old, new, by=None)
    merged = found(client, "saltings"), found(client, "marsh")
    unpublish(post, by=None)
    taken_back = SearchRow.objects.filter(post=post).count()

    assert draft_ahead == (["First"], [])
    assert published == ([], ["First"])
    assert merged == ([], ["First"])
    assert taken_back == 0


def test_reindex_writes_the_same_index_anew(client: Client) -> None:
    make_post(title="Post", published=True, body="Curlew.")
    make_page(title="Page", address="page", body="Curlew.")
    make_post(title="Draft", body="Curlew.")
    SearchRow.objects.all().delete()
    empty = found(client, "curlew")

    for _ in range(2):
        call_command("reindex", verbosity=0)

    assert empty == []
    assert sorted(found(client, "curlew")) == ["Page", "Post"]
    assert SearchRow.objects.count() == 2


def test_row_of_a_text_that_is_gone_is_never_found(client: Client) -> None:
    make_page(title="Page", address="page", body="Curlew.")
    Page.objects.all().delete()

    assert found(client, "curlew") == []


def test_results_are_paged_with_the_words_kept(client: Client) -> None:
    for number in range(11):
        make_post(title=f"Curlew {number}", published=True)

    text = client.get("/search/", {"q": "curlew"}).content.decode()

    assert "/search/?q=curlew&amp;page=2" in text
    assert len(found(client, "curlew", page="2")) == 1
    assert client.get("/search/", {"q": "curlew", "page": "3"}).status_code == 404


def test_a_text_as_long_as_allowed_is_indexed(client: Client) -> None:
    words = " ".join(f"word{number}" for number in range(18_000))
    make_post(
        title="Long",
        published=True,
        body="\n\n".join(words[n : n + 9_000] for n in range(0, len(words), 9_000)),
    )

    assert found(client, "word17000") == ["Long"]
