"""What a check says: a sentence, how much it weighs, where it points, and what one click does."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import TextChoices


class Weight(TextChoices):
    """What a finding does to publishing."""

    BLOCK = "block", "Stops publishing"
    WARN = "warn", "Warns"
    OFF = "off", "Off"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: a form field, and in the text a line (from 0) and the words there."""

    field: str
    line: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """What one click can do: `thank` the partner of this key, or `replace` old by new."""

    kind: str
    label: str
    partner: int | None = None
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `check` is the check's name, `message` a sentence that says what to do."""

    check: str
    weight: str
    message: str
    place: Place
    fix: Fix | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it for the editor's script."""
        return asdict(self)
