"""What the sample blog holds, and that a visitor finds nothing broken in it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client, TestCase
from lxml import html
from pytest_django import DjangoDbBlocker

from blog.models import (
    Author,
    Category,
    Collaborator,
    Document,
    Grant,
    Image,
    Page,
    Post,
    Redirect,
    Series,
    Tag,
    TagSynonym,
)
from blog.transfer.sample import content, pictures
from blog.transfer.sample.drawing.canvas import Canvas
from tests.kept_rows import rows_kept

FEED = Path(__file__).parents[5] / "shared" / "data" / "2i2c-feed.xml"
LISTS = (
    *("/", "/blog/", "/collaborators/", "/index.xml", "/sitemap.xml", "/search/?q=drains"),
    *("/author/dafydd-morrow/", "/author/ingrid-halvarsen/", "/tag/repair/", "/tag/boats/"),
    *("/tag/maps/", "/category/community/", "/category/announcements/", "/category/data/"),
)


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with rows_kept(django_db_blocker):
        with TestCase.captureOnCommitCallbacks(execute=True):
            call_command("load_sample", verbosity=0)
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample"), pytest.mark.once]


def documents() -> list[Document]:
    return [*Post.objects.all(), *Page.objects.all()]


def public() -> list[Document]:
    return [*Post.objects.published(), *Page.objects.published()]


def hidden_titles() -> list[str]:
    """Titles that no reader may see: of drafts, of the scheduled post, of what was taken down."""
    shown = {document.pk for document in Post.objects.published()}
    posts = [post.newest_snapshot().title for post in Post.objects.exclude(pk__in=shown)]
    newer = [p.newest_snapshot().title for p in Post.objects.published() if p.has_newer_draft]
    return [*posts, *newer, *Page.objects.drafts().values_list("title", flat=True)]


def test_posts_stand_in_every_state(db: None) -> None:
    states = Counter(post.state for post in Post.objects.all())
    newer = [post.slug for post in Post.objects.all() if post.has_newer_draft]
    unpublished = Post.objects.drafts().filter(first_public_at__isnull=False)

    assert states == {"published": 24, "draft": 3, "scheduled": 1, "archived": 1}
    assert newer == ["a-roof-for-tarn-house"]
    assert [post.slug for post in unpublished] == ["winter-timetable"]


def test_posts_are_of_every_kind(db: None) -> None:
    languages = Counter(Post.objects.values_list("language", flat=True))
    pair = Post.objects.filter(translation_group=Post.objects.get(language="pt").translation_group)

    assert Post.objects.exclude(external_url="").count() == 2
    assert Post.objects.published().filter(summary="").exists()
    assert languages == {"en": 28, "pt": 1}
    assert pair.count() == 2


def test_there_are_people_partners_and_groupings_to_click_through(db: None) -> None:
    kinds = Counter(Collaborator.objects.values_list("kind", flat=True))
    in_series = [series.posts.published().count() for series in Series.objects.all()]

    assert Author.objects.count() == 6
    assert kinds == {"member": 4, "funder": 2, "collaborator": 2}
    assert Grant.objects.count() == 3
    assert Category.objects.count() == 5
    assert in_series == [4, 4]
    assert Tag.objects.count() >= 20
    assert TagSynonym.objects.count() >= 15


def test_everything_is_used(db: None) -> None:
    used = Post.objects.published()

    assert not Author.objects.exclude(posts__in=used).exists()
    assert not Collaborator.objects.exclude(posts__in=used).exists()
    assert not Grant.objects.exclude(acknowledgements__post__in=used).exists()
    assert not Category.objects.exclude(posts__in=used).exists()
    assert not Tag.objects.exclude(posts__in=used).exists()


def test_dates_span_two_years_and_end_a_few_days_ago(db: None) -> None:
    dates = Post.objects.published().order_by("published_at").values_list("published_at", flat=True)

    span = dates.last() - dates[0]  # type: ignore[operator]

    assert 600 < span.days < 760


@pytest.mark.parametrize(
    "element",
    [
        *("table", "details", "figure.quote", "figure.gallery", "figure.code", "div.callout"),
        *("math", "pre.mermaid", "section.footnotes", "dl", "video", "kbd", "sub", "abbr", "cite"),
        *("mark", "del", "figcaption", "span.hll", "figure.embed", "input", "p.lead", "a.button"),
        *("*.right", "*.wide", "*.small", "caption", "ol", "blockquote", "*.align-right"),
    ],
)
def test_every_element_of_the_markup_is_used(element: str, db: None) -> None:
    tag, _, name = element.partition(".")
    wanted = f"//{tag}[contains(concat(' ', @class, ' '), ' {name} ')]" if name else f"//{tag}"

    found = [document.title for document in public() if tree_of(document).xpath(wanted)]

    assert found


def tree_of(document: Document) -> Any:
    return html.fromstring(f"<div>{document.html}</div>")


def test_no_markup_is_left_unread(db: None) -> None:
    leftovers = re.compile(r":::|\[!|\]\(|\{[.#]|\*\*|picture:|video:|:[a-z]{3,}:")

    found = {d.title: m[0] for d in documents() if (m := leftovers.search(d.text))}

    assert found == {}


def test_every_link_to_this_site_leads_somewhere(db: None, client: Client) -> None:
    links = {
        (document.title, link)
        for document in public()
        for link in document.links
        if link.startswith(f"{settings.SITE_URL}/")
    }
    menu = {("menu", item["address"]) for item in content.publication()["menu"]}

    broken = {(title, link) for title, link in links | menu if not leads_somewhere(client, link)}

    assert len(links) > 20
    assert broken == set()


def leads_somewhere(client: Client, link: str) -> bool:
    parts = urlsplit(link)
    if parts.path.startswith(settings.MEDIA_URL):
        return stored(parts.path)
    answer = client.get(parts.path)
    anchor = f'id="{parts.fragment}"'
    return answer.status_code == 200 and (not parts.fragment or anchor in answer.content.decode())


def stored(path: str) -> bool:
    return default_storage.exists(unquote(path).removeprefix(settings.MEDIA_URL))


def test_every_picture_is_there_and_described(db: None) -> None:
    trees = [tree_of(document) for document in documents()]
    images = [image for tree in trees for image in tree.iter("img")]
    films = [film for tree in trees for film in tree.iter("video", "source") if film.get("src")]

    assert len(images) > 12
    assert len(films) == 1
    assert all(stored(thing.get("src")) for thing in [*images, *films])
    assert all(len(image.get("alt", "")) > 20 for image in images)
    assert all(len(image.alt) > 15 for image in Image.objects.all())


def test_the_first_picture_of_a_list_is_not_the_second(db: None) -> None:
    newest = Post.objects.published().newest_first().filter(language="en", featured__isnull=False)

    featured = [post.featured_id for post in newest[:9]]

    assert len(set(featured)) == len(featured)


def test_no_text_shows_its_featured_picture_twice(db: None) -> None:
    twice = [d.title for d in documents() if d.featured and d.featured.url in d.body]

    assert twice == []


def test_old_addresses_lead_on(db: None, client: Client) -> None:
    answers = {r.path: client.get(r.path) for r in Redirect.objects.all()}

    assert len(answers) == 6
    assert {answer.status_code for answer in answers.values()} == {301}


def test_what_is_archived_points_at_its_successor(db: None, client: Client) -> None:
    answer = client.get("/blog/spare-parts-list/")

    assert answer.status_code == 410
    assert "/blog/mending-week/" in answer.content.decode()


@pytest.mark.parametrize("path", LISTS)
def test_no_list_names_what_readers_may_not_see(path: str, db: None, client: Client) -> None:
    answer = client.get(path).content.decode()

    assert hidden_titles()
    assert [title for title in hidden_titles() if title in answer] == []


def test_hidden_texts_have_no_page(db: None, client: Client) -> None:
    hidden = [*Post.objects.drafts(), *Post.objects.scheduled(), *Page.objects.drafts()]

    answers = {d.get_absolute_url(): client.get(d.get_absolute_url()) for d in hidden}

    assert len(answers) == 5
    assert {answer.status_code for answer in answers.values()} == {404}


def test_no_public_page_names_a_draft(db: None, client: Client) -> None:
    pages = {d.get_absolute_url(): client.get(d.get_absolute_url()) for d in public()}

    leaks = [
        (path, title)
        for path, answer in pages.items()
        for title in hidden_titles()
        if title in answer.content.decode()
    ]

    assert {answer.status_code for answer in pages.values()} == {200}
    assert leaks == []


def test_everybody_outside_is_invented(db: None) -> None:
    known = (".example", ".example.org", "creativecommons.org", "github.com", "youtube.com")
    links = {link for document in documents() for link in document.links}
    hosts = {urlsplit(link).hostname or "" for link in links if link.startswith("http")}
    people = {author.website for author in Author.objects.all() if author.website}
    partners = {partner.website for partner in Collaborator.objects.all()}
    hosts |= {urlsplit(link).hostname or "" for link in people | partners}

    ours = urlsplit(settings.SITE_URL).hostname or ""

    assert [host for host in hosts if host != ours and not host.endswith(known)] == []


@pytest.mark.skipif(not FEED.exists(), reason=f"There is no feed to compare with at {FEED}.")
def test_no_sentence_is_taken_from_the_real_blog(db: None) -> None:
    theirs = runs_of_words(re.sub(r"<[^>]+>", " ", FEED.read_text(encoding="utf-8")))
    ours = runs_of_words("\n".join(document.newest_snapshot().body for document in documents()))

    assert ours & theirs == set()


def runs_of_words(text: str, length: int = 9) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length)}


@pytest.mark.parametrize("key", sorted(pictures.DRAWINGS))
def test_a_picture_is_the_same_each_time_and_small(key: str) -> None:
    first, second = pictures.drawn(key), pictures.drawn(key)

    assert first == second
    assert len(first) < 400_000


def test_a_drawing_has_the_size_it_was_asked_for() -> None:
    picture = Canvas(40, 30, (1, 2, 3)).done(grain=1)

    assert picture.size == (40, 30)
