"""Is every partner thanked whom the text speaks of?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding, Fix
from blog.editing.checks.partners_known import KnownPartner

SHORTEST_NAME = 3
_PATH = re.compile(r"(?:^|/)collaborators/([a-z0-9_-]+)/?(?:[?#]|$)")


class PartnerNotThanked(Check):
    """A partner in the text belongs among the thanks, or no report finds the post."""

    name = "partner-not-thanked"
    title = "Partner named but not thanked"
    explanation = "Reports and the partner’s page find a post by its thanks. One click adds them."
    for_pages = False

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look for each partner's names and addresses."""
        thanked = {thanks.collaborator.id for thanks in draft.snapshot.acknowledgements}
        text = " ".join(draft.words.split())
        addresses = [link.address for link in draft.body.links]
        for partner in draft.partners:
            if partner.keys & thanked:
                continue
            name = _named(partner, text)
            if name or any(_leads_to(partner, address) for address in addresses):
                yield self._finding(draft, partner, name)

    def _finding(self, draft: Draft, partner: KnownPartner, name: str) -> Finding:
        fix = Fix("thank", f"Thank {partner.name}", partner=partner.pk)
        message = f"The text speaks of {partner.name}, whom the post doesn’t thank. Add them."
        for block in draft.body.prose:
            if name and name in block.text:
                return self.finding(message, "body", line=block.line, quote=name, fix=fix)
        for link in draft.body.links:
            if not name and _leads_to(partner, link.address):
                return self.finding(message, "body", line=link.line, quote=link.address, fix=fix)
        return self.finding(message, "thanks", fix=fix)


def _named(partner: KnownPartner, text: str) -> str:
    """Return the name under which the text speaks of the partner, or nothing."""
    for name in sorted(partner.names):
        # Looked for in the plain way first: there may be hundreds of partners.
        maybe = len(name) >= SHORTEST_NAME and name in text
        if maybe and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return name
    return ""


def _leads_to(partner: KnownPartner, address: str) -> bool:
    match = _PATH.search(address)
    if match:
        return match[1] in partner.slugs
    here = _place(address)
    return any(
        place and (here == place or here.startswith(f"{place}/"))
        for place in map(_place, partner.websites)
    )


def _place(address: str) -> str:
    """Return host and path of a web address in one form, empty for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path}".rstrip("/") if host else ""
