"""A post as every feed format describes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _

from blog.models import Post, SiteSettings
from blog.models.content import content_of
from blog.models.languages import speaking

# What XML 1.0 (section 2.2) has no way to write, not even as a reference.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One item. Addresses are absolute; `html` is safe and needs nothing of ours around it.

    `description` is plain text; `modified` is the latest moment at which anything here changed.
    """

    guid: str
    title: str
    link: str
    description: str
    html: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    published: datetime
    modified: datetime


def legal(text: str) -> str:
    """Return the text without the characters that XML can't hold."""
    return _ILLEGAL.sub("", text)


def item_of(post: Post, site: SiteSettings) -> Item:
    """Return a public post, loaded by `with_relations()`, as an item of the site's feeds.

    A link post leads to what it is about, and ends with a link to its own page. Where nobody is
    credited with writing, the organisation is the author.
    """
    content = content_of(post)
    published = post.published_at or post.created_at
    html = str(content.feed_html)
    if content.external_url:
        own_page = '<p><a href="{}">{}</a></p>'
        with speaking(content.language, site.language):
            own = _("At %(site)s: %(title)s") % {"site": site.name, "title": content.title}
        html += format_html(own_page, content.absolute_url, own)
    words = [content.category.name] if content.category else []
    words += [tag.name for tag in content.tags]
    return Item(
        guid=legal(content.guid),
        title=legal(content.title),
        link=legal(content.external_url or content.absolute_url),
        description=legal(content.excerpt),
        html=legal(html),
        authors=tuple(legal(author.name) for author in content.authors) or (legal(site.name),),
        categories=tuple(legal(word) for word in dict.fromkeys(words)),
        published=published,
        modified=max(filter(None, (published, post.updated_at, post.live_at))),
    )
