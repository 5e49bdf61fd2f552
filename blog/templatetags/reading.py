"""What public templates need beyond Django's own tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from blog import markup
from blog.markup.renditions import PLACES, SMALL, Source
from blog.models import Image, SiteSettings, languages
from blog.models.addresses import absolute as absolute_address
from blog.models.pictured import Picture
from blog.models.pictured import picture as stored_picture
from blog.reading import theme
from blog.reading.locales import open_graph_locale
from blog.reading.machines import icons

register = template.Library()
# What somebody did for a post, as it is written before their name, and what a partner did.
CREDITED = {
    "wrote": _("Written by"),
    "edited": _("Edited by"),
    "reviewed": _("Reviewed by"),
    "photographed": _("Photographed by"),
    "translated": _("Translated by"),
}
ROLES = {
    "Contributor": pgettext_lazy("role of a user", "Contributor"),
    "Author": pgettext_lazy("role of a user", "Author"),
    "Editor": pgettext_lazy("role of a user", "Editor"),
    "Administrator": pgettext_lazy("role of a user", "Administrator"),
}
THANKED = {
    "funder": _("funder"),
    "host": _("host"),
    "contributor": _("contributor"),
    "mentioned": _("mentioned"),
}


@register.filter
def absolute(address: str) -> str:
    """Return a path of this site with its scheme and host."""
    return absolute_address(address)


@register.filter
def direction(language: str) -> str:
    """Return the writing direction of a language code, for `dir`."""
    return languages.direction(language)


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """Return the text of a JSON-LD script element.

    Django's own escaping for data in HTML is used: `<`, `>` and `&` are written as \\u escapes,
    so that no text can end the element.
    """
    return markup.trusted(json_script(data).split(">", 1)[1].rsplit("<", 1)[0])


@register.filter
def shown_on(picture: Picture | None, site: SiteSettings) -> bool:
    """Whether the picture may be shown: it is here, or the site shows other hosts' pictures."""
    return picture is not None and (site.remote_images or not picture.is_remote)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's files for one place: `moving` is empty unless it may move there.

    `is_large`: loaded first where it is at the top; of a logo nobody waits for.
    """

    src: str
    sources: tuple[Source, ...] = ()
    hint: int | None = None
    moving: str = ""
    is_large: bool = True


@register.filter
def drawn_in(picture: Picture, place: str) -> Drawn:
    """Return what `_picture.html` writes for a place that `blog/markup/renditions.py` knows."""
    renditions = picture.renditions
    where = PLACES.get(place, PLACES["text"])
    is_large = where.most != SMALL
    if renditions is None:
        return Drawn(picture.url, is_large=is_large)
    moving = picture.url if renditions.is_moving and where.moves else ""
    sources = renditions.sources(where)
    hint = renditions.hint if where.fills else None
    return Drawn(renditions.plain(where), sources, hint, moving, is_large)


@register.filter
def as_picture(image: Image | None) -> Picture | None:
    """Return a stored picture as `_picture.html` takes it."""
    return stored_picture(image)


@register.filter
def theme_version(site: SiteSettings) -> str:
    """Return the version of the theme's style sheet."""
    return theme.version(site)


@register.filter
def at(values: dict[Any, Any], key: Any) -> Any:
    """Return what stands under a key that is itself a value; empty where nothing does."""
    return values.get(key, "")


@register.filter
def paper(chosen: str) -> str:
    """Return the colour of the page in the light or the dark theme, for the browser's own parts."""
    return theme.DARK if chosen == "dark" else theme.LIGHT


@register.filter
def og_locale(code: str) -> str:
    """Return a language's code as Open Graph has it."""
    return open_graph_locale(code)


@register.filter
def icon_version(site: SiteSettings) -> str:
    """Return the version of the site's icons."""
    return icons.version(site)


@register.filter
def host(address: str) -> str:
    """Return the host of a whole address, without www, for people."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter
def credited(role: str) -> str:
    """Return what a credit's role is called before a name."""
    return str(CREDITED.get(role, role))


@register.filter
def thanked(role: str) -> str:
    """Return what an acknowledgement's role is called."""
    return str(THANKED.get(role, role))


@register.filter
def role_label(role: Any) -> str:
    """Return what the role of somebody who signs in is called."""
    return str(ROLES.get(str(role or ""), role or ""))


@register.filter
def words_lang(code: str) -> str:
    """Return the `lang` attribute of words of the interface within a text in a language.

    None is needed where they are in the same (WCAG 2.2, 3.1.2).
    """
    spoken = get_language() or languages.SOURCE
    if languages.primary(code) == languages.primary(spoken):
        return ""
    return format_html(' lang="{}"', spoken)


@register.filter
def language_label(code: str) -> str:
    """Return a language's name in that language, or its code where Django doesn't know it."""
    return languages.name_of(code)
