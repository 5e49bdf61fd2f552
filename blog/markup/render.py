"""Markdown in, safe HTML out: the order of the steps, which is what makes it safe."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from blog.markup.addresses import Resolver
from blog.markup.finish import Finisher
from blog.markup.job import Job
from blog.markup.lead import lead
from blog.markup.limits import check
from blog.markup.parser import parser
from blog.markup.sanitise import sanitise
from blog.markup.values import Picture, Rendered, Target

RENDERER_VERSION = 5

_NO_IMAGES: Mapping[str, Picture] = MappingProxyType({})
# Control characters and halves of surrogate pairs: no XML document and no UTF-8 text can hold them.
_UNWANTED = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def render(
    text: str,
    *,
    base_url: str,
    target: Target = "page",
    images: Mapping[str, Picture] = _NO_IMAGES,
    remote_images: bool = True,
    language: str = "en",
    lines: bool = False,
) -> Rendered:
    """Render a Markdown document to HTML that is safe to show.

    base_url: absolute address of the document (http or https), against which addresses are
    resolved. target: "page" keeps addresses site-relative and relies on the site's style sheets and
    scripts; "feed" makes every address absolute and needs neither. images: facts on images, by
    `src` as typed or absolute. remote_images: whether a page may load images of other hosts; else a
    link stands for each. language: BCP 47 tag of the document, for the few words the renderer adds.
    lines: whether an empty `<span data-line="…">` before each block says where it begins in the
    source, counted from 0; for an editor, never to be stored.

    The order: Markdown to HTML with placeholders, sanitiser, then our own finished pieces in place
    of the placeholders. Raises MarkupRefused where a structural limit is broken.
    """
    check(text)
    job = Job(Resolver(base_url, target), target, images, remote_images, language, lines=lines)
    env: dict[str, Any] = {"job": job}
    html = parser().render(_UNWANTED.sub("", text), env)
    rendered = Finisher(job, sanitise(html)).finish()
    # An editor has no use for the lead, and waits.
    wants_lead = target == "page" and not lines
    return replace(rendered, lead=lead(rendered.html)) if wants_lead else rendered


def trusted(html: str) -> SafeString:
    """Mark HTML that `render` made as safe for templates.

    The only door of its kind. Call it for `Rendered.html`, fresh or as stored, and for nothing
    else: never for what a form, a feed or a person sent.
    """
    return mark_safe(html)  # nosec B308 B703
