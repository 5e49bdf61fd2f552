"""Pages for what went wrong."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from blog.models import SiteSettings
from blog.reading.errors import forbidden, server_error

pytestmark = pytest.mark.django_db


def test_unknown_address_answers_404_in_the_sites_design(client: Client) -> None:
    SiteSettings.objects.update(name="The Network")

    response = client.get("/not/here/")

    assert response.status_code == 404
    assert "The Network" in response.content.decode()
    assert 'action="/search/"' in response.content.decode()


def test_500_asks_the_database_for_nothing(rf: RequestFactory) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = server_error(rf.get("/"))

    assert response.status_code == 500
    assert len(queries) == 0
    assert "Something went wrong" in response.content.decode()


def test_403_stands_even_where_no_settings_were_loaded(rf: RequestFactory) -> None:
    response = forbidden(rf.get("/"))

    assert response.status_code == 403
    assert "may not do this" in response.content.decode()


def test_a_view_that_fails_is_answered_in_the_sites_design(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("blog.reading.lists.cards", lambda posts: 1 / 0)

    response = client.get("/")

    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
