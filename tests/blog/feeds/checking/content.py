"""What readers can do nothing with in an item's HTML."""

from __future__ import annotations

import re

from lxml import html

_NEEDS_THE_SITE = ("script", "style", "form", "input", "button", "iframe", "object", "embed")
_ADDRESSES = ("href", "src", "poster", "cite")


def faults_of_html(fragment: str) -> list[str]:
    """Return what is wrong with it, nothing if it is in order."""
    if not fragment.strip():
        return []
    root = html.fragment_fromstring(fragment, create_parent="div")
    found = [f"<{name}>" for name in _NEEDS_THE_SITE for _ in root.iter(name)]
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        found += [f"{name} on <{element.tag}>" for name in element.attrib if _is_script(name)]
        addresses = [element.get(name) for name in _ADDRESSES if element.get(name) is not None]
        addresses += [part.split()[0] for part in _candidates(element.get("srcset", ""))]
        found += [f"relative: {each!r}" for each in addresses if not _is_whole(str(each))]
        if element.tag == "img" and element.get("alt") is None:
            found.append(f"no alt: {element.get('src')}")
        if element.tag == "img" and not (
            _is_size(element, "width") and _is_size(element, "height")
        ):
            found.append(f"no size: {element.get('src')}")
    return found


def _is_size(element: html.HtmlElement, name: str) -> bool:
    return re.fullmatch(r"[1-9]\d*", element.get(name, "")) is not None


def _candidates(srcset: str) -> list[str]:
    return [part for part in re.split(r",\s+", srcset) if part.strip()]


def _is_script(name: str) -> bool:
    return name == "style" or name.startswith(("on", "data-"))


def _is_whole(address: str) -> bool:
    # An address glued to the page's, as in …/blog/x/mailto:hello@…, has two schemes.
    is_glued = re.search(r"/(?:mailto|tel|javascript):", address) or "/../" in address
    return not is_glued and re.match(r"(?:https?://[^/]|mailto:|tel:)", address) is not None
