"""Reading settings from the environment: a mistake stops the start and names its variable."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

YES = {"1", "on", "true", "yes"}
NO = {"0", "false", "no", "off"}
DATABASES = {"postgres", "postgresql", "sqlite"}


def database_url(value: str) -> dict[str, Any]:
    """Return Django's settings for a PostgreSQL or SQLite URL; ValueError for any other."""
    if urlsplit(value).scheme not in DATABASES:
        raise ValueError("neither PostgreSQL nor SQLite")
    database: dict[str, Any] = Env.db_url_config(value)
    return database


class Environment:
    """The variables of a process; one that is empty counts as not set.

    Every method takes the variable's name and what holds without it, and raises
    ImproperlyConfigured for a value it can't read. Messages never repeat values that may hold a
    password.
    """

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self.variables = variables

    def text(self, name: str, default: str = "") -> str:
        """Return the value as it stands."""
        return self.variables.get(name) or default

    def flag(self, name: str, default: bool) -> bool:
        """Return true for yes, true, on, 1; false for no, false, off, 0; in any case of letters."""
        value = self.text(name).lower()
        if value and value not in YES | NO:
            raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
        return value in YES if value else default

    def number(self, name: str, default: int) -> int:
        """Return a whole number, zero or more."""
        value = self.text(name)
        if value and not (value.isascii() and value.isdigit()):
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
        return int(value) if value else default

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """Return one of `choices`."""
        value = self.text(name, default)
        if value not in choices:
            raise ImproperlyConfigured(
                f"{name} must be one of {', '.join(choices)}, not {value!r}."
            )
        return value

    def names(self, name: str, default: Sequence[str]) -> list[str]:
        """Return a list written with commas between its members."""
        members = [member.strip() for member in self.text(name).split(",")]
        return [member for member in members if member] or list(default)

    def origin(self, name: str, default: str) -> str:
        """Return scheme, host and perhaps port of a site, such as https://blog.example.org."""
        value = self.text(name, default).rstrip("/")
        try:
            parts = urlsplit(value)
            well_formed = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            well_formed = False
        if not well_formed or value != f"{parts.scheme}://{parts.netloc}" or "@" in value:
            raise ImproperlyConfigured(
                f"{name} must be scheme and host, such as https://blog.example.org, not {value!r}."
            )
        return value

    def address(
        self, name: str, default: str, parse: Callable[[str], dict[str, Any]], example: str
    ) -> dict[str, Any]:
        """Return what `parse` makes of a URL of a database, cache or mail server."""
        try:
            parsed = parse(self.text(name, default))
        except (ImproperlyConfigured, KeyError, ValueError) as error:
            raise ImproperlyConfigured(f"{name} can't be read. Example: {example}") from error
        if not parsed:
            raise ImproperlyConfigured(f"{name} can't be read. Example: {example}")
        return parsed
