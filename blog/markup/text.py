"""Visible text: HTML stripped to it, counted, cut to an excerpt."""

import html
import re

from blog.markup.sanitise import sanitise

BLOCKS_NAMES = (
    "address article aside audio blockquote br caption dd details div dl dt figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr li math ol p picture pre section summary table tbody "
    "td tfoot th thead tr ul video"
)
BLOCKS = frozenset(BLOCKS_NAMES.split())
_TAG = re.compile(r"</?([a-z][a-z0-9]*)[^>]*>")
# Scripts without spaces between words: every character counts as one word, as word processors do.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:['’.,-][^\W_]+)*"
)
# Only where the character could begin something; elsewhere escapes would be in the author's way.
_SPECIAL = re.compile(
    r"[\\`*\[\]<$|{]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|\^(?=\[)|!(?=\[)|&(?=#|[A-Za-z0-9]+;)"
    r"|@(?=[A-Za-z0-9_-]+\.)|:(?=//)|:(?=[a-z0-9_+-]{1,40}:)|(?<=[wW]{3})\."
)
_LINE_START = re.compile(r"^(\d{0,9})([-+#=.):>~])")


def fold(text: str) -> str:
    """The text with every run of white space as one space and none at its ends."""
    return " ".join(text.split())


def plain(fragment: str) -> str:
    """The visible text of any HTML fragment (it need not be safe), white space folded."""
    tagless = _TAG.sub(lambda m: " " if m[1] in BLOCKS else "", sanitise(fragment))
    return fold(html.unescape(tagless))


def literal(text: str) -> str:
    """Markdown for one line of text that is to appear exactly as it is, white space folded.

    Nothing in it becomes markup, a link, a formula, an emoji or an attribute.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", fold(text))
    return _LINE_START.sub(r"\g<1>\\\g<2>", escaped)


def count_words(text: str) -> int:
    """The number of words; of Chinese and Japanese, the number of characters."""
    return sum(1 for _ in _WORD.finditer(text))


def summary(text: str, limit: int = 200) -> str:
    """An excerpt of at most `limit` characters: whole sentences if they fill half, else words."""
    text = fold(text)
    if len(text) <= limit:
        return text
    cut = text[: limit + 1]
    sentence = max((m.end() for m in re.finditer(r"[.!?。！？](?=\s)", cut)), default=0)
    if sentence >= limit // 2:
        return cut[:sentence]
    word = cut[:limit].rpartition(" ")[0] or cut[: limit - 1]
    return word[: limit - 1].rstrip(" ,;:–—-") + "…"
