"""What JSON Feed 1.1 asks of a document (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from tests.blog.feeds.checking.content import faults_of_html

_AUTHOR = {"name": str, "url": "url", "avatar": "url"}
_FEED = {
    "version": str,
    "title": str,
    "home_page_url": "url",
    "feed_url": "url",
    "description": str,
    "user_comment": str,
    "next_url": "url",
    "icon": "url",
    "favicon": "url",
    "authors": [_AUTHOR],
    "language": str,
    "expired": bool,
    "hubs": [{"type": str, "url": "url"}],
    "items": list,
}
_ITEM = {
    "id": str,
    "url": "url",
    "external_url": "url",
    "title": str,
    "content_html": str,
    "content_text": str,
    "summary": str,
    "image": "url",
    "banner_image": "url",
    "date_published": "date",
    "date_modified": "date",
    "authors": [_AUTHOR],
    "tags": [str],
    "language": str,
    "attachments": [
        {
            "url": "url",
            "mime_type": str,
            "title": str,
            "size_in_bytes": int,
            "duration_in_seconds": int,
        }
    ],
}


def faults(document: bytes) -> list[str]:
    """Return what is wrong with it, nothing if it is in order."""
    feed = json.loads(document)
    found = _wrong(feed, _FEED, "feed")
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.append("another version")
    found += [f"no {name}" for name in ("title", "items") if name not in feed]
    ids = [item.get("id") for item in feed.get("items", ())]
    if len(ids) != len(set(ids)):
        found.append("an id stands twice")
    return found + [fault for item in feed.get("items", ()) for fault in _of_item(item)]


def _of_item(item: dict[str, Any]) -> list[str]:
    name = f"item {item.get('id')}"
    found = _wrong(item, _ITEM, name)
    if not item.get("id"):
        found.append("an item without an id")
    if not {"content_html", "content_text"} & item.keys():
        found.append(f"{name} has no content")
    found += [
        f"{name}: {each} of an attachment is missing"
        for file in item.get("attachments", ())
        for each in ("url", "mime_type")
        if each not in file
    ]
    return found + faults_of_html(item.get("content_html", ""))


def _wrong(value: Any, shape: Any, name: str) -> list[str]:
    """Return where a value has another shape: a type, a list of one, members, or a word."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{name} is no list"]
        return [fault for each in value for fault in _wrong(each, shape[0], name)]
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{name} is no object"]
        # Extensions begin with an underscore and are objects.
        members = [key for key in value if not key.startswith("_")]
        found = [f"{name} has {key}" for key in members if key not in shape]
        for key in members:
            found += _wrong(value[key], shape.get(key, object), f"{name}.{key}")
        return found
    return _wrong_text(value, shape, name)


def _wrong_text(value: Any, shape: Any, name: str) -> list[str]:
    if shape == "url":
        is_right = isinstance(value, str) and value.startswith(("http://", "https://"))
    elif shape == "date":
        is_right = isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    else:
        is_right = isinstance(value, shape)
    return [] if is_right else [f"{name} is {value!r}"]
