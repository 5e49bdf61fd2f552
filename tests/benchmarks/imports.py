"""How long a blog takes to move in, and how long the same feed takes when it is already there."""

import re
import time
from pathlib import Path

from tests.benchmarks.site import ROOT, Site

# The real feed is large and not ours, so it is measured only where it is at hand.
FEEDS = (
    ROOT.parent / "shared" / "data" / "2i2c-feed.xml",
    ROOT / "tests" / "blog" / "transfer" / "data" / "oddities.xml",
)
KINDS = ("post:/blog/", "collaborator:/collaborators/", "page:/")


def run(folder: Path) -> list[tuple[str, float]]:
    """Rows for the benchmark table: name and seconds, starting Python included."""
    feed = next((path for path in FEEDS if path.exists()), None)
    if feed is None:
        raise SystemExit("There is no feed to import: " + ", ".join(map(str, FEEDS)))
    site = Site(folder)
    items = len(re.findall(rb"<item[\s>]", feed.read_bytes()))
    kinds = [word for kind in KINDS for word in ("--as", kind)]
    rows = []
    for name in ("import", "import again"):
        start = time.perf_counter()
        site.manage("import_feed", str(feed), *kinds)
        rows.append((f"{name}, {items} items of {feed.name}", time.perf_counter() - start))
    return rows
