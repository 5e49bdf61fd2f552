"""What every check is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding, Fix, Place, Weight


class Check:
    """One thing that can be wrong with a text. A subclass says what it is and finds it.

    `name` is what settings store; `title` and `explanation` are what people read; `default` is
    what it does where nobody decided otherwise; `for_pages`: whether pages are checked too.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    explanation: ClassVar[str] = ""
    default: ClassVar[Weight] = Weight.WARN
    for_pages: ClassVar[bool] = True

    def find(self, draft: Draft) -> Iterable[Finding]:
        """Return what is wrong with the draft, in the order of the text."""
        raise NotImplementedError

    def finding(
        self,
        message: str,
        field: str,
        *,
        line: int | None = None,
        quote: str = "",
        fix: Fix | None = None,
    ) -> Finding:
        """Return a finding of this check; what it weighs is decided by who runs it."""
        return Finding(self.name, self.default, message, Place(field, line, quote), fix)
