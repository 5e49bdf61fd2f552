"""Which of a text's languages to show to whom, for machines."""

from __future__ import annotations

from collections.abc import Sequence

from blog.models.addresses import absolute
from blog.models.content import Content
from blog.models.languages import primary
from blog.reading.around import Neighbour


def default_of(texts: Sequence[tuple[str, str]], language: str) -> str:
    """Return the address for readers of none of the languages (`x-default`).

    `texts` are (language, address), the oldest first; `language` is the site's own.
    """
    own = [address for code, address in texts if primary(code) == primary(language)]
    return (own or [address for _, address in texts])[0]


def alternates_of(
    content: Content, translations: Sequence[Neighbour], language: str
) -> tuple[tuple[str, str], ...]:
    """Return (language, address) of a post and its translations, for `hreflang`; none without any.

    Each names all of them and itself, else search engines believe none. `language` is the site's.
    """
    if not translations:
        return ()
    texts = [(content.published_at, content.language, content.absolute_url)]
    texts += [(other.published_at, other.language, absolute(other.url)) for other in translations]
    # A draft in a preview has no date yet: it is the newest.
    texts.sort(key=lambda text: (text[0] is None, text[0], text[1]))
    found = [(code, address) for _, code, address in texts]
    return (*found, ("x-default", default_of(found, language)))
