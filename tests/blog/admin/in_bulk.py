"""What the list of posts and the screen after it send to do one thing to many."""

from __future__ import annotations

from typing import Any

from django.test import Client

from blog.models import Post

LIST = "/admin/blog/post/"


def pair(post: Post) -> str:
    return f"{post.pk}-{post.newest_revision_id}"


def do(client: Client, verb: str, *posts: Post, **fields: Any) -> Any:
    """Send what the screen that asks sends."""
    chosen = [pair(post) for post in posts]
    return client.post(f"{LIST}bulk/{verb}/", {"go": "yes", "post": chosen, **fields})


def told(answer: Any) -> dict[str, list[str]]:
    """Return the titles that the report names, and the reasons of what was refused."""
    report = answer.context["report"]
    return {
        "done": [one.title for one in report.done],
        "same": [one.title for one in report.same],
        "refused": [one.reason for one in report.refused],
    }


def choose(client: Client, verb: str, *posts: Post, query: str = "", **fields: Any) -> Any:
    """Send what the list sends."""
    chosen = [str(post.pk) for post in posts]
    sent = {"action": verb, "index": "0", "select_across": "0", "_selected_action": chosen}
    return client.post(LIST + query, {**sent, **fields})
