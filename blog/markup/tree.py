"""Small operations on the parser's flat list of tokens."""

from markdown_it.token import Token


def closing_index(tokens: list[Token], index: int) -> int:
    """The index of the token that closes the one at `index`."""
    level = 0
    for position in range(index, len(tokens)):
        level += tokens[position].nesting
        if level == 0:
            return position
    raise ValueError("unbalanced tokens")


def paragraph(content: str, like: Token, tag: str = "p") -> list[Token]:
    """A paragraph, or another element, of inline Markdown that is not parsed yet."""
    opening = Token("paragraph_open", tag, 1, block=True, map=like.map, level=like.level)
    inline = Token(
        "inline",
        "",
        0,
        content=content,
        children=[],
        map=like.map,
        level=like.level + 1,
        block=True,
    )
    return [opening, inline, Token("paragraph_close", tag, -1, block=True, level=like.level)]


def html(content: str) -> Token:
    """A token that renders as HTML of our own making."""
    return Token("finished", "", 0, content=content)


def set_tag(opening: Token, closing: Token, tag: str, classes: str = "") -> None:
    """Make a pair of tokens another element, with classes before those it has."""
    opening.tag = closing.tag = tag
    if classes:
        opening.attrSet("class", f"{classes} {opening.attrGet('class') or ''}".strip())
