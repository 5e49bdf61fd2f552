"""Which of a text's languages to show to whom, for machines."""

from __future__ import annotations

from collections.abc import Sequence


def default_of(texts: Sequence[tuple[str, str]], language: str) -> str:
    """Return the address for readers of none of the languages (`x-default`).

    `texts` are (language, address), the oldest first; `language` is the site's own.
    """
    own = [address for code, address in texts if _main(code) == _main(language)]
    return (own or [address for _, address in texts])[0]


def _main(code: str) -> str:
    return code.split("-", maxsplit=1)[0].lower()
