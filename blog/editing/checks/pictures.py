"""Can everybody make something of the pictures?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from blog.editing.checks.check import Check
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding
from blog.markup import Illustration

WIDE_ENOUGH = 1200  # pixels: what cards on other sites and sharp screens want
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|heic)|(?:img|dsc|dscn|pxl|image|screenshot)[\s_-]*\d*",
    re.IGNORECASE,
)


class AltMissing(Check):
    """Who can't see a picture gets its alternative text."""

    name = "alt-missing"
    title = "Picture without alternative text"
    explanation = (
        "Who can’t see a picture gets these words instead. A picture that says nothing of its own "
        "is marked as decorative in the library."
    )

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look at each picture in the text, and at the one at the top."""
        for picture in draft.body.pictures:
            if self._is_silent(draft, picture):
                name = picture.address.rpartition("/")[2] or "A picture"
                yield self.finding(
                    f"“{name}” has no alternative text. Write between the square brackets what it "
                    "shows, or mark it as decorative in the library.",
                    "body",
                    line=picture.line,
                    quote=picture.address,
                )
        if self._featured_is_silent(draft):
            yield self.finding(
                "The picture at the top has no alternative text. Write what it shows.",
                "featured_alt",
            )

    def _is_silent(self, draft: Draft, picture: Illustration) -> bool:
        if picture.alt or (picture.is_html and picture.alt is not None):
            return False
        known = draft.pictures.get(picture.address)
        return known is None or not (known.alt or known.is_decorative)

    def _featured_is_silent(self, draft: Draft) -> bool:
        snapshot, known = draft.snapshot, draft.featured
        if snapshot.featured_alt or not (known or snapshot.featured_url):
            return False
        return known is None or not (known.alt or known.is_decorative)


class AltIsFileName(Check):
    """A file's name is no alternative text."""

    name = "alt-file-name"
    title = "File name as alternative text"
    explanation = "“IMG_2031.jpg” read aloud helps nobody."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Look at each picture's words."""
        for picture in draft.body.pictures:
            if picture.alt and _FILE_NAME.fullmatch(picture.alt.strip()):
                yield self.finding(
                    f"“{picture.alt}” doesn’t say what the picture shows. Write that instead.",
                    "body",
                    line=picture.line,
                    quote=picture.alt,
                )


class FeaturedMissing(Check):
    """Lists and shared links show a post's picture."""

    name = "featured-missing"
    title = "No picture at the top"
    explanation = "Lists, and other sites where the post is shared, show it."
    for_pages = False

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Ask for a picture."""
        if draft.featured is None and not draft.snapshot.featured_url:
            yield self.finding(
                "It has no picture at the top. Choose one for lists and shared links.", "featured"
            )


class FeaturedSmall(Check):
    """A small picture is blurred where it is shown large."""

    name = "featured-small"
    title = "Picture at the top too small"
    explanation = f"Shown large, a picture narrower than {WIDE_ENOUGH} pixels is blurred."

    def find(self, draft: Draft) -> Iterator[Finding]:
        """Compare its width."""
        picture = draft.featured
        if picture is not None and picture.width < WIDE_ENOUGH:
            yield self.finding(
                f"The picture at the top is {picture.width} pixels wide. Choose one of at least "
                f"{WIDE_ENOUGH}.",
                "featured",
            )
