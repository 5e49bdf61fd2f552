"""Every line of a production log is one JSON object, gunicorn's as well."""

import json
import logging
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from gunicorn.config import Config

from blog.logging import GunicornLogger, HideSecrets, json_formatter, readable_formatter


def _record(message: str, **extra: object) -> logging.LogRecord:
    record = logging.LogRecord("blog.feeds", logging.WARNING, __file__, 1, message, (), None)
    record.__dict__.update(extra)
    return record


def test_a_line_is_one_json_object_with_time_level_and_logger() -> None:
    line = json_formatter().format(_record("Zwei\nZeilen – äöü", post=7))

    logged = json.loads(line)
    assert "\n" not in line
    assert "äöü" in line
    assert logged.pop("time").endswith("+00:00")
    assert logged == {
        "level": "WARNING",
        "logger": "blog.feeds",
        "message": "Zwei\nZeilen – äöü",
        "post": 7,
    }


def test_a_traceback_stays_within_its_line() -> None:
    try:
        raise ValueError("broken")
    except ValueError:
        record = _record("failed", exc_info=sys.exc_info())

    line = json_formatter().format(record)

    assert "\n" not in line
    assert "ValueError: broken" in json.loads(line)["exc_info"]


def test_development_reads_like_text() -> None:
    line = readable_formatter().format(_record("Feed fetched"))

    assert line.startswith("WARNING 2")
    assert line.endswith("blog.feeds: Feed fetched")


def test_a_request_is_logged_without_the_visitors_address(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LOG_FORMAT", raising=False)
    logger = GunicornLogger(Config())
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/blog/", "REMOTE_ADDR": "192.0.2.1"}
    response = SimpleNamespace(status="200 OK", sent=1234)

    logger.access(response, None, environ, timedelta(milliseconds=12.34))

    logged = json.loads(capfd.readouterr().err)
    assert logged.pop("time")
    assert logged == {
        "level": "INFO",
        "logger": "gunicorn.access",
        "message": "GET /blog/ 200",
        "method": "GET",
        "path": "/blog/",
        "status": 200,
        "bytes": 1234,
        "milliseconds": 12.3,
    }


@pytest.mark.parametrize("form", ["json", "readable"])
def test_an_address_forges_no_line_and_steers_no_terminal(
    form: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOG_FORMAT", form)
    logger = GunicornLogger(Config())
    path = "/é\nERROR forged\r\x1b[2J\u009b2J\u2028\u202e".encode().decode("latin-1")
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": f"{path}\xff"}

    logger.access(SimpleNamespace(status="404", sent=0), None, environ, timedelta())

    line = capfd.readouterr().err.removesuffix("\n")
    assert "/é" in line
    assert line.isprintable()


@pytest.mark.parametrize(
    "path",
    [
        "/preview/Zx81_secret-words/",
        "/accounts/invitation/Zx81_secret-words/",
        "/accounts/confirm-email/Zx81_secret-words/",
        "/accounts/password/reset/key/Zx81_secret-words/",
    ],
)
def test_the_secret_of_a_link_is_in_no_line(
    path: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LOG_FORMAT", raising=False)
    logger = GunicornLogger(Config())
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path}
    record = _record("%s: %s", request=RequestFactory().get(path))
    record.args = ("Gone", path)

    logger.access(SimpleNamespace(status="200 OK", sent=1), None, environ, timedelta())
    HideSecrets().filter(record)

    lines = capfd.readouterr().err + json_formatter().format(record)
    assert path.split("Zx81", maxsplit=1)[0] in lines
    assert "secret" not in lines
