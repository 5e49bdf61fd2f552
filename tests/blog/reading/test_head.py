"""HEAD is answered as GET is, but for the body (RFC 9110, 9.3.2)."""

from typing import Any

import pytest
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/feed.json", "/robots.txt", "/healthz"])
def test_an_answer_to_head_has_the_length_and_no_body(client: Client, path: str) -> None:
    handler = BaseHandler()
    handler.load_middleware()

    # The test client takes the body off by itself.
    answer: Any = handler.get_response(RequestFactory().head(path, HTTP_ACCEPT_ENCODING=""))
    whole = client.get(path, headers={"Accept-Encoding": ""})

    assert answer.content == b""
    assert answer.headers.get("Content-Length") == whole.headers.get("Content-Length")
