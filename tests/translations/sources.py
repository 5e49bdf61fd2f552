"""Finding what is to be translated, and what was forgotten, in sources and templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template import Template
from django.template.base import DebugLexer, TokenType
from django.template.engine import Engine
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

from tests.translations.catalogue import ROOT

# Where each function of Django's has the context, the text and the plural.
FUNCTIONS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# What readers, people with an account and people who get a mail see; not the screens of staff.
SHOWN = ("*.html", "blog/*", "account/**/*", "accounts/*", "email/*", "outside/*")
_SPOKEN_ATTRIBUTE = re.compile(
    r"""\s(?:aria-label|aria-description|title|placeholder|alt|data-\w*label)=(["'])(.*?)\1"""
)
_NOT_TEXT = re.compile(r"<style.*?</style>|<code>[^<]*</code>|<!--.*?-->|<[^>]*>", re.DOTALL)
# Blocks whose text is marked, or is a class.
_NO_SPEECH = re.compile(r"blocktrans|^block body_class")
_WORD = re.compile(r"[^\W\d_]{2,}")


def templates() -> list[Path]:
    """Return every template that is ours."""
    return sorted(path for path in (ROOT / "templates").rglob("*.*") if path.is_file())


def shown() -> list[Path]:
    """Return the templates whose words are translated."""
    found = {path for part in SHOWN for path in (ROOT / "templates").glob(part) if path.is_file()}
    return sorted(found)


def in_python() -> Iterator[tuple[str, str]]:
    """Yield (key, place) of each text that a source marks."""
    for folder in ("accounts", "blog"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and (key := _called_with(node)):
                    yield key, f"{path.relative_to(ROOT)}:{node.lineno}"


def _called_with(node: ast.Call) -> str:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name not in FUNCTIONS:
        return ""
    context, text, _plural = FUNCTIONS[name]
    said = [str(arg.value) if isinstance(arg, ast.Constant) else "" for arg in node.args]
    if len(said) <= text or not said[text]:
        return ""
    return f"{said[context]}\x04{said[text]}" if context is not None else said[text]


def in_templates() -> Iterator[tuple[str, str]]:
    """Yield (key, place) of each text that a template marks."""
    for path in templates():
        place = str(path.relative_to(ROOT))
        for node in _nodes(path):
            message = _plain(node) if isinstance(node, TranslateNode) else _block(node)
            context = node.message_context.var if node.message_context else ""
            yield (f"{context}\x04{message}" if context else message), place


def _nodes(path: Path) -> list[Any]:
    template = Template(path.read_text(encoding="utf-8"), engine=Engine.get_default())
    found = (TranslateNode, BlockTranslateNode)
    return [node for kind in found for node in template.nodelist.get_nodes_by_type(kind)]


def _plain(node: Any) -> str:
    # As Django looks it up.
    return str(node.filter_expression.var.literal).replace("%", "%%")


def _block(node: Any) -> str:
    message = str(node.render_token_list(node.singular)[0])
    return trim_whitespace(message) if node.trimmed else message


def forgotten() -> Iterator[tuple[str, str]]:
    """Yield (place, words) of what templates say without marking it."""
    for path in shown():
        if path.suffix in {".html", ".txt"}:
            for words in _unmarked(path):
                yield str(path.relative_to(ROOT)), words


def _unmarked(path: Path) -> Iterator[str]:
    """Yield texts between tags, and in attributes that are read to people, that nothing marks."""
    text, inside = "", False
    for token in DebugLexer(path.read_text(encoding="utf-8")).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK and _NO_SPEECH.search(token.contents):
            inside = not name.startswith("end")
        elif token.token_type == TokenType.BLOCK and name == "endblock":
            inside = False
        elif token.token_type == TokenType.TEXT and not inside:
            text += token.contents
        else:
            text += "·"
    found = [match[2] for match in _SPOKEN_ATTRIBUTE.finditer(text)]
    found += _NOT_TEXT.sub("\n", text).splitlines()
    yield from (words.strip() for words in found if _WORD.search(words))
