"""What must never come out of the renderer, looked for with a parser the renderer does not use."""

import re
from collections.abc import Iterator

from lxml import etree, html

URL_ATTRIBUTES = frozenset(
    {"href", "src", "srcset", "poster", "cite", "action", "formaction", "data", "background"}
)
_ACTIVE = (
    "script style form iframe object embed applet base link meta svg template textarea select "
    "option button frame frameset noscript noembed noframes xmp plaintext annotation-xml mglyph "
    "malignmark foreignobject title head body html"
)
FORBIDDEN_ELEMENTS = frozenset(_ACTIVE.split())
_GOOD_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_SCHEME = re.compile(r"[\x00-\x20]*[a-zA-Z][a-zA-Z0-9+.\s-]*:")


def dangers(fragment: str) -> Iterator[str]:
    """All that is dangerous in a fragment: active elements, handlers, styles, forms, addresses."""
    tree = html.fragment_fromstring(fragment, create_parent="main")
    for element in tree.iterdescendants():
        if not isinstance(element.tag, str):
            yield f"{element!r}"
            continue
        name = element.tag.lower()
        if name in FORBIDDEN_ELEMENTS:
            yield f"<{name}>"
        if name == "input" and (
            element.get("type") != "checkbox" or element.get("disabled") is None
        ):
            yield etree.tostring(element, encoding="unicode")
        for attribute, value in element.items():
            yield from _attribute_dangers(name, attribute.lower(), value)


def _attribute_dangers(name: str, attribute: str, value: str) -> Iterator[str]:
    said = f"<{name} {attribute}={value!r}>"
    if attribute.startswith("on") or attribute in ("style", "srcdoc", "autofocus", "data-slot"):
        yield said
    if attribute in URL_ATTRIBUTES or "href" in attribute:
        for address in value.split(",") if attribute == "srcset" else [value]:
            if _SCHEME.match(address) and not _GOOD_SCHEME.match(address.strip()):
                yield said
