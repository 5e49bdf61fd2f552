"""The Nu HTML checker, where Java and its jar are at hand: `make tools` fetches the jar."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
JAR = ROOT / ".cache" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MISSING = "No Java, or no vnu.jar (`make tools`, or VNU_JAR=): the HTML of pages was not checked."


def complaints_of(pages: dict[str, str], folder: Path) -> list[str]:
    """Return what the checker finds wrong in the pages, which are given by name.

    All are checked by one run, because starting Java takes longer than checking a page. Skips the
    test without a checker, or fails it where everything is required.
    """
    jar = Path(os.environ.get("VNU_JAR", str(JAR)))
    java = shutil.which("java")
    if not java or not jar.exists():
        if os.environ.get("MASTHEAD_REQUIRE_ALL") == "1":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    command = [java, "-Xss2m", "-jar", str(jar), "--format", "json", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{Path(found.get('url', '')).stem}: {found['message']} {found.get('extract', '')!r}"
        for found in json.loads(ran.stderr)["messages"]
        if found["type"] != "info" or found.get("subType") == "warning"
    ]
