"""The operator configures the site by environment variables alone."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from blog.environment import Environment, database_url

ROOT = Path(__file__).parent.parent.parent
PRODUCTION = {"SECRET_KEY": "k" * 50, "SITE_URL": "https://blog.example.org"}


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _start(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of its own and print what a test asks about."""
    shown = "SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.ALLOWED_HOSTS, s.SECRET_KEY"
    return subprocess.run(
        [sys.executable, "-c", f"import blog.settings as s; print(s.{shown})"],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(folder), **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_variable_is_documented() -> None:
    read = set(re.findall(r'\benv\.[a-z]+\(\s*"([A-Z_]+)"', _read("blog/settings.py")))

    documented = set(re.findall(r"`([A-Z_]+)`", _read("docs/running.md").split("## Variables")[1]))
    in_example = set(re.findall(r"^#?([A-Z_]+)=", _read(".env.example"), re.MULTILINE))

    assert len(read) > 20
    assert read - documented == set()
    assert read - in_example == set()
    assert in_example - documented == set()


def test_production_needs_a_secret_key(tmp_path: Path) -> None:
    started = _start(tmp_path, SITE_URL="https://blog.example.org")

    assert started.returncode != 0
    assert "SECRET_KEY is empty" in started.stderr
    assert not (tmp_path / "secret_key").exists()


def test_originals_are_never_kept_where_files_are_served(tmp_path: Path) -> None:
    started = _start(tmp_path, **PRODUCTION, ORIGINALS_ROOT=str(tmp_path / "media" / "originals"))

    assert started.returncode != 0
    assert "ORIGINALS_ROOT is inside MEDIA_ROOT" in started.stderr


def test_https_turns_on_what_keeps_visitors_on_tls(tmp_path: Path) -> None:
    started = _start(tmp_path, **PRODUCTION)

    assert started.stdout.split()[:3] == ["31536000", "True", "['blog.example.org']"]


def test_development_keeps_one_private_key(tmp_path: Path) -> None:
    first, second = (_start(tmp_path, DEBUG="true") for _ in range(2))

    assert first.stderr == ""
    assert first.stdout == second.stdout
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_key_that_begins_with_a_dollar_sign_is_taken_as_it_is(tmp_path: Path) -> None:
    started = _start(tmp_path, **{**PRODUCTION, "SECRET_KEY": "$PATH" + "k" * 50})

    assert "$PATHkkk" in started.stdout


def test_a_command_says_in_one_line_which_variable_is_wrong(tmp_path: Path) -> None:
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={**PRODUCTION, "VAR_DIR": str(tmp_path), "SITE_URL": "blog.example.org"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 1
    assert started.stderr.startswith("Masthead can't start: SITE_URL must be scheme and host")
    assert len(started.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "blog.example.org",
        "ftp://blog.example.org",
        "https://",
        "https://blog.example.org/blog",
        "https://blog.example.org?x=1",
        "https://user@blog.example.org",
        "https://blog.example.org:port",
    ],
)
def test_a_malformed_site_address_is_refused(url: str) -> None:
    env = Environment({"SITE_URL": url})

    with pytest.raises(ImproperlyConfigured, match="SITE_URL must be scheme and host"):
        env.origin("SITE_URL", default="")


def test_a_site_address_may_end_in_a_slash() -> None:
    env = Environment({"SITE_URL": "http://127.0.0.1:8000/"})

    assert env.origin("SITE_URL", default="") == "http://127.0.0.1:8000"


def test_a_word_that_is_neither_yes_nor_no_is_refused() -> None:
    env = Environment({"DEBUG": "ture"})

    with pytest.raises(ImproperlyConfigured, match="DEBUG must be true or false, not 'ture'"):
        env.flag("DEBUG", default=False)


@pytest.mark.parametrize(("word", "meant"), [("True", True), ("on", True), ("NO", False)])
def test_yes_and_no_may_be_written_in_several_ways(word: str, meant: bool) -> None:
    env = Environment({"DEBUG": word})

    assert env.flag("DEBUG", default=not meant) is meant


@pytest.mark.parametrize("value", ["ten", "-1", "1.5", "²"])
def test_a_malformed_number_is_refused(value: str) -> None:
    env = Environment({"UPLOAD_MAX_BYTES": value})

    with pytest.raises(ImproperlyConfigured, match="UPLOAD_MAX_BYTES must be a whole number"):
        env.number("UPLOAD_MAX_BYTES", default=1)


def test_an_unknown_choice_is_refused_with_those_there_are() -> None:
    env = Environment({"LOG_FORMAT": "xml"})

    with pytest.raises(ImproperlyConfigured, match="LOG_FORMAT must be one of readable, json"):
        env.choice("LOG_FORMAT", ["readable", "json"], default="json")


@pytest.mark.parametrize(
    "url", ["masthead", "mysql://db/masthead", "postgres://u:secret@db:port/masthead"]
)
def test_a_malformed_database_address_is_refused_without_repeating_its_password(url: str) -> None:
    env = Environment({"DATABASE_URL": url})

    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL can't be read") as refused:
        env.address("DATABASE_URL", "sqlite:///x", parse=database_url, example="postgres://…")

    assert "secret" not in str(refused.value)


def test_an_empty_variable_counts_as_not_set() -> None:
    env = Environment({"NAME": "", "FLAG": "", "NUMBER": "", "HOSTS": " , "})

    assert env.text("NAME", default="default") == "default"
    assert env.flag("FLAG", default=True) is True
    assert env.number("NUMBER", default=7) == 7
    assert env.names("HOSTS", default=["localhost"]) == ["localhost"]


def test_names_are_separated_by_commas() -> None:
    env = Environment({"ALLOWED_HOSTS": "blog.example.org, www.example.org"})

    assert env.names("ALLOWED_HOSTS", default=[]) == ["blog.example.org", "www.example.org"]
