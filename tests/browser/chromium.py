"""The system's Chromium: from PATH, or named by CHROMIUM."""

from __future__ import annotations

import os
import shutil

NO_CHROMIUM = "No Chromium found on PATH or in CHROMIUM=: the browser tests did not run."
# It resolves no host but this machine, so a page that loads anything from elsewhere fails.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def find_chromium() -> str | None:
    """Return its path, or None where there is none."""
    names = (os.environ.get("CHROMIUM", "chromium"), "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)
