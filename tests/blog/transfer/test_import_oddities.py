"""What becomes of each odd thing in a feed."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from blog.models import Author, Collaborator, Page, Post, Redirect
from blog.transfer.report import Report
from tests.blog.transfer.oddities import feed, html_of, move_in, report_of
from tests.blog.transfer.visible import seen_in
from tests.kept_rows import rows_kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("report")]


@pytest.fixture(scope="module")
def report(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Report]:
    """What one import said, which all look at."""
    with rows_kept(django_db_blocker):
        yield move_in()


def test_every_item_reads_as_it_did() -> None:
    for item in feed().items:
        for model in (Post, Page, Collaborator):
            thing = model._default_manager.filter(source_guid=item.guid).first()
            if thing and item.title != "Same identity, second":
                assert seen_in(html_of(thing)).text == seen_in(item.html).text, item.link


def test_headings_keep_their_ids() -> None:
    post = Post.objects.get(slug="addresses")

    assert seen_in(post.html).heading_ids == ["learn-more", "learn-more-1", "---odd--1-"]


def test_little_text_stays_html(report: Report) -> None:
    assert report.kept_as_html < 0.05


def test_implausible_date_makes_a_draft_and_no_date_the_oldest(report: Report) -> None:
    template, idea = Post.objects.get(slug="template"), Post.objects.get(slug="idea")

    assert template.state == "draft"
    assert "can't be meant" in report_of(report, "/blog/template/").warnings[0]
    assert idea.is_public
    assert idea.published_at == datetime(2019, 5, 5, 9, tzinfo=UTC)
    assert "no date" in report_of(report, "/blog/idea/").warnings[0]


def test_midnight_is_that_day_where_the_site_is_and_other_times_are_exact() -> None:
    assert Post.objects.get(slug="figures").published_at == datetime(2025, 6, 3, 4, tzinfo=UTC)
    assert Post.objects.get(slug="code").published_at == datetime(2025, 6, 2, 12, 30, tzinfo=UTC)


def test_date_to_come_is_scheduled(report: Report) -> None:
    assert Post.objects.get(slug="ahead").is_scheduled
    assert "to come" in report_of(report, "/blog/ahead/").warnings[0]


def test_pages_without_a_date_are_public() -> None:
    assert Page.objects.get(path="brand").is_public
    assert Page.objects.get(path="brand").published_at == datetime(2025, 6, 5, 4, tzinfo=UTC)


def test_empty_body_is_published_with_a_warning(report: Report) -> None:
    assert Post.objects.get(slug="nothing").is_public
    assert report_of(report, "/blog/nothing/").warnings == ["The item has no text."]


def test_title_is_the_first_heading_or_else_the_path() -> None:
    assert Page.objects.get(path="about/money").title == "Where it comes from"
    assert Page.objects.get(path="empty").title == "/empty/"


def test_title_holds_no_markup() -> None:
    assert Post.objects.get(slug="signs").title == "Text that looks like markup everywhere"


def test_second_item_of_one_identity_is_left_out_with_a_warning(report: Report) -> None:
    left_out = report_of(report, "/blog/twin-two/")

    assert left_out.action == "left out"
    assert "kelp-twin" in left_out.warnings[0]
    assert "First." in Post.objects.get(source_guid="kelp-twin").html


def test_missing_identity_is_the_link_and_missing_link_is_made_from_the_title(
    report: Report,
) -> None:
    assert Post.objects.get(slug="anonymous").guid == "https://kelp.example/blog/anonymous/"
    assert Post.objects.get(guid="kelp-99").slug == "no-address-at-all"
    assert report_of(report, "/neither-identity-nor-address/").action == "left out"


def test_guid_is_the_sources_own() -> None:
    assert Post.objects.get(slug="code").guid == "kelp-17"


def test_partner_has_blurb_and_logo_and_is_acknowledged_once() -> None:
    reef = Collaborator.objects.get(slug="reef")
    thanks = Post.objects.get(slug="addresses").acknowledgements.all()

    assert reef.logo_url == "https://kelp.example/collaborators/reef/logo.png"
    assert reef.blurb.startswith("[Reef](https://reef.example/) keeps [lamps](/blog/figures/)")
    assert [(each.collaborator, each.role) for each in thanks] == [(reef, "mentioned")]


def test_linked_authors_get_a_profile_and_no_credit(report: Report) -> None:
    assert {author.slug: author.name for author in Author.objects.all()} == {
        "ida-brandt": "Ida Brandt",
        "tom": "Tom",
    }
    assert report.authors == ["Ida Brandt", "Tom"]
    assert not Post.objects.filter(credits__isnull=False).exists()


def test_language_is_the_channels() -> None:
    assert set(Post.objects.values_list("language", flat=True)) == {"en"}


def test_removed_things_are_named_by_item(report: Report) -> None:
    removed = {item.path: item.removed for item in report.items if item.removed}

    assert removed["/blog/lists/"] == [
        "style attribute (2 times)",
        "style sheet",
        "script",
        "form",
    ]
    assert removed["/blog/addresses/"] == ["dangerous address", "icon"]
    assert "event handler" in removed["/blog/code/"]
    assert "never" not in Post.objects.get(slug="lists").html


@pytest.mark.parametrize(
    ("old", "target"),
    [
        ("/blog/2019/Old_Post.html", "/blog/old-post/"),
        ("/tags/v1.2/", "/tags-page/v12/"),
        ("/jobs/old-keeper/", "/jobs/keeper/"),
        ("/manual/", "http://manual.kelp.example"),
        ("/2025/figures/", "/blog/figures/"),
        ("/blog/2025/figures/", "/blog/figures/"),
        ("/blog/2025/figures/index.md", "/blog/figures/"),
    ],
)
def test_old_address_leads_on_in_one_hop(client: Client, old: str, target: str) -> None:
    response = client.get(old)

    assert response.status_code == 301
    assert response["Location"] == target


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/blog/code/", 200),
        ("/about/money/", 200),
        ("/collaborators/reef/", 200),
        ("/blog/template/", 404),
        ("/blog/ahead/", 404),
    ],
)
def test_address_answers_as_its_state_asks(client: Client, path: str, status: int) -> None:
    response = client.get(path)

    assert response.status_code == status


def test_redirects_remember_where_they_are_from() -> None:
    assert Redirect.objects.filter(source_guid="https://kelp.example/manual/").count() == 1
