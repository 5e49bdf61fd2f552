"""Running the checks over one version of a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from blog.editing.checks import registry
from blog.editing.checks.draft import Draft
from blog.editing.checks.finding import Finding, Weight
from blog.editing.checks.weights import weights
from blog.models import Document, Snapshot

if TYPE_CHECKING:
    from accounts.models import User

# Of one check: who has more to mend mends these first.
MOST_OF_A_KIND = 20


def run(document: Document, snapshot: Snapshot, user: User | None = None) -> list[Finding]:
    """Return what the checks find in this content, what blocks first.

    `user` is who looks: a text they may not see is nothing to them; None sees all. At most
    ten queries, however much the text refers to.
    """
    draft = Draft(document, snapshot, user)
    weighed = weights(document)
    found: list[Finding] = []
    for check in registry.CHECKS:
        weight = weighed[check.name]
        if weight == Weight.OFF or not (check.for_pages or draft.is_post):
            continue
        some = list(dict.fromkeys(check.find(draft)))[:MOST_OF_A_KIND]
        found += [replace(finding, weight=weight) for finding in some]
    return [*blocking(found), *warnings(found)]


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stop publishing."""
    return [finding for finding in findings if finding.weight == Weight.BLOCK]


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that publishing passes over."""
    return [finding for finding in findings if finding.weight == Weight.WARN]
