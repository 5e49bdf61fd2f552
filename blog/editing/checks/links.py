"""Do the links lead somewhere, for every reader, without a detour?"""

from __future__ import annotations

from collections.abc import Iterator

from blog.editing.checks import targets
from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding, Fix
from blog.markup import Link


class _LinkCheck(Check):
    """A check that looks at one link after the other."""

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look at each link."""
        for link in draft.body.links:
            message = self.problem(draft, link)
            if message:
                address_typed = bool(link.address) and link.address in draft.snapshot.body
                yield self.finding(
                    message,
                    "body",
                    line=link.line,
                    quote=link.address if address_typed else link.text,
                    fix=self.fix(draft, link),
                )

    def problem(self, draft: Draft, link: Link) -> str:
        """Return what is wrong with the link as a sentence, empty for nothing."""
        raise NotImplementedError

    def fix(self, draft: Draft, link: Link) -> Fix | None:
        """Return what one click can do about it."""
        return None


def _verdict(draft: Draft, link: Link) -> str:
    found = draft.targets.get(link.address)
    return found.verdict if found else targets.FINE


class LinkNowhere(_LinkCheck):
    """Nothing has that address here."""

    name = "link-nowhere"
    title = "Link to nothing"
    explanation = (
        "An address on this site that nothing has, or a place in the text that isn’t there."
    )

    def problem(self, draft: Draft, link: Link) -> str:
        """Look the address up, or the place among the text's own."""
        if link.address.startswith("#") and link.address != "#":
            if link.address[1:] in draft.body.ids or link.address == "#top":
                return ""
            return f"No heading or mark in this text is called “{link.address}”. Correct the link."
        if _verdict(draft, link) == targets.NOWHERE:
            return (
                f"Nothing here has the address “{link.address}”. Correct it or take the link out."
            )
        if _verdict(draft, link) == targets.GONE:
            return f"“{link.address}” was archived: readers find a notice there. Link elsewhere."
        return ""


class LinkToDraft(_LinkCheck):
    """Readers can't follow a link to what isn't public."""

    name = "link-draft"
    title = "Link to a draft"
    explanation = "Readers get “not found” until the other text is published."

    def problem(self, draft: Draft, link: Link) -> str:
        """Ask whether readers see what is there."""
        if _verdict(draft, link) != targets.HIDDEN:
            return ""
        return (
            f"“{link.address}” leads to a text that readers don’t see yet. "
            "Publish that first, or take the link out."
        )


class LinkMoved(_LinkCheck):
    """An old address costs a detour, and may be somebody else's one day."""

    name = "link-moved"
    title = "Link to an address that redirects"
    explanation = "It works, by a detour. One click puts the new address in."

    def problem(self, draft: Draft, link: Link) -> str:
        """Say what the address is now."""
        found = draft.targets.get(link.address)
        if found is None or found.verdict != targets.MOVED:
            return ""
        return f"“{link.address}” is “{found.new}” now. Use the new address."

    def fix(self, draft: Draft, link: Link) -> Fix | None:
        """Offer the new address."""
        new = draft.targets[link.address].new
        return Fix("replace", "Use the new address", old=link.address, new=new)


class LinkEmpty(_LinkCheck):
    """A link has words and leads somewhere."""

    name = "link-empty"
    title = "Empty link"
    explanation = "A link without an address, or without words to click on."

    def problem(self, draft: Draft, link: Link) -> str:
        """Look for an address and for words."""
        if link.address.strip() in ("", "#"):
            return f"The link “{link.text}” leads nowhere yet. Give it an address."
        return "" if link.text else f"The link to “{link.address}” has no words. Write some."


class LinkOverHttp(_LinkCheck):
    """What is read over plain http can be read and changed on its way."""

    name = "link-http"
    title = "Link over plain http"
    explanation = "Browsers warn of pages that aren’t encrypted. Most sites answer to https too."

    def problem(self, draft: Draft, link: Link) -> str:
        """Look for http:// that was typed, to other sites."""
        address = link.address.lower()
        is_ours = link.address in draft.targets
        if is_ours or not address.startswith("http://") or link.text.lower().startswith("www."):
            return ""
        return f"“{link.address}” isn’t encrypted. Try it with https://."


class LinkWords(_LinkCheck):
    """A link's words say what is behind it."""

    name = "link-words"
    title = "Link that says “here”"
    explanation = "Many people go from link to link: “here” tells them nothing."

    EMPTY_WORDS = frozenset(
        "here|click here|this|link|this link|this page|read more|more|hier|hier klicken|mehr|ici|"
        "cliquez ici|aquí|haz clic aquí|aqui|clique aqui|qui|clicca qui|hier lezen".split("|")
    )

    def problem(self, draft: Draft, link: Link) -> str:
        """Compare the words with those that say nothing."""
        words = link.text.strip(" .,:;!?…→›»").casefold()
        if words not in self.EMPTY_WORDS:
            return ""
        return f"The link “{link.text}” doesn’t say what is behind it. Link words that do."
