"""How messages reach stderr: readable in development, one JSON object a line in production.

The same two formats serve Django (settings.LOGGING) and gunicorn's own messages, so that a log
collector parses every line of a container alike.
"""

import logging
import os
import re
from datetime import timedelta
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response
from pythonjsonlogger.json import JsonFormatter

READABLE = "{levelname} {asctime} {name}: {message}"
# What follows in these paths lets in whoever knows it, for as long as the link opens.
SECRET_PATHS = re.compile(
    r"(/preview/|/accounts/invitation/|/password/reset/key/|/accounts/confirm-email/)[^/\s?\"']+"
)


def without_secrets(text: str) -> str:
    """Return the text with the secrets of links taken out of the paths in it."""
    return SECRET_PATHS.sub(r"\1…", text)


def on_one_line(path: str) -> str:
    """Return a path as WSGI has it (PEP 3333: its bytes as Latin-1) for a line of the log.

    What would begin a new line or steer a terminal is written as an escape: whoever asks for an
    address must not write lines of the log.
    """
    text = path.encode("latin-1", "replace").decode("utf-8", "backslashreplace")
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )


class HideSecrets(logging.Filter):
    """Takes the secrets of links out of messages: who reads the log must not get in by it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every message through, without secrets."""
        if isinstance(record.msg, str):
            record.msg = without_secrets(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(one) if isinstance(one, str) else one for one in record.args
            )
        # Django adds it, and the production format writes out what was added.
        if hasattr(record, "request"):
            record.request = without_secrets(repr(record.request))
        return True


def json_formatter() -> JsonFormatter:
    """Make the production format: time (RFC 3339, UTC), level, logger, message, extra fields."""
    return JsonFormatter(
        "{levelname}{name}{message}",
        style="{",
        timestamp="time",
        rename_fields={"levelname": "level", "name": "logger"},
        json_ensure_ascii=False,
    )


def readable_formatter() -> logging.Formatter:
    """Make the format for a person at a terminal."""
    return logging.Formatter(READABLE, style="{")


FORMATTERS = {"json": json_formatter, "readable": readable_formatter}


class GunicornLogger(Logger):
    """Gunicorn's messages and one line per request, in the format LOG_FORMAT names.

    Gunicorn speaks before Django is loaded, so this reads the environment itself. The client's
    address is left out: it is personal data, and the proxy in front knows it.
    """

    def setup(self, cfg: Config) -> None:
        """Send both of gunicorn's loggers to stderr; `cfg` gives the level of its messages."""
        super().setup(cfg)
        handler = logging.StreamHandler()
        handler.setFormatter(FORMATTERS[os.environ.get("LOG_FORMAT", "json")]())
        self.error_log.handlers = self.access_log.handlers = [handler]
        self.access_log.setLevel(logging.INFO)

    def access(
        self, resp: Response, req: Request, environ: dict[str, Any], request_time: timedelta
    ) -> None:
        """Write what was asked for, the answer's status and size, and how long it took."""
        fields = {
            "method": environ["REQUEST_METHOD"],
            "path": without_secrets(on_one_line(environ["PATH_INFO"])),
            "status": int(str(resp.status).split()[0]),
            "bytes": resp.sent or 0,
            "milliseconds": round(request_time.total_seconds() * 1000, 1),
        }
        self.access_log.info("{method} {path} {status}".format(**fields), extra=fields)
