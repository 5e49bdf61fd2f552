"""What an event says to people beyond its kind: whom, for when, past which warnings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from blog.admin.dates import day_and_time
from blog.models import Event


def details(event: Event) -> list[str]:
    """Return what else was decided, each as a short sentence without its full stop."""
    data = event.data if isinstance(event.data, dict) else {}
    found = [
        f"To {data['name']}" if event.kind == Event.Kind.ASSIGNED and data.get("name") else "",
        f"For {_moment(data['at'])}" if data.get("at") else "",
        "Readers are told that it was updated" if data.get("material") else "",
        f"Readers are sent on to {data['successor']}" if data.get("successor") else "",
        *_warnings(data.get("warnings") or ()),
    ]
    return [sentence for sentence in found if sentence]


def _warnings(warnings: Any) -> list[str]:
    return [f"Past a warning: {one.get('message', '')}".rstrip(".") for one in warnings]


def _moment(text: str) -> str:
    return day_and_time(datetime.fromisoformat(text))
