"""Markdown in, safe HTML out. The only place that makes trusted HTML."""

from blog.markup.addresses import Resolver
from blog.markup.headings import slugify_heading
from blog.markup.limits import (
    MAX_DOCUMENT_BYTES,
    MAX_NESTING,
    MAX_PARAGRAPH,
    MarkupRefused,
    check,
)
from blog.markup.render import RENDERER_VERSION, render, trusted
from blog.markup.survey import THING, Illustration, Link, Prose, Survey, Title, survey
from blog.markup.text import count_words, literal, plain, summary
from blog.markup.values import PICTURE, VIDEO, Heading, Picture, Rendered, Target

__all__ = [
    "MAX_DOCUMENT_BYTES",
    "MAX_NESTING",
    "MAX_PARAGRAPH",
    "PICTURE",
    "RENDERER_VERSION",
    "THING",
    "VIDEO",
    "Heading",
    "Illustration",
    "Link",
    "MarkupRefused",
    "Picture",
    "Prose",
    "Rendered",
    "Resolver",
    "Survey",
    "Target",
    "Title",
    "check",
    "count_words",
    "literal",
    "plain",
    "render",
    "slugify_heading",
    "summary",
    "survey",
    "trusted",
]
