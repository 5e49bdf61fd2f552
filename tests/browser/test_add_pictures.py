"""Bringing pictures into the text, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from blog import markup
from blog.editing.pictures import turns
from blog.models import Image
from tests.browser.writing import bring, png, text_of
from tests.factories import (
    ImageFactory,
)


def open_library(page: Page) -> None:
    """Open the picture library from the toolbar."""
    page.get_by_role("button", name="Pictures").click()
    page.get_by_role("menuitem", name="Choose from the library").first.click()


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


class TestPictures:
    def test_several_are_brought_at_once_and_a_refused_one_says_why(self, writing: Page) -> None:
        files = [("one.png", png(1)), ("broken.png", b"<svg onload=x>"), ("two.png", png(2))]
        bring(writing, files, "drop")
        dialog = writing.get_by_role("dialog")
        expect(dialog.get_by_role("heading", name="3 pictures")).to_be_visible()
        for place, words in enumerate(("First", "Broken", "Second")):
            dialog.get_by_label("Alternative text").nth(place).fill(words)

        dialog.get_by_role("button", name="Insert").click()
        expect(dialog.get_by_role("progressbar")).to_have_count(2)
        expect(dialog.get_by_role("alert")).to_contain_text("SVG")
        dialog.get_by_label("Side by side").check()
        dialog.get_by_role("button", name="Leave this one out").click()

        expect(text_of(writing)).to_have_value(
            re.compile(r"::: gallery\n!\[First\].*\n!\[Second\].*\n:::", re.DOTALL)
        )
        expect(dialog).to_have_count(0)
        assert Image.objects.count() == 2

    def test_one_that_comes_while_others_are_read_is_sent_again(self, writing: Page) -> None:
        bring(writing, [("line.png", png())])
        dialog = writing.get_by_role("dialog")
        dialog.get_by_label("Alternative text").fill("A line")

        refused = writing.expect_response(lambda answer: answer.status == 503)
        with turns.turn(), turns._in_line, refused:
            dialog.get_by_role("button", name="Insert").click()
        expect(text_of(writing)).to_have_value(re.compile(r"!\[A line\]"))

        assert Image.objects.count() == 1

    def test_words_are_asked_for_unless_it_is_decorative(self, writing: Page) -> None:
        bring(writing, [("line.png", png())])
        dialog = writing.get_by_role("dialog")

        dialog.get_by_role("button", name="Insert").click()
        expect(dialog.get_by_role("alert")).to_contain_text("Write an alternative text")
        dialog.get_by_label("Decorative").check()
        dialog.get_by_label("Caption").fill(r'The "red" hut, C:\new')
        dialog.get_by_role("button", name="Insert").click()

        expect(text_of(writing)).to_have_value(re.compile(r"!\[\]\(/media/\S+\.png "))
        shown = markup.render(text_of(writing).input_value(), base_url="https://example.org/")
        assert shown.text == r'The "red" hut, C:\new'
        assert Image.objects.get().is_decorative

    def test_escape_uploads_and_inserts_nothing(self, writing: Page) -> None:
        text_of(writing).fill("Before.")
        bring(writing, [("line.png", png())])
        expect(writing.get_by_role("dialog")).to_be_visible()

        writing.keyboard.press("Escape")

        expect(writing.get_by_role("dialog")).to_have_count(0)
        expect(text_of(writing)).to_have_value("Before.")
        expect(text_of(writing)).to_be_focused()
        assert Image.objects.count() == 0

    def test_a_refusal_is_told_beside_the_text_too(self, writing: Page) -> None:
        bring(writing, [("broken.png", b"<svg onload=x>")])
        dialog = writing.get_by_role("dialog")
        dialog.get_by_label("Alternative text").fill("Words")
        dialog.get_by_role("button", name="Insert").click()
        expect(dialog.get_by_role("alert")).to_contain_text("SVG")

        dialog.get_by_role("button", name="Cancel").click()

        expect(writing.locator(".editor > .editor-problem")).to_contain_text(
            "broken.png: This is an SVG"
        )

    def test_one_is_chosen_from_the_library_with_its_words(self, writing: Page) -> None:
        for number in range(30):
            ImageFactory(title=f"Picture {number}", alt=f"Words {number}")

        open_library(writing)
        library = writing.get_by_role("dialog")
        expect(library.get_by_role("status")).to_have_text("30 pictures")
        library.get_by_role("button", name="Older").click()
        library.get_by_role("button", name="Picture 0", exact=True).click()
        words = writing.get_by_role("dialog")
        expect(words.get_by_label("Alternative text")).to_have_value("Words 0")
        words.get_by_role("button", name="Insert").click()

        expect(text_of(writing)).to_have_value(re.compile(r"!\[Words 0\]"))

    def test_the_one_at_the_top_is_chosen_or_uploaded(self, writing: Page) -> None:
        ImageFactory(title="Harbour")
        card = writing.get_by_role("region", name="Picture at the top")

        card.get_by_role("button", name="Choose from the library").click()
        writing.get_by_role("dialog").get_by_role("button", name="Harbour").click()

        expect(card.get_by_label("Picture", exact=True)).to_have_value(str(Image.objects.get().pk))
