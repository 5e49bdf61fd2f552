"""A post's page, as readers see it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from blog.editing.revisions import save
from blog.editing.workflow import archive, publish
from blog.models import CreditRef, Grant, Post, Ref, SiteSettings, ThanksRef
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    make_page,
    make_post,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, post: Post) -> html.HtmlElement:
    response = client.get(post.get_absolute_url())
    assert response.status_code == 200
    return html.document_fromstring(response.content)


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def test_shows_head_body_and_time_in_the_sites_time_zone(client: Client) -> None:
    SiteSettings.objects.update(time_zone="Pacific/Auckland")
    post = make_post(
        title="On tides",
        subtitle="And what moves them",
        body="The *moon*.",
        category=CategoryFactory(name="Notes"),
        credits=[AuthorFactory(name="Ada", affiliation="Harbour Lab")],
        at=datetime(2024, 5, 6, 13, tzinfo=UTC),
    )

    page = page_of(client, post)

    assert texts(page, "//h1") == ["On tides"]
    assert texts(page, "//*[@class='dek']") == ["And what moves them"]
    assert page.xpath("//time/@datetime") == ["2024-05-07T01:00:00+12:00"]
    assert texts(page, "//time") == ["7 May 2024"]
    assert "Ada Harbour Lab" in texts(page, "//*[@class='byline']")[0]
    assert texts(page, "//*[contains(@class, 'e-content')]") == ["The moon."]


def test_update_is_shown_only_when_readers_should_know(client: Client) -> None:
    post = make_post(published=True)
    save(post, post.newest_snapshot().changed(body="Better."), by=None)
    publish(post, by=None)
    before = texts(page_of(client, post), "//*[contains(@class, 'dt-updated')]")
    save(post, post.newest_snapshot().changed(body="Corrected."), by=None)
    publish(post, by=None, material=True)
    after = texts(page_of(client, post), "//*[contains(@class, 'dt-updated')]")

    assert before == []
    assert len(after) == 1


def test_contents_are_shown_from_three_headings_on(client: Client) -> None:
    short = make_post(published=True, body="## A\n\n## B\n")
    long = make_post(published=True, body="## A\n\n## B\n\n## C\n")

    links = page_of(client, long).xpath("//nav[@class='toc']//a/@href")

    assert page_of(client, short).xpath("//nav[@class='toc']") == []
    assert links == ["#a", "#b", "#c"]


def test_credits_and_thanks_name_role_and_grant(client: Client) -> None:
    ada, fund = AuthorFactory(name="Ada"), CollaboratorFactory(name="Fund")
    grant = Grant.objects.create(collaborator=fund, title="Mud", number="M-1")
    post = make_post(published=False)
    snapshot = post.newest_snapshot().changed(
        credits=(CreditRef(Ref(ada.pk, "Ada"), "edited"),),
        acknowledgements=(ThanksRef(Ref(fund.pk, "Fund"), "funder", Ref(grant.pk, "Mud")),),
    )
    save(post, snapshot, by=None)
    publish(post, by=None)

    page = page_of(client, post)

    assert texts(page, "//*[@class='credits']/div") == ["Edited byAda"]
    assert texts(page, "//*[@class='thanks']/li") == ["Fund funder Mud (M-1)"]


def test_series_shows_its_parts_in_their_order_with_steps(client: Client) -> None:
    series = SeriesFactory(title="Gauges")
    second = make_post(title="Second", published=True, series=series, series_position=2)
    make_post(title="Third", published=True, series=series, series_position=3)
    first = make_post(title="First", published=True, series=series, series_position=1)

    page = page_of(client, second)

    assert texts(page, "//*[@class='series-box']//li") == ["First", "Second", "Third"]
    assert texts(page, "//*[@aria-current='page' and not(@href)]") == ["Second"]
    assert page.xpath("//*[@class='series-steps']/a/@href") == [
        first.get_absolute_url(),
        "/blog/third/",
    ]


def test_translations_lead_to_each_other(client: Client) -> None:
    english = make_post(title="Tides", published=True)
    make_post(title="Marés", published=True, language="pt", translation_of=english)

    page = page_of(client, english)

    assert page.xpath("//link[@hreflang]/@hreflang") == ["en", "pt", "x-default"]
    assert page.xpath("//*[@class='translations']/a/@href") == ["/blog/mares/"]
    assert texts(page, "//*[@class='translations']/a") == ["Português"]


def test_newer_and_older_are_the_next_ones_in_time_even_at_the_same_moment(client: Client) -> None:
    moment = timezone.now() - timedelta(days=3)
    posts = [make_post(at=moment) for _ in range(5)]

    around = client.get(posts[2].get_absolute_url()).context["around"]

    assert (around.older.pk, around.newer.pk) == (posts[1].pk, posts[3].pk)


def test_who_may_edit_sees_state_history_and_changes_in_a_bar(
    client: Client, admin_client: Client
) -> None:
    post = make_post(published=True)
    save(post, post.newest_snapshot().changed(body="Ahead."), by=None)
    history = f'href="/admin/blog/post/{post.pk}/history/"'

    editors = admin_client.get(post.get_absolute_url())
    readers = client.get(post.get_absolute_url())

    assert history in editors.content.decode()
    assert "Published · " in texts(page_of(admin_client, post), "//*[@class='staff-state']")[0]
    assert "changes not public yet" in editors.content.decode()
    assert "private" in editors["Cache-Control"]
    assert history not in readers.content.decode()


def test_language_and_direction_are_said(client: Client) -> None:
    post = make_post(published=True, language="ar", title="مد", address="madd")

    article = page_of(client, post).xpath("//article")[0]

    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")


def test_link_post_marks_where_it_leads(client: Client) -> None:
    post = make_post(published=True, body="", external_url="https://www.there.example/a")

    page = page_of(client, post)

    assert texts(page, "//a[contains(@class, 'u-bookmark-of')]") == ["Read it at there.example"]


def test_pictures_of_other_hosts_are_links_until_the_site_allows_them(client: Client) -> None:
    address = "https://there.example/big.png"
    post = make_post(published=True, featured_url=address, featured_alt="A bay")

    before = client.get(post.get_absolute_url())
    SiteSettings.objects.update(remote_images=True)
    after = client.get(post.get_absolute_url())

    assert f'src="{address}"' not in before.content.decode()
    assert f'<a href="{address}">Picture: A bay</a>' in before.content.decode()
    assert "https:" not in directive(before["Content-Security-Policy"], "img-src")
    assert f'src="{address}"' in after.content.decode()
    assert "https:" in directive(after["Content-Security-Policy"], "img-src")


def directive(policy: str, name: str) -> list[str]:
    found = next(part for part in policy.split(";") if part.strip().startswith(name))
    return found.split()


def test_own_featured_picture_has_size_and_words(client: Client) -> None:
    image = ImageFactory(alt="A bay", credit="Somebody", licence="CC BY 4.0")
    post = make_post(published=True, featured=image)

    page = page_of(client, post)

    picture = page.xpath("//figure[@class='featured']/img")[0]
    assert page.xpath("string(//figure[@class='featured']/figcaption)").strip() == (
        "Somebody, CC BY 4.0"
    )

    assert (picture.get("alt"), picture.get("width"), picture.get("height")) == (
        "A bay",
        "800",
        "600",
    )


@pytest.mark.parametrize("word", ["alt", "caption", "credit", "licence"])
def test_featured_picture_says_here_what_this_post_says_of_it(client: Client, word: str) -> None:
    known = {"alt": "A bay", "caption": "At dawn", "credit": "Somebody", "licence": "CC BY 4.0"}
    other: dict[str, Any] = {f"featured_{word}": "Said here"}
    post = make_post(published=True, featured=ImageFactory(**known), **other)

    page = page_of(client, post)

    said = {**known, word: "Said here"}
    figure = page.xpath("//figure[@class='featured']")[0]
    assert figure.xpath(".//img/@alt") == [said["alt"]]
    assert figure.xpath("string(figcaption)").strip() == (
        f"{said['caption']} {said['credit']}, {said['licence']}"
    )


@pytest.mark.parametrize("word", ["alt", "caption", "credit", "licence"])
def test_figure_in_the_text_says_what_is_typed_there(client: Client, word: str) -> None:
    known = {"alt": "A bay", "caption": "At dawn", "credit": "Somebody", "licence": "CC BY 4.0"}
    image = ImageFactory(**known)
    typed = {
        "alt": f"![Said here]({image.url})",
        "caption": f'![]({image.url} "Said here")',
        "credit": f'![]({image.url}){{credit="Said here"}}',
        "licence": f'![]({image.url}){{licence="Said here"}}',
    }
    post = make_post(published=True, body=typed[word])

    page = page_of(client, post)

    said = {**known, word: "Said here"}
    figure = page.xpath("//div[contains(@class,'prose')]//figure")[0]
    assert figure.xpath(".//img/@alt") == [said["alt"]]
    assert figure.xpath("string(figcaption)").strip() == (
        f"{said['caption']} {said['credit']}, {said['licence']}"
    )


@pytest.mark.parametrize("successor", ["", "/blog/next/", "https://there.example/"])
def test_archived_post_answers_410_with_reason_and_pointer(client: Client, successor: str) -> None:
    post = make_post(published=True)
    archive(post, by=None, reason="It was superseded.", successor=successor)

    response = client.get(post.get_absolute_url())

    assert response.status_code == 410
    text = response.content.decode()
    assert "It was superseded." in text
    assert (f'href="{successor}">Read this instead' in text) is bool(successor)


def test_page_shows_its_text_alone_in_its_content(client: Client) -> None:
    page = make_page(title="About", address="about/us", body="We **are**.", subtitle="Who")

    shown = html.document_fromstring(client.get(page.get_absolute_url()).content)

    assert texts(shown, "//h1") == ["About"]
    assert texts(shown, "//*[contains(@class, 'e-content')]") == ["We are."]


def test_what_people_type_is_escaped_everywhere(client: Client) -> None:
    bad = '"><script>alert(1)</script>&'
    SiteSettings.objects.update(name=bad, tagline=bad, description=bad, footer=bad)
    make_post(
        title=bad,
        subtitle=bad,
        summary=bad,
        address="bad",
        published=True,
        tags=[bad],
        credits=[AuthorFactory(name=bad, slug="bad", affiliation=bad)],
        thanks=[CollaboratorFactory(name=bad, slug="bad")],
        category=CategoryFactory(name=bad, slug="bad", description=bad),
        series=SeriesFactory(title=bad, slug="bad", description=bad),
    )
    paths = ["/", "/blog/", "/blog/bad/", "/author/bad/", "/collaborators/bad/", "/category/bad/"]
    paths += ["/series/bad/", "/search/?q=script", f"/search/?q={bad}", "/collaborators/"]

    leaks = [path for path in paths if b"<script>alert" in client.get(path).content]

    assert leaks == []
