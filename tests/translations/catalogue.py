"""Reading what translators write (.po) and what Django reads (.mo)."""

from __future__ import annotations

import ast
import gettext
import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOCALE = ROOT / "blog" / "locale"
_LINE = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?) (".*")')


@dataclass
class Entry:
    """One message: its key as a `.mo` has it, its English forms, and its translations in order."""

    flags: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Context and English, joined as GNU gettext joins them."""
        context = self.parts.get("msgctxt")
        return f"{context}\x04{self.parts['msgid']}" if context else self.parts["msgid"]

    @property
    def english(self) -> list[str]:
        """The English forms: one, or singular and plural."""
        names = ("msgid", "msgid_plural")
        return [self.parts[name] for name in names if name in self.parts]

    @property
    def translations(self) -> list[str]:
        """The translated forms."""
        return [text for name, text in sorted(self.parts.items()) if name.startswith("msgstr")]


def languages() -> list[str]:
    """Return the languages that there is a catalogue of."""
    return sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(language: str) -> dict[str, Entry]:
    """Return the messages of a language's `.po`, by their keys; the header is left out."""
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    entries = [_entry(block) for block in text.split("\n\n")]
    return {entry.key: entry for entry in entries if entry.parts.get("msgid")}


def _entry(block: str) -> Entry:
    entry, name = Entry(), ""
    for line in block.splitlines():
        if line.startswith("#,"):
            entry.flags |= {flag.strip() for flag in line[2:].split(",")}
        elif found := _LINE.match(line):
            name = found[1]
            entry.parts[name] = ast.literal_eval(found[2])
        elif line.startswith('"'):
            entry.parts[name] += ast.literal_eval(line)
    return entry


def compiled(language: str) -> dict[str, list[str]]:
    """Return what a language's `.mo` holds, by the same keys."""
    path = LOCALE / language / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        messages = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for key, text in sorted(messages.items(), key=str):
        found.setdefault(key if isinstance(key, str) else key[0], []).append(text)
    found.pop("", None)
    return found
