"""The lead: how a text begins, where nobody wrote a summary."""

from blog import markup

BASE = "https://example.org/blog/x/"


def lead(text: str) -> str:
    return markup.render(text, base_url=BASE).lead


def test_headings_lists_figures_and_notes_are_passed_over() -> None:
    text = (
        "# What happened\n\n![A hut](/hut.png 'The hut')\n\nWe *went* out.[^1]\n\n- a list\n\n"
        "> [!NOTE]\n> Beware.\n\n```\ncode\n```\n\nWe came back.\n\n[^1]: By boat."
    )

    assert lead(text) == "We went out. We came back."


def test_what_stands_for_the_pictures_of_other_hosts_is_not_said() -> None:
    text = (
        "We went.\n\n![A hut](https://other.example/hut.png)\n\n"
        "We ![](https://other.example/map.png) came back."
    )

    rendered = markup.render(text, base_url=BASE, remote_images=False)

    assert rendered.html.count('class="remote-image"') == 2
    assert rendered.lead == "We went. We came back."


def test_a_formula_is_said_once() -> None:
    assert lead("Where $x$ is.") == "Where x is."


def test_no_more_is_read_than_an_excerpt_needs() -> None:
    assert 500 <= len(lead("\n\n".join(["word " * 40] * 50))) < 800


def test_without_a_paragraph_there_is_none() -> None:
    assert lead("# Only\n\n- a list") == ""


def test_feeds_bring_their_own_summary() -> None:
    assert markup.render("Words.", base_url=BASE, target="feed").lead == ""
