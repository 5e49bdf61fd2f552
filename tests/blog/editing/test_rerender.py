"""Making stored HTML anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from blog import markup
from blog.editing import rerender as module
from blog.editing.profiles import render_bio
from blog.editing.rerender import rerender, rerender_all, rerender_users, users_of
from blog.editing.revisions import save
from blog.models import Author, Post
from blog.models.rendering import render_body
from tests.factories import AuthorFactory, CollaboratorFactory, ImageFactory, make_page, make_post

pytestmark = pytest.mark.django_db


def spoil(*rows: Any) -> None:
    """Give them the HTML of an older renderer."""
    for row in rows:
        type(row)._default_manager.filter(pk=row.pk).update(html="old", renderer_version=0)


class TestEverything:
    def test_posts_pages_and_profiles_are_rendered_from_their_sources(self) -> None:
        post, page = make_post(body="*one*"), make_page(body="*two*")
        author = AuthorFactory(bio="*three*")
        partner = CollaboratorFactory(blurb="*four*")
        spoil(post, page)

        outcome = rerender_all()

        for row in (post, page, author, partner):
            row.refresh_from_db()
        found = [post.html, page.html, author.bio_html, partner.blurb_html]
        assert [("<em>" in html) for html in found] == [True] * 4
        assert (outcome.rendered, outcome.changed, outcome.failed) == (4, 4, [])

    def test_a_second_time_changes_nothing(self) -> None:
        make_post(published=True)
        rerender_all()

        assert rerender_all().changed == 0

    def test_what_this_version_made_can_be_left_out(self) -> None:
        old, _new = make_post(), make_post()
        spoil(old)

        assert rerender_all(outdated_only=True).rendered == 1

    def test_a_public_text_keeps_its_words_while_a_newer_draft_waits(self) -> None:
        post = make_post(published=True, body="Public.")
        save(post, post.newest_snapshot().changed(body="Secret."), by=None)
        spoil(post)

        rerender_all()

        post.refresh_from_db()
        assert "Public." in post.html
        assert "Secret." not in post.html

    def test_one_that_fails_keeps_its_html_and_stops_nobody(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad, good = make_post(body="bad"), make_post(body="*good*")
        spoil(bad, good)
        render = render_body

        def refusing(body: str, **options: Any) -> Any:
            if body == "bad":
                raise markup.MarkupRefused("Too deep.")
            return render(body, **options)

        monkeypatch.setattr(module, "render_body", refusing)
        outcome = rerender_all()

        bad.refresh_from_db()
        good.refresh_from_db()
        assert (bad.html, "<em>good</em>" in good.html) == ("old", True)
        assert outcome.failed == [f"{bad.get_absolute_url()}: Too deep."]

    def test_what_was_published_meanwhile_is_left_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        post = make_post(body="before")
        render = render_body

        def slow(body: str, **options: Any) -> Any:
            Post.objects.filter(pk=post.pk).update(body="after", html="<p>after</p>")
            return render(body, **options)

        monkeypatch.setattr(module, "render_body", slow)
        rerender_all()

        post.refresh_from_db()
        assert post.html == "<p>after</p>"


class TestPictures:
    def test_its_users_are_those_whose_text_shows_it(self) -> None:
        image = ImageFactory()
        shown = f"![x](/media/{image.file.name})"
        post, page = make_post(body=shown), make_page(body=shown)
        author = AuthorFactory(bio=shown)
        make_post(body="none")

        assert users_of(image) == [post, page, author]

    def test_many_users_are_left_to_the_worker(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MOST_AT_ONCE", 1)
        image = ImageFactory(alt="")
        posts = [make_post(body=f"![](/media/{image.file.name})") for _ in range(2)]
        image.alt = "A harbour"
        image.save()

        asked = rerender_users(image)
        done = rerender.call(image_pk=image.pk)

        posts[0].refresh_from_db()
        assert (asked, done) == (None, {"rendered": 2, "failed": 0})
        assert "A harbour" in posts[0].html

    def test_a_picture_deleted_meanwhile_is_no_error(self) -> None:
        assert rerender.call(image_pk=999) == {"rendered": 0, "failed": 0}


class TestCommand:
    def test_it_says_how_much_it_did(self, capsys: pytest.CaptureFixture[str]) -> None:
        spoil(make_post())

        call_command("rerender")

        assert "1 rendered, 1 changed." in capsys.readouterr().out

    def test_it_fails_where_something_failed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        Author.objects.all().delete()
        make_post()

        def refusing(body: str, **options: Any) -> Any:
            raise markup.MarkupRefused("Too deep.")

        monkeypatch.setattr(module, "render_body", refusing)

        with pytest.raises(CommandError, match="Too deep"):
            call_command("rerender")


def test_an_empty_biography_has_no_html() -> None:
    author = AuthorFactory(bio="  ", bio_html="old")

    render_bio(author)

    assert author.bio_html == ""
