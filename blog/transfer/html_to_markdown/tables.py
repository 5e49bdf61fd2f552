"""Tables as GFM writes them (GFM spec, section 4.10)."""

from __future__ import annotations

from blog.transfer.html_to_markdown.inline import contents, inline
from blog.transfer.html_to_markdown.style import Style, Unconvertible
from blog.transfer.html_to_markdown.tree import Node, classes, fold, is_block, name_of, unwrap

_RULES = {"left": ":---", "center": ":---:", "right": "---:"}


def table(node: Node, style: Style) -> str:
    """Write a table of one header row and plain cells. Raises Unconvertible for any other."""
    rows = _rows(node)
    width = len(rows[0]) if rows else 0
    regular = all(len(row) == width for row in rows)
    if not width or not regular or not all(_is_header(cell) for cell in rows[0]):
        raise Unconvertible("table")
    if any(_is_header(cell) for row in rows[1:] for cell in row):
        raise Unconvertible("table")
    rule = [_RULES.get(_alignment(cell), "---") for cell in rows[0]]
    lines = [[_cell(cell, style) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rule, *lines[1:]])


def _rows(node: Node) -> list[list[Node]]:
    allowed = {"thead", "tbody", "tr", "th", "td"}
    for child in node.iterchildren():
        if name_of(child) not in allowed:
            raise Unconvertible(name_of(child))
    return [[cell for cell in row if name_of(cell) in ("th", "td")] for row in node.iter("tr")]


def _is_header(cell: Node) -> bool:
    return name_of(cell) == "th"


def _alignment(cell: Node) -> str:
    style = (cell.get("style") or "").replace(" ", "")
    found = style.partition("text-align:")[2].partition(";")[0]
    named = next((side for side in _RULES if f"align-{side}" in classes(cell)), "")
    return found or cell.get("align") or named


def _cell(cell: Node, style: Style) -> str:
    if cell.get("colspan") not in (None, "1") or cell.get("rowspan") not in (None, "1"):
        raise Unconvertible("cell")
    if (
        len(cell) == 1
        and name_of(cell[0]) == "p"
        and not fold(cell.text)
        and not fold(cell[0].tail)
    ):
        unwrap(cell[0])
    if any(is_block(child) for child in cell):
        raise Unconvertible("cell")
    one_line = Style(strict=style.strict, one_line=True, in_cell=True)
    return inline(contents(cell), one_line)
