"""Importing a feed that was imported before, whole or in part."""

from dataclasses import replace

import pytest

from blog.editing.revisions import save
from blog.editing.workflow import unpublish
from blog.models import Acknowledgement, Author, Collaborator, Page, Post, Redirect, Revision
from blog.transfer.feed_import import Options, import_feed
from blog.transfer.plan import Rule
from tests.blog.transfer.oddities import RULES, feed, move_in, one_item, report_of

TOO_DEEP = "<div>" * 5_000 + "x <meta http-equiv='refresh'> <a href='/author/ida/'>Ida</a>"

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[object]]:
    """What the database holds, without ids and times of storing."""
    return {
        "posts": list(
            Post.objects.order_by("guid").values_list(
                "guid", "slug", "title", "body", "html", "status", "published_at", "source_hash"
            )
        ),
        "pages": list(Page.objects.order_by("path").values_list("path", "title", "body", "status")),
        "partners": list(Collaborator.objects.order_by("slug").values_list("slug", "blurb")),
        "thanks": list(
            Acknowledgement.objects.order_by("post__slug").values_list(
                "post__slug", "collaborator__slug", "role"
            )
        ),
        "redirects": [(row.path, row.target) for row in Redirect.objects.order_by("path")],
        "authors": list(Author.objects.order_by("slug").values_list("slug", "name")),
        "revisions": [Revision.objects.count()],
    }


def test_importing_again_changes_nothing() -> None:
    move_in()
    before = everything()

    again = move_in()

    assert everything() == before
    assert {action for _, action in again.counts()} == {"unchanged", "left out"}


def test_import_that_was_killed_finishes_with_the_same_result() -> None:
    def kill(done: int, total: int, name: str) -> None:
        if done == total // 2:
            raise KeyboardInterrupt

    move_in()
    whole = everything()
    for model in (Redirect, Post, Page, Collaborator, Author, Revision):
        model._default_manager.all().delete()

    with pytest.raises(KeyboardInterrupt):
        import_feed(feed(), Options(RULES), progress=kill)
    part = everything()
    move_in()

    assert part["posts"] != whole["posts"]
    assert everything() == whole


def test_item_edited_here_is_left_alone() -> None:
    move_in()
    post = Post.objects.get(slug="figures")
    save(post, post.newest_snapshot().changed(body="Ours now."), by=None)

    report = move_in()

    post.refresh_from_db()
    assert report_of(report, "/blog/figures/").action == "left alone"
    assert post.newest_snapshot().body == "Ours now."


def test_overwriting_keeps_the_edited_text_as_a_revision() -> None:
    move_in()
    post = Post.objects.get(slug="figures")
    imported = post.body
    save(post, post.newest_snapshot().changed(body="Ours now."), by=None)

    report = move_in(overwrite=True)

    post.refresh_from_db()
    kept = [revision.data["body"] for revision in post.revisions.all()]
    assert report_of(report, "/blog/figures/").action == "overwritten"
    assert post.body == imported
    assert "Ours now." in kept


def test_overwriting_twice_changes_nothing_more() -> None:
    move_in()
    post = Post.objects.get(slug="figures")
    save(post, post.newest_snapshot().changed(body="Ours now."), by=None)
    move_in(overwrite=True)
    before = everything()

    again = move_in(overwrite=True)

    assert everything() == before
    assert {action for _, action in again.counts()} == {"unchanged", "left out"}


def test_partner_edited_here_is_left_alone_unless_overwritten() -> None:
    move_in()
    Collaborator.objects.filter(slug="reef").update(blurb="Our own words.")

    alone = move_in()
    overwritten = move_in(overwrite=True)

    assert report_of(alone, "/collaborators/reef/").action == "left alone"
    assert report_of(overwritten, "/collaborators/reef/").action == "overwritten"
    assert "lamps" in Collaborator.objects.get(slug="reef").blurb


def test_item_changed_at_the_source_is_updated_and_stays_where_it_is() -> None:
    import_feed(one_item("<p>Before.</p>"), Options())
    post = Post.objects.get()

    report = import_feed(
        one_item("<p>After.</p>", link="https://kelp.example/blog/moved/"), Options()
    )

    post.refresh_from_db()
    assert report.items[0].action == "updated"
    assert (post.slug, post.body) == ("one", "After.")
    assert post.revisions.count() == 2


def test_item_taken_back_here_stays_taken_back() -> None:
    import_feed(one_item("<p>Before.</p>"), Options())
    post = Post.objects.get()
    unpublish(post, by=None)

    import_feed(one_item("<p>After.</p>"), Options())

    post.refresh_from_db()
    assert post.state == "draft"
    assert post.newest_snapshot().body == "After."


def test_tags_and_summary_given_here_survive_overwriting() -> None:
    import_feed(one_item("<p>Before.</p>"), Options())
    post = Post.objects.get()
    save(post, post.newest_snapshot().changed(summary="Ours.", body="Ours."), by=None)

    import_feed(one_item("<p>After.</p>"), Options(overwrite=True))

    post.refresh_from_db()
    assert (post.summary, post.body) == ("Ours.", "After.")


def test_partner_that_was_here_before_is_taken_as_it_is() -> None:
    Collaborator.objects.create(name="Reef Society", slug="reef", blurb="Ours.")

    report = move_in()

    assert report_of(report, "/collaborators/reef/").action == "left alone"
    assert Collaborator.objects.get(slug="reef").blurb == "Ours."
    assert Post.objects.get(slug="addresses").acknowledgements.count() == 1


def test_address_of_another_text_is_not_taken_over() -> None:
    import_feed(one_item("<p>Ours.</p>"), Options())
    Post.objects.update(source_guid="")

    report = import_feed(one_item("<p>Theirs.</p>", guid="two"), Options())

    assert report.items[0].path == "/blog/one-2/"
    assert "taken" in report.items[0].warnings[0]


def test_dry_run_stores_nothing_and_tells_everything() -> None:
    report = move_in(dry_run=True)

    assert report.counts()["post", "created"] == 13
    assert not Post.objects.exists()
    assert not Collaborator.objects.exists()
    assert not Author.objects.exists()


@pytest.mark.parametrize(
    ("html", "reason"),
    [("<p>" + "x " * 120_000 + "</p>", "kB long"), (TOO_DEEP, "nested more than 256")],
    ids=["too long", "too deep"],
)
def test_item_that_cannot_be_stored_is_reported_and_leaves_nothing(html: str, reason: str) -> None:
    report = import_feed(one_item(html), Options())

    assert report.items[0].action == "failed"
    assert reason in report.items[0].warnings[-1]
    assert not Post.objects.exists()


def test_links_to_a_partner_who_was_here_before_are_thanks() -> None:
    reef = Collaborator.objects.create(name="Reef Society", slug="reef")

    import_feed(
        one_item("<p><a href='https://kelp.example/collaborators/reef/'>Reef</a></p>"), Options()
    )

    post = Post.objects.get()
    assert post.body == "[Reef](/collaborators/reef/)"
    assert [thanks.collaborator for thanks in post.acknowledgements.all()] == [reef]


def test_partners_may_have_another_path_at_the_source() -> None:
    rules = (Rule("collaborator", "/blog/"),)
    partner = one_item("<p>Keeps lamps.</p>", title="Reef")
    link = one_item(
        "<p><a href='/blog/one/'>Reef</a></p>", guid="two", link="https://kelp.example/notes/two/"
    )
    both = replace(partner, items=(link.items[0], partner.items[0]))

    import_feed(both, Options(rules))

    post = Post.objects.get()
    assert post.body == "[Reef](/collaborators/one/)"
    assert post.acknowledgements.get().collaborator.name == "Reef"


def test_feed_without_any_date_is_dated_by_the_first_import() -> None:
    undated = one_item("<p>Some day.</p>", date="")

    report = import_feed(undated, Options())
    first = Post.objects.get().published_at
    again = import_feed(undated, Options())

    assert "that of the import" in report.items[0].warnings[0]
    assert again.items[0].action == "unchanged"
    assert Post.objects.get().published_at == first
