import re
from pathlib import Path

import pytest

from blog.markup import MAX_NESTING, Target, render
from blog.markup.sanitise import AUTHOR_CLASSES
from tests.blog.markup.hostile import dangers

GUIDE = (Path(__file__).parents[3] / "docs" / "writing.md").read_text(encoding="utf-8")
BASE_URL = "https://example.org/blog/post/"
EXPECTED = {
    "Write": [
        "<strong>reading room</strong>",
        "<li>one window,</li>",
        "<h2",
        "The plan of the room</a>",
    ],
    "Paragraphs and emphasis": ["<em>shared</em>", "<del>closed</del>", "<br>"],
    "Headings": ['<h2 id="cafe-culture">', '<h3 id="seats">', 'href="#seats"'],
    "Links": [
        ">example/hub#12</a>",
        'href="mailto:hello@example.org"',
        ">https://example.org/long",
    ],
    "Lists": ["<ol>", "<li>a point of its own</li>"],
    "Task lists": ['<input type="checkbox" disabled checked'],
    "Definition lists": ["<dt>Hub</dt>", "<dd>A place"],
    "Quotes": ["<blockquote>"],
    "Pull quotes": ['<figure class="quote', "<figcaption>— Ada Example"],
    "Images": ['alt="A lighthouse in fog" width="400"'],
    "Figures": [
        *('<figure class="wide"><img', '<figure id="plan">', "<figcaption>Plans by the"),
        '<small class="credit">Ada Example, CC BY 4.0</small>',
    ],
    "Galleries": ['<figure class="gallery">', "<figcaption>Monday</figcaption>", "Three days"],
    "Callouts": ["callout-note", "Save <em>your</em> work", '<p class="callout-title">Shorter</p>'],
    "Folded details": ["<summary>How we counted</summary>"],
    "Tables": ['<td class="align-right">1200</td>'],
    "Code": [
        "<figcaption>count.py</figcaption>",
        '<span class="hll">',
        '<span class="k">def</span>',
    ],
    "Diagrams": ['<pre class="mermaid">graph LR'],
    "Mathematics": ["<math", "<mfrac>", "<msup>"],
    "Footnotes": ['role="doc-noteref">1</a>', 'role="doc-backlink"'],
    "Emoji": ["We have opened 🎉"],
    "Video and audio": ['poster="/media/walk.jpg"', 'data-embed="youtube"', 'data-start="90"'],
    "Attributes": ['<p class="lead" lang="en">', '<a href="/apply/" class="button">'],
    "HTML": ["<kbd>Ctrl</kbd>", '<th colspan="2">', "<summary>Ask **nothing**</summary>"],
}


def examples_by_section() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    section, example = "", None
    for line in GUIDE.splitlines(keepends=True):
        if line == "````markdown\n":
            example = ""
        elif line == "````\n" and example is not None:
            found.setdefault(section, []).append(example)
            example = None
        elif example is not None:
            example += line
        elif line.startswith(("## ", "### ")):
            section = line.lstrip("#").strip()
    return found


SECTIONS = examples_by_section()


def test_every_section_with_an_example_is_checked() -> None:
    with_examples = set(SECTIONS)

    assert with_examples == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_examples_do_what_the_guide_says(name: str) -> None:
    html = "".join(render(text, base_url=BASE_URL).html for text in SECTIONS[name])

    for expected in EXPECTED[name]:
        assert expected in html


@pytest.mark.parametrize("target", ["page", "feed"])
@pytest.mark.parametrize("name", EXPECTED)
def test_every_example_is_safe_on_page_and_in_feed(name: str, target: Target) -> None:
    for text in SECTIONS[name]:
        rendered = render(text, base_url=BASE_URL, target=target)

        assert rendered.html.strip()
        assert list(dangers(rendered.html)) == []


def test_the_guide_names_every_class_an_author_may_use() -> None:
    listed = GUIDE.partition("The classes are:")[2].partition("\n\n")[0]

    assert set(re.findall(r"`([a-z-]+)`", listed)) == AUTHOR_CLASSES
    assert f"{ {10: 'ten'}[MAX_NESTING] } deep" in GUIDE.replace("\n", " ")
