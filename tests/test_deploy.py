"""The files an operator deploys with hold together."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_compose_accepts_its_file_with_nothing_set() -> None:
    command = shutil.which("docker-compose")
    if not command and os.environ.get("MASTHEAD_REQUIRE_ALL") != "1":
        pytest.skip("No docker-compose found: docker-compose.yml was not checked.")
    assert command, "No docker-compose found, and MASTHEAD_REQUIRE_ALL=1 wants it."

    checked = subprocess.run(
        [command, "--file", str(ROOT / "docker-compose.yml"), "config", "--quiet"],
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")


def test_image_is_built_from_folders_that_exist() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", _text("Dockerfile"), re.MULTILINE)

    sources = {source for line in copied for source in line.split()}

    assert sources == {name[1:] for name in _text(".dockerignore").splitlines() if name[:1] == "!"}
    assert all((ROOT / source).exists() for source in sources)


def test_compose_variables_are_all_in_the_example() -> None:
    used = set(re.findall(r"\$\{([A-Z_]+)", _text("docker-compose.yml")))

    missing = used - set(re.findall(r"^#?([A-Z_]+)=", _text(".env.example"), re.MULTILINE))

    assert missing == set()


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
