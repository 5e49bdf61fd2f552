"""Images that stand alone, figures with captions, and galleries.

An image alone in its paragraph with a title, or with a caption known to the library, is a figure.
In `::: figure` the last paragraph is the caption and may hold Markdown; in `::: gallery` every
image is a figure of its own.
"""

from collections.abc import Iterator
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.markup.job import Job, job_of
from blog.markup.tree import closing_index, html, set_tag


def figures(state: StateCore) -> None:
    """Core rule after inline parsing."""
    job = job_of(state.env)
    tokens = state.tokens
    index = 0
    inside: list[str] = []
    while index < len(tokens):
        token = tokens[index]
        if token.type == "container_open":
            inside.append(token.info)
            if token.info in ("figure", "gallery"):
                _container(tokens, index)
        elif token.type == "container_close":
            inside.pop()
        elif token.type == "paragraph_open" and token.tag == "p" and not token.hidden:
            kind = inside[-1] if inside else ""
            _paragraph(tokens, index, kind, job)
        index += 1


def lone_images(inline: Token) -> list[list[Token]]:
    """The images, each with the link around it, of an inline token that holds nothing else."""
    found: list[list[Token]] = []
    group: list[Token] = []
    for child in inline.children or []:
        if child.type == "link_open":
            group = [child]
        elif child.type == "link_close" and len(group) == 2:
            found.append([*group, child])
            group = []
        elif child.type == "image":
            if not group:
                found.append([child])
            elif len(group) == 1:
                group.append(child)
            else:
                return []
        elif (child.type not in ("softbreak", "hardbreak") and child.content.strip()) or group:
            return []
    return [] if group else found


def _image(group: list[Token]) -> Token:
    return next(token for token in group if token.type == "image")


def _paragraph(tokens: list[Token], index: int, kind: str, job: Job) -> None:
    images = lone_images(tokens[index + 1])
    if not images:
        return
    opening, closing = tokens[index], tokens[index + 2]
    if kind == "gallery":
        opening.hidden = closing.hidden = True
        tokens[index + 1].children = [
            token for group in images for token in _figure_tokens(group, job)
        ]
    elif kind == "figure":
        opening.hidden = closing.hidden = True
    elif len(images) == 1:
        caption = _caption(_image(images[0]), job)
        if caption or _image(images[0]).attrGet("class"):
            set_tag(opening, closing, "figure")
            _move_attributes(_image(images[0]), opening)
            tokens[index + 1].children = [*images[0], *_caption_tokens(caption)]


def _figure_tokens(group: list[Token], job: Job) -> Iterator[Token]:
    image = _image(group)
    caption = _caption(image, job)
    opening = Token("figure_open", "figure", 1)
    _move_attributes(image, opening)
    yield opening
    yield from group
    yield from _caption_tokens(caption)
    yield Token("figure_close", "figure", -1)


def _caption(image: Token, job: Job) -> str:
    """The caption as HTML: what is typed, else what the library knows; taken off the image."""
    typed = {name: str(image.attrs.pop(name, "") or "") for name in ("title", "credit", "licence")}
    picture = job.picture(str(image.attrGet("src") or ""))
    if picture:
        known = {"title": picture.caption, "credit": picture.credit, "licence": picture.licence}
        typed = {name: text or known[name] for name, text in typed.items()}
    made_by = ", ".join(escape(typed[name]) for name in ("credit", "licence") if typed[name])
    small = f'<small class="credit">{made_by}</small>' if made_by else ""
    return f"{escape(typed['title'])} {small}".strip()


def _caption_tokens(caption: str) -> list[Token]:
    return [html(f"<figcaption>{caption}</figcaption>")] if caption else []


def _move_attributes(image: Token, figure: Token) -> None:
    for name in ("class", "id"):
        if value := image.attrs.pop(name, None):
            figure.attrSet(name, value)


def _container(tokens: list[Token], index: int) -> None:
    """The last paragraph, unless it holds images only, becomes the caption."""
    end = closing_index(tokens, index)
    gallery = tokens[index].info == "gallery"
    set_tag(tokens[index], tokens[end], "figure", "gallery" if gallery else "")
    last = tokens[end - 1]
    start = end - 3
    if last.type != "paragraph_close" or start <= index:
        return
    if not lone_images(tokens[end - 2]) and tokens[end - 2].content.strip():
        set_tag(tokens[start], last, "figcaption")


def install(md: MarkdownIt) -> None:
    """Add the rule; it must run after inline parsing."""
    md.core.ruler.push("figures", figures)
