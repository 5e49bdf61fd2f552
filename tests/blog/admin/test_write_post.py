"""Writing a post in the admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Grant, Post, Ref, SiteSettings, Tag, TagSynonym
from tests.blog.admin.conftest import post_form
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    CollaboratorFactory,
    ImageFactory,
    SeriesFactory,
    TagFactory,
    make_post,
)

pytestmark = pytest.mark.django_db

ADD = "admin:blog_post_add"
CHANGE = "admin:blog_post_change"


def change(client: Client, post: Post, action: str = "save", **fields: Any) -> Any:
    """Send the form of a stored post as a browser would that opened it just now."""
    fields = {"base": str(post.newest_revision_id or ""), **fields}
    return client.post(reverse(CHANGE, args=[post.pk]), post_form(action, **fields))


class TestSaving:
    def test_everything_typed_is_stored(self, as_editor: Client) -> None:
        author, partner = AuthorFactory(affiliation="The Mill"), CollaboratorFactory()
        grant = Grant.objects.create(collaborator=partner, title="Boats", number="7")
        category, series, image = CategoryFactory(), SeriesFactory(), ImageFactory()
        original = make_post(published=True, title="Um passeio", language="pt")
        form = post_form(
            subtitle="With a dog",
            summary="Short.",
            address="a-long-walk",
            external_url="https://example.org/walk",
            published_at="2024-03-01T10:30",
            tags="Open Data, walking",
            category=category.pk,
            series=series.pk,
            series_position="2",
            featured=image.pk,
            featured_alt="A dog",
            featured_caption="The dog",
            translation_of=original.pk,
            credits=[{"author": author.pk, "affiliation": ""}],
            thanks=[{"collaborator": partner.pk, "role": "funder", "grant": grant.pk}],
        )

        as_editor.post(reverse(ADD), form)

        snapshot = Post.objects.get(slug="a-long-walk").newest_snapshot()
        assert snapshot.title == "A walk"
        assert (snapshot.subtitle, snapshot.summary) == ("With a dog", "Short.")
        assert snapshot.external_url == "https://example.org/walk"
        assert [tag.name for tag in snapshot.tags] == ["open data", "walking"]
        assert (snapshot.category, snapshot.series) == (Ref.to(category), Ref.to(series))
        assert (snapshot.series_position, snapshot.featured) == (2, Ref.to(image))
        assert (snapshot.featured_alt, snapshot.featured_caption) == ("A dog", "The dog")
        assert snapshot.translation_of == Ref.to(original)
        assert snapshot.credits[0].author == Ref.to(author)
        assert snapshot.credits[0].affiliation == "The Mill"
        assert snapshot.acknowledgements[0].grant == Ref.to(grant)

    def test_the_form_shows_what_was_stored_and_storing_it_changes_nothing(
        self, as_editor: Client
    ) -> None:
        author, partner = AuthorFactory(), CollaboratorFactory()
        post = make_post(credits=[author], thanks=[partner], tags=["x", "y"], summary="Short.")
        before = post.newest_revision_id

        page = as_editor.get(reverse(CHANGE, args=[post.pk]))
        desk = page.context["desk"]
        sent = {name: desk.form[name].value() or "" for name in desk.form.fields}
        for rows in (desk.credits, desk.thanks):
            sent |= {
                f"{rows.prefix}-TOTAL_FORMS": "2",
                f"{rows.prefix}-INITIAL_FORMS": "1",
            }
            for row in rows:
                sent |= {row.add_prefix(n): row[n].value() or "" for n in row.fields}
        as_editor.post(
            reverse(CHANGE, args=[post.pk]), {**sent, "action": "save", "base": str(before)}
        )

        post.refresh_from_db()
        assert post.newest_revision_id == before

    def test_an_empty_address_is_made_from_the_title_and_made_unique(
        self, as_editor: Client
    ) -> None:
        as_editor.post(reverse(ADD), post_form(title="Über uns", address=""))
        as_editor.post(reverse(ADD), post_form(title="Über uns", address=""))

        assert sorted(Post.objects.values_list("slug", flat=True)) == ["uber-uns", "uber-uns-2"]

    def test_line_ends_are_stored_as_one_character(self, as_editor: Client) -> None:
        as_editor.post(reverse(ADD), post_form(body="one\r\n\r\ntwo"))

        assert Post.objects.get().body == "one\n\ntwo"

    def test_the_seconds_of_an_imported_date_survive(self, as_editor: Client) -> None:
        date = datetime(2024, 3, 1, 10, 30, 17, tzinfo=ZoneInfo("UTC"))
        post = make_post(published_at=date)

        change(as_editor, post, title="Another title", published_at="2024-03-01T10:30")

        post.refresh_from_db()
        assert post.newest_snapshot().published_at == date

    def test_dates_are_in_the_time_zone_of_the_site(self, as_editor: Client) -> None:
        SiteSettings.objects.update(time_zone="Asia/Tokyo")

        as_editor.post(reverse(ADD), post_form(published_at="2024-03-01T10:30"))

        date = Post.objects.get().newest_snapshot().published_at
        assert date == datetime(2024, 3, 1, 1, 30, tzinfo=ZoneInfo("UTC"))

    def test_a_new_post_is_credited_to_who_writes_it(self, as_editor: Client, editor: User) -> None:
        author = AuthorFactory(user=editor, affiliation="The Mill")

        page = as_editor.get(reverse(ADD))

        row = page.context["desk"].credits[0]
        assert (row["author"].value(), row["affiliation"].value()) == (author.pk, "The Mill")

    def test_rows_are_stored_in_the_order_of_their_numbers(self, as_editor: Client) -> None:
        first, second, third = AuthorFactory(), AuthorFactory(), AuthorFactory()
        rows = [
            {"author": third.pk, "ORDER": 3},
            {"author": first.pk, "ORDER": 1},
            {"author": second.pk, "ORDER": 2},
        ]

        as_editor.post(reverse(ADD), post_form(credits=rows))

        names = [c.author.id for c in Post.objects.get().newest_snapshot().credits]
        assert names == [first.pk, second.pk, third.pk]

    def test_removed_and_empty_rows_do_not_count(self, as_editor: Client) -> None:
        kept, removed = AuthorFactory(), AuthorFactory()
        rows = [{"author": removed.pk, "DELETE": "on"}, {"author": kept.pk}, {"author": ""}]

        as_editor.post(reverse(ADD), post_form(credits=rows))

        names = [c.author.id for c in Post.objects.get().newest_snapshot().credits]
        assert names == [kept.pk]

    def test_a_synonym_gives_its_tag(self, as_editor: Client) -> None:
        tag = TagFactory(name="machine learning")
        TagSynonym.objects.create(tag=tag, name="ml")

        as_editor.post(reverse(ADD), post_form(tags="#ML, Machine  Learning"))

        assert [t.id for t in Post.objects.get().newest_snapshot().tags] == [tag.pk]

    def test_more_tags_than_anybody_reads_are_refused(self, as_editor: Client) -> None:
        many = ", ".join(f"t{number}" for number in range(101))

        answer = as_editor.post(reverse(ADD), post_form(tags=many))

        assert "Keep at most 100" in answer.content.decode()
        assert not Tag.objects.exists()

    def test_new_tags_with_one_slug_are_two_tags(self, as_editor: Client) -> None:
        as_editor.post(reverse(ADD), post_form(tags="c, c#, c++"))

        assert sorted(Tag.objects.values_list("slug", flat=True)) == ["c", "c-2", "c-3"]

    def test_what_is_gone_or_merged_since_stays_chosen(self, as_editor: Client) -> None:
        gone, stays = AuthorFactory(name="Gone"), AuthorFactory(name="Stays")
        post = make_post(credits=[gone])
        Post.objects.get(pk=post.pk).credits.all().delete()
        gone.merged_into = stays
        gone.save()

        page = as_editor.get(reverse(CHANGE, args=[post.pk]))

        row = page.context["desk"].credits[0]
        assert row["author"].value() == stays.pk
        assert stays.pk in dict(row.fields["author"].choices)


class TestMistakes:
    @pytest.mark.parametrize(
        ("fields", "field", "sentence"),
        [
            ({"title": ""}, "title", "working title"),
            ({"address": "Not An Address"}, "address", "lower-case"),
            ({"address": "2024"}, "address", "archive"),
            ({"body": "x" * 201_000}, "body", "200"),
            ({"published_at": "yesterday"}, "published_at", "valid date"),
            ({"external_url": "javascript:alert(1)"}, "external_url", "valid URL"),
            ({"series_position": "2"}, "series", "Choose the series"),
            ({"category": "999"}, "category", "valid choice"),
        ],
    )
    def test_each_is_told_beside_its_field_and_nothing_is_stored(
        self, as_editor: Client, fields: dict[str, Any], field: str, sentence: str
    ) -> None:
        answer = as_editor.post(reverse(ADD), post_form(**fields))

        assert sentence in str(answer.context["form"].errors[field])
        assert Post.objects.count() == 0

    def test_everything_typed_stays_in_the_form_with_rows_newly_chosen(
        self, as_editor: Client
    ) -> None:
        author, partner = AuthorFactory(), CollaboratorFactory()
        form = post_form(
            title="",
            body="Long and dear.",
            tags="brand new",
            credits=[{"author": author.pk, "affiliation": "Somewhere"}],
            thanks=[{"collaborator": partner.pk, "role": "host"}],
        )

        desk = as_editor.post(reverse(ADD), form).context["desk"]

        assert desk.form["body"].value() == "Long and dear."
        assert desk.form["tags"].value() == "brand new"
        assert desk.credits[0]["author"].value() == str(author.pk)
        assert desk.credits[0]["affiliation"].value() == "Somewhere"
        assert desk.thanks[0]["role"].value() == "host"
        assert Tag.objects.count() == 0

    def test_an_address_of_another_post_is_refused(self, as_editor: Client) -> None:
        make_post(address="taken")

        answer = as_editor.post(reverse(ADD), post_form(address="taken"))

        assert "belongs to another text" in str(answer.context["form"].errors["address"])

    def test_the_same_credit_twice_is_told_at_the_second(self, as_editor: Client) -> None:
        author = AuthorFactory()

        answer = as_editor.post(
            reverse(ADD), post_form(credits=[{"author": author.pk}, {"author": author.pk}])
        )

        rows = answer.context["desk"].credits
        assert (rows[0].errors, "already" in str(rows[1].errors["author"])) == ({}, True)

    def test_a_grant_needs_its_own_funder(self, as_editor: Client) -> None:
        partner, other = CollaboratorFactory(), CollaboratorFactory()
        grant = Grant.objects.create(collaborator=partner, title="Boats")
        rows = [
            {"collaborator": partner.pk, "role": "host", "grant": grant.pk},
            {"collaborator": other.pk, "role": "funder", "grant": grant.pk},
        ]

        answer = as_editor.post(reverse(ADD), post_form(thanks=rows))

        found = [str(row.errors["grant"]) for row in answer.context["desk"].thanks]
        assert "Only a funder" in found[0]
        assert "another partner" in found[1]
