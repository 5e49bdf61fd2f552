"""Asking somebody in, and following the link, as a browser does."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client

from accounts.models import Invitation

LIST = "/admin/accounts/invitation/"
ADD = f"{LIST}add/"
PASSWORD = "quite another pass phrase"


def ask(client: Client, email: str = "New@Example.org", **fields: Any) -> Any:
    return client.post(ADD, {"email": email, "role": "Author", **fields}, follow=True)


def link() -> str:
    found = re.search(r"https?://\S+/accounts/invitation/\S+", str(mail.outbox[-1].body))
    assert found
    return urlsplit(found[0]).path


def join(path: str, name: str = "Nia", password: str = PASSWORD, again: str | None = None) -> Any:
    data = {"name": name, "password": password, "again": again or password}
    return Client().post(path, data)


def do(client: Client, action: str) -> str:
    keys = list(Invitation.objects.values_list("pk", flat=True))
    answer = client.post(LIST, {"action": action, "_selected_action": keys}, follow=True)
    return answer.content.decode()
