"""Looking at a page as everybody would: at a desk by day, on a phone by night."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

WAYS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (390, "dark"))
SETTLED = """
() => {
  document.body.offsetHeight;
  return Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
}
"""
WITH_SCRIPTS = "html[data-scripts=ready], html:not(:has(script[src*='js/post']))"
# How much of a page moved since it was opened (layout shift, as CLS adds it up).
SHIFTS = """
() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 200);
})
"""
# Only what is wrong leaves the browser: axe's whole answer names every element of the page.
VIOLATIONS = """
(options) => axe.run(document, {resultTypes: ["violations"], ...options})
  .then(({violations}) => violations)
"""
# Without a style sheet of axe's own, which the policy would refuse. The one rule left out is about
# a column of Django's inline tables that has no heading.
AS_IS = {"preload": False, "rules": {"empty-table-header": {"enabled": False}}}
# What another width and other colours can change.
BY_NIGHT = {
    "preload": False,
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "scrollable-region-focusable",
            "aria-hidden-focus",
        ],
    },
}


TYPE_AT_ONCE = """
(field, text) => {
  field.focus();
  for (const letter of text) document.execCommand("insertText", false, letter);
}
"""


def open_page(page: Page, path: str) -> None:
    """Open a page and wait for its scripts: those of a post come after the page is loaded."""
    page.goto(path)
    page.wait_for_selector(WITH_SCRIPTS, state="attached")


def type_at_once(field: Locator, text: str) -> None:
    """Type letter by letter, so fast that no pause between two of them is one to the page."""
    field.evaluate(TYPE_AT_ONCE, text)


def problems_of(page: Page) -> list[str]:
    """Return what axe finds on the open page in each way, and where it is wider than the screen."""
    found: list[str] = []
    # A page that a click has led to may still be arriving.
    page.wait_for_load_state()
    for width, scheme in WAYS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # Colours that are still on their way to the other scheme have no contrast of their own.
        page.evaluate(SETTLED)
        found += [
            f"{width} {scheme} {problem['id']}: {[node['html'] for node in problem['nodes']]}"
            for problem in violations(page, AS_IS if scheme == "light" else BY_NIGHT)
        ]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width} {scheme}: wider than the screen")
    return found


LOOKS: tuple[tuple[int, Literal["light", "dark"], bool], ...] = (
    (1280, "light", True),
    (390, "dark", True),
    (390, "light", False),
    (1280, "dark", False),
)
# What everybody may read is held to all of WCAG 2.2 AA, with the size of targets, and to what is
# merely good practice.
FOR_READERS = {
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
# What only width and colours together can change.
IN_OTHER_LIGHT = {
    "preload": False,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def complaints_of(page: Page) -> list[str]:
    """Return what axe finds on a reader's page in every look: light and dark, phone and desk."""
    found: list[str] = []
    for width, scheme, wholly in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(SETTLED)
        found += [
            f"{width} {scheme} {problem['id']}: {[node['html'] for node in problem['nodes']][:4]}"
            for problem in violations(page, FOR_READERS if wholly else IN_OTHER_LIGHT)
        ]
        if wholly and page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width} {scheme}: wider than the screen")
    return found


def violations(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what axe finds wrong with the open page, as it describes violations itself."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(VIOLATIONS, options)
    return found
