"""Pictures of every kind of page: `make screenshots`.

`python -m tests.screenshots FOLDER [KIND …]` takes those of some kinds.

The sample blog is served as in production, and photographed whole: light and dark, 390 and 1280 px
wide. Files are named kind-width-scheme.png.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.site import ROOT, SampleSite
from tests.browser.chromium import ARGUMENTS, NO_CHROMIUM, find_chromium
from tests.browser.looking import SETTLED
from tests.page_kinds import Kind

WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Pictures are loaded when they come near the window.
SHOW_ALL = """
() => {
  for (const image of document.images) image.loading = "eager";
  return Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
}
"""


def main(folder: Path, names: list[str]) -> None:
    """Photograph the kinds named, or all, into the folder."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(NO_CHROMIUM)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="masthead-screenshots-") as place:
        site = SampleSite(Path(place) / "site")
        wanted = [kind for kind in site.kinds() if not names or kind.name in names]
        with site.serving() as port, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for scheme in SCHEMES:
                photograph(browser, f"http://127.0.0.1:{port}", wanted, scheme, folder)
            browser.close()
    print(f"{len(wanted) * len(WIDTHS) * len(SCHEMES)} pictures in {folder}")


def photograph(
    browser: Browser, site: str, kinds: list[Kind], scheme: Literal["light", "dark"], folder: Path
) -> None:
    """Take the pictures of one colour scheme."""
    page = browser.new_page(base_url=site, color_scheme=scheme, reduced_motion="reduce")
    for kind in kinds:
        page.goto(kind.path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            page.screenshot(path=folder / f"{kind.name}-{width}-{scheme}.png", full_page=True)
    page.close()


def settle(page: Page) -> None:
    """Wait for fonts, pictures and whatever moves."""
    page.evaluate("document.fonts.ready")
    page.evaluate(SHOW_ALL)
    page.evaluate(SETTLED)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "var" / "screenshots", sys.argv[2:])
