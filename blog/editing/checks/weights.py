"""What each check does: as it says itself, as the site decided, as the post's template decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog.editing.checks import registry
from blog.editing.checks.finding import Weight
from blog.models import Document, Post, SiteSettings


def weights(document: Document) -> dict[str, str]:
    """Return the weight of each check for this document: two queries at most."""
    site = SiteSettings.objects.filter(pk=1).values_list("checks", flat=True).first()
    template = document.template if isinstance(document, Post) else None
    return {
        **{check.name: str(check.default) for check in registry.CHECKS},
        **decided(site),
        **decided(template.checks if template else None),
    }


def decided(stored: Any) -> dict[str, str]:
    """Return what is readable of stored decisions: known checks with known weights."""
    names = {check.name for check in registry.CHECKS}
    pairs = stored.items() if isinstance(stored, Mapping) else ()
    return {name: weight for name, weight in pairs if name in names and weight in Weight.values}
