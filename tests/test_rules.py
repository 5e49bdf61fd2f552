"""The rules of docs/contributing.md that a machine can hold."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from blog.markup.renditions import PLACES

ROOT = Path(__file__).parent.parent
MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_FUNCTION = 40
DATA_SCRIPT = r'(?![^>]*(?:\ssrc=|type="(?:application/ld\+json|application/json|importmap)"))'
FORBIDDEN_IN_TEMPLATES = {
    "unescaped text": r"\|\s*safe\b|autoescape\s+off",
    "inline script": rf"<script\b{DATA_SCRIPT}|\son[a-z]+\s*=|javascript:",
    "inline style": r"<style\b|\sstyle\s*=",
}


def test_no_source_file_is_too_long() -> None:
    lengths = {path: len(_text(path).splitlines()) for path in _sources()}

    too_long = {_name(path): n for path, n in lengths.items() if n > MOST_LINES_IN_A_FILE}

    assert too_long == {}


def test_no_function_is_too_long() -> None:
    functions = [
        (f"{_name(path)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in _sources()
        for node in ast.walk(ast.parse(_text(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    too_long = [(name, n) for name, n in functions if n > MOST_LINES_IN_A_FUNCTION]

    assert too_long == []


def test_trusted_html_is_made_in_markup_alone() -> None:
    elsewhere = [
        path
        for path in _sources()
        if path.is_relative_to(ROOT / "blog") or path.is_relative_to(ROOT / "accounts")
        if not path.is_relative_to(ROOT / "blog" / "markup")
    ]

    found = [_name(path) for path in elsewhere if re.search(r"mark_safe|SafeString\(", _text(path))]

    assert found == []


def test_templates_hold_no_inline_script_or_style_and_no_unescaped_text() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))

    found = [
        f"{_name(path)}: {what}"
        for path in templates
        for what, pattern in FORBIDDEN_IN_TEMPLATES.items()
        # A mail has no style sheet to link to.
        if not (what == "inline style" and "email" in path.parts)
        if re.search(pattern, _text(path), re.IGNORECASE)
    ]

    assert found == []


def _sources() -> Iterator[Path]:
    for folder in ("accounts", "blog", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_every_picture_is_drawn_in_a_place_that_is_known() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))

    included = [
        (_name(path), re.findall(r'sizes="(\w*)"', call))
        for path in templates
        for call in re.findall(r"{% include \"blog/_picture.html\"[^%]*%}", _text(path))
    ]

    assert [name for name, found in included if not found or not PLACES.keys() >= set(found)] == []
