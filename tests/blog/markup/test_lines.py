"""Where each block comes from, for an editor that scrolls text and preview together."""

from __future__ import annotations

import re

from blog import markup

TEXT = """\
First.

## Second

::: note
Third.

Fourth.
:::

| a | b |
|---|---|
| c | d |

Last.[^1]

[^1]: A note.
"""


def drawn(*, lines: bool) -> str:
    return markup.render(TEXT, base_url="https://example.org/", lines=lines).html


def test_every_outermost_block_names_its_line() -> None:
    lines = re.findall(r'data-line="(\d+)"', drawn(lines=True))

    assert lines == ["0", "2", "4", "10", "14"]


def test_without_its_marks_it_is_the_page() -> None:
    unmarked = re.sub(r'<span data-line="\d+"></span>', "", drawn(lines=True))

    assert unmarked.split() == drawn(lines=False).split()
    assert "data-line" not in drawn(lines=False)


def test_a_mark_that_was_typed_is_no_mark() -> None:
    typed = '<span data-line="9" data-slot="0-0">x</span>'

    html = markup.render(typed, base_url="https://example.org/", lines=True).html

    assert 'data-line="9"' not in html
