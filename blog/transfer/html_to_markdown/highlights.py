"""Code as colouring programs wrap it: Chroma, Rouge and Pygments, with or without line numbers."""

from __future__ import annotations

import re

from blog.transfer.html_to_markdown.tree import Node, classes, text_of, unwrap


def simplify_highlight(node: Node) -> None:
    """Make one `pre` of code in its coloured box, noting the language and the marked lines."""
    blocks = list(node.iter("pre"))
    code = next(
        (
            each
            for each in node.iter("code")
            if each.get("data-lang") or "language-" in (each.get("class") or "")
        ),
        None,
    )
    if not blocks or (code is None and len(blocks) > 1):
        return
    block = next((each for each in blocks if code is not None and code in each.iter()), blocks[0])
    numbers = [
        each for each in blocks if each is not block and re.fullmatch(r"[\d\s]*", text_of(each))
    ]
    if len(numbers) + 1 != len(blocks) or _outside_text(node, blocks):
        return
    for line_number in [
        each for each in block.iter("span") if not {"ln", "lnt"}.isdisjoint(classes(each))
    ]:
        if text_of(line_number):
            return
    lines = [each for each in block.iter("span") if "line" in classes(each)]
    marked = [str(number) for number, each in enumerate(lines, 1) if "hl" in classes(each)]
    language = (code.get("data-lang") or "") if code is not None else ""
    if language and marked:
        block.set("data-info", f"{language} {{{','.join(marked)}}}")
    if not numbers:
        node.clear(keep_tail=True)
        node.append(block)
        unwrap(node)


def _outside_text(node: Node, blocks: list[Node]) -> bool:
    inside = sum(len(text_of(block)) for block in blocks)
    return len(text_of(node).replace(" ", "")) > inside
