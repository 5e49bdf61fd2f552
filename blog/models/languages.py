"""Languages: in which the interface has words, and how a language is written."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation

# The language that the interface's words are written in, and the ones it is translated to.
SOURCE = "en"
CATALOGUES = Path(__file__).parent.parent / "locale"
# Scripts that run from right to left, by their languages' codes.
RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


@cache
def spoken() -> frozenset[str]:
    """Return the languages that the interface has words in, as codes without a region."""
    translated = (path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/django.mo"))
    return frozenset({SOURCE, *translated})


def primary(code: str) -> str:
    """Return a language's code without region or script (BCP 47's primary subtag)."""
    return code.lower().split("-", maxsplit=1)[0]


def is_spoken(code: str) -> bool:
    """Whether the interface has words in the language, or in that of another region."""
    return primary(code) in spoken()


def interface_language(*codes: str) -> str:
    """Return in which language the interface speaks: the first of these that it can, or English.

    A region is kept where Django knows its dates.
    """
    found = next((code for code in codes if is_spoken(code)), SOURCE)
    return found.lower() if found.lower() in dict(settings.LANGUAGES) else primary(found)


def speaking(*codes: str) -> AbstractContextManager[None]:
    """Let what is done inside speak the first of these languages that the interface can."""
    return translation.override(interface_language(*codes))


def direction(code: str) -> str:
    """Return the writing direction of a language, as HTML's `dir` has it."""
    return "rtl" if primary(code) in RIGHT_TO_LEFT else "ltr"


def name_of(code: str) -> str:
    """Return a language's name in that language, or its code where Django doesn't know it."""
    try:
        name = str(translation.get_language_info(code)["name_local"])
    except KeyError:
        return code
    # Many languages write their names small; here each stands alone.
    return name[:1].upper() + name[1:]
