import re

from tests.blog.markup.rendering import feed, page

TEXT = "One[^a] and two[^b], one again[^a].\n\n[^b]: Second *note*\n[^a]: First\n\n    Para\n"


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    html = page(TEXT).html

    assert html.index('<li id="fn-1"><p>First</p>') < html.index('<li id="fn-2"><p>Second')


def test_marks_and_notes_link_to_each_other() -> None:
    html = page(TEXT).html

    targets = set(re.findall(r'href="#([^"]+)"', html))
    identifiers = set(re.findall(r' id="([^"]+)"', html))
    assert targets == identifiers == {"fn-1", "fn-2", "fnref-1", "fnref-1-2", "fnref-2"}


def test_marks_and_notes_have_roles_and_names() -> None:
    html = page(TEXT, language="fr").html

    assert '<section class="footnotes" role="doc-endnotes" aria-label="Notes">' in html
    assert html.count('role="doc-noteref"') == 3
    assert 'role="doc-backlink" aria-label="Retour au texte (1)"' in html


def test_the_text_holds_numbers_and_notes_but_no_arrows() -> None:
    rendered = page(TEXT)

    assert rendered.text == "One1 and two2, one again1. First Para Second note"
    assert rendered.links == ()


def test_a_note_can_be_written_in_place() -> None:
    html = page("Text^[a *note*] more").html

    assert '<li id="fn-1"><p>a <em>note</em>' in html


def test_a_note_that_is_missing_stays_text() -> None:
    rendered = page("Text[^none]")

    assert rendered.text == "Text[^none]"


def test_footnote_links_in_a_feed_lead_to_the_page() -> None:
    html = feed(TEXT).html

    assert 'href="https://example.org/blog/post/#fn-1"' in html
    assert 'href="https://example.org/blog/post/#fnref-1-2"' in html
