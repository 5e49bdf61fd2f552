"""When two values of a field are the same, and how they are shown."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from blog.models import Acknowledgement, Credit
from blog.models.snapshot import CreditRef, Ref, ThanksRef

_ROLES: dict[str, str] = {
    **{str(value): str(label) for value, label in Credit.Role.choices},
    **{str(value): str(label) for value, label in Acknowledgement.Role.choices},
}


def essence(value: Any) -> Any:
    """Return what makes a value what it is: a renamed author is the same author."""
    if isinstance(value, Ref):
        return ("ref", value.id)
    if isinstance(value, tuple):
        return tuple(essence(item) for item in value)
    if is_dataclass(value):
        return tuple(essence(getattr(value, field.name)) for field in fields(value))
    return value


def same(one: Any, other: Any) -> bool:
    """Whether nobody would call it a change to go from one value to the other."""
    return bool(essence(one) == essence(other))


def shown(value: Any) -> str:
    """Return a value in words, for people; empty for none."""
    match value:
        case datetime():
            text = f"{timezone.localtime(value) if value.tzinfo else value:%-d %B %Y, %H:%M}"
        case Ref():
            text = value.name
        case CreditRef():
            place = f", {value.affiliation}" if value.affiliation else ""
            text = f"{value.author.name} ({_role(value.role)}{place})"
        case ThanksRef():
            grant = f", {value.grant.name}" if value.grant else ""
            text = f"{value.collaborator.name} ({_role(value.role)}{grant})"
        case tuple():
            text = ", ".join(shown(item) for item in value)
        case _:
            text = "" if value is None else str(value)
    return text


def _role(role: str) -> str:
    return _ROLES.get(role, role).lower()
