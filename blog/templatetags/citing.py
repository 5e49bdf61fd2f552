"""Citations in templates."""

from __future__ import annotations

from django import template

from blog.models import SiteSettings
from blog.models.content import Content
from blog.models.doi import doi_url as doi_address
from blog.reading.citing import Citation, citation

register = template.Library()


@register.filter
def cited_on(content: Content, site: SiteSettings) -> Citation | None:
    """Return how the site's post is cited, or nothing where there is nothing to cite yet."""
    return citation(site, content)


@register.filter
def doi_url(doi: str) -> str:
    """Return the whole address that leads to what has the identifier."""
    return doi_address(doi)
