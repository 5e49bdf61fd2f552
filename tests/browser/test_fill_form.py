"""What the writing form does beside the text, in a browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Dialog, Page, expect

from accounts.models import User
from blog.models import Post
from tests.browser.writing import ADD, open_signed_in, text_of
from tests.factories import (
    AuthorFactory,
    CollaboratorFactory,
    TagFactory,
    make_post,
)

pytestmark = pytest.mark.django_db(transaction=True)


class TestForm:
    def test_the_address_follows_the_title_until_it_is_somebodys_own(self, writing: Page) -> None:
        make_post(address="a-walk")
        title, address = (
            writing.get_by_label("Title", exact=True),
            writing.get_by_label("Address", exact=True),
        )

        title.fill("Über die Küste")
        expect(address).to_have_value("uber-die-kuste")
        address.fill("coast")
        title.fill("Something else")
        expect(address).to_have_value("coast")
        writing.once("dialog", lambda dialog: dialog.accept())
        writing.reload()
        title.fill("A walk")
        writing.get_by_role("button", name="Save draft").click()

        # Nobody typed the address, so the server finds a free one.
        expect(address).to_have_value("a-walk-2")

    def test_rows_are_added_moved_and_removed(self, writing: Page) -> None:
        first, second = AuthorFactory(name="Ada"), AuthorFactory(name="Bo", affiliation="The Mill")
        CollaboratorFactory(name="Harbour Trust")
        writing.reload()
        card = writing.get_by_role("region", name="Credits")
        authors = card.get_by_label("Author")
        for row, author in enumerate((first, second, first)):
            card.get_by_role("button", name="Add a credit").click()
            authors.nth(row).select_option(str(author.pk))
        expect(card.get_by_label("Affiliation then").nth(1)).to_have_value("The Mill")

        card.get_by_role("button", name="Remove").nth(2).click()
        card.get_by_role("button", name="Move up").nth(1).click()
        expect(card.get_by_role("status")).to_have_text("Bo, The Mill: place 1 of 2.")
        grip = card.get_by_role("button", name="Reorder")
        grip.first.press("ArrowDown")
        expect(card.get_by_role("status")).to_have_text("Bo, The Mill: place 2 of 2.")
        grip.nth(1).drag_to(authors.first, target_position={"x": 5, "y": 0})
        expect(card.get_by_role("status")).to_have_text("Bo, The Mill: place 1 of 2.")
        writing.get_by_label("Title", exact=True).fill("A walk")
        writing.get_by_role("button", name="Save draft").click()

        expect(writing.get_by_text("Saved.", exact=True)).to_be_visible()
        names = [credit.author.name for credit in Post.objects.get().newest_snapshot().credits]
        assert names == ["Bo", "Ada"]

    def test_somebody_is_found_among_many_by_typing(self, writing: Page) -> None:
        for number in range(12):
            AuthorFactory(name=f"Author {number}")
        AuthorFactory(name="Élise Marée", affiliation="The Mill")
        writing.reload()
        card = writing.get_by_role("region", name="Credits")
        card.get_by_role("button", name="Add a credit").click()
        author = card.get_by_role("combobox", name="Author")

        author.press_sequentially("maree")
        offered = card.get_by_role("listbox", name="Author").get_by_role("option")
        expect(offered).to_have_text(["Élise Marée, The Mill"])
        author.press("Enter")
        expect(author).to_have_value("Élise Marée, The Mill")
        expect(card.get_by_label("Affiliation then")).to_have_value("The Mill")
        author.fill("nobody at all")
        expect(card.get_by_text("Nothing of that name.")).to_be_visible()
        author.press("Escape")

        expect(author).to_have_value("Élise Marée, The Mill")

    def test_tags_are_completed_by_keyboard(self, writing: Page) -> None:
        for name in ("data", "data paths", "open data"):
            TagFactory(name=name)
        tags = writing.get_by_role("combobox", name="Tags")
        options = writing.get_by_role("listbox", name="Tags").get_by_role("option")

        tags.press_sequentially("walking, dat")
        expect(options).to_have_text(["data", "data paths", "open data", "dat (new tag)"])
        tags.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        tags.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        tags.press("ArrowUp")
        expect(options.nth(2)).to_have_attribute("aria-selected", "true")
        tags.press("Enter")

        expect(tags).to_have_value("walking, open data, ")

    def test_an_original_beyond_the_newest_is_found_by_its_title(
        self, writing: Page, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("blog.admin.choices.MOST_ORIGINALS", 1)
        old = make_post(title="Marés", language="pt", at=timezone.now() - timedelta(days=900))
        make_post(title="Wind", published=True)
        writing.reload()
        select = writing.get_by_role("combobox", name="Translation of").or_(
            writing.get_by_role("listbox", name="Translation of")
        )
        expect(select.locator("option")).to_have_count(2)

        writing.get_by_role("searchbox", name="Translation of").press_sequentially("maré")
        expect(select.locator("option")).to_have_text(["No other post", "Marés (pt)"])
        select.select_option("Marés (pt)")
        writing.get_by_label("Title", exact=True).fill("Tides")
        writing.get_by_role("button", name="Save draft").click()

        expect(writing.get_by_text("Saved.", exact=True)).to_be_visible()
        assert Post.objects.get(title="Tides").translation_group == old.translation_group

    @pytest.mark.once
    def test_a_mistake_is_shown_at_its_field_with_everything_typed(self, writing: Page) -> None:
        text_of(writing).fill("Long and dear.")
        writing.get_by_label("Link", exact=False).last.fill("nonsense link")

        writing.get_by_role("button", name="Save draft").click()

        title = writing.get_by_label("Title", exact=True)
        expect(title).to_have_attribute("aria-invalid", "true")
        expect(title).to_be_focused()
        expect(text_of(writing)).to_have_value("Long and dear.")

    @pytest.mark.once
    def test_leaving_what_is_not_saved_asks_first(self, writing: Page) -> None:
        asked: list[str] = []

        def refuse(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        writing.get_by_label("Title", exact=True).fill("A walk")
        writing.on("dialog", refuse)

        with writing.expect_event("dialog"):
            writing.get_by_role("link", name="Home").click()

        assert asked == ["beforeunload"]
        expect(writing.get_by_label("Title", exact=True)).to_have_value("A walk")

    def test_what_was_saved_but_not_published_is_not_made_twice(self, writing: Page) -> None:
        writing.get_by_label("Title", exact=True).fill("A walk")
        writing.get_by_role("button", name="Publish now").click()
        expect(writing.get_by_text("There is no text yet")).to_be_visible()
        text_of(writing).fill("Now there is.")

        writing.get_by_role("button", name="Publish now").click()

        expect(writing.get_by_text("Published. Readers")).to_be_visible()
        assert Post.objects.get().is_public


class TestSignedOut:
    def test_the_text_stays_until_somebody_can_take_it(self, writing: Page, editor: User) -> None:
        writing.context.clear_cookies()
        writing.get_by_label("Title", exact=True).fill("Long thoughts")
        text_of(writing).fill("Hours of work.")

        writing.get_by_role("button", name="Save draft").click()
        expect(writing.get_by_role("alert").filter(has_text="signed out")).to_be_visible()
        expect(text_of(writing)).to_have_value("Hours of work.")
        assert not Post.objects.exists()
        open_signed_in(writing.context.new_page(), editor, ADD)
        writing.get_by_role("button", name="Save draft").click()

        expect(writing.get_by_text("draft", exact=True).first).to_be_visible()
        writing.wait_for_url("**/change/")
        assert Post.objects.get().body == "Hours of work."
