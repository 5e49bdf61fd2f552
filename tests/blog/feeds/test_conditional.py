"""Those who have the feed already are told so (RFC 9110, section 13)."""

import pytest
from django.test import Client

from blog.editing.revisions import save
from blog.editing.workflow import publish
from tests.factories import make_post

pytestmark = pytest.mark.django_db

LONG_AGO = "Mon, 01 Jan 1990 00:00:00 GMT"


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other", W/{} , "third"', "*"])
def test_same_etag_in_any_form_answers_304_without_a_body(client: Client, form: str) -> None:
    make_post(published=True)
    etag = client.get("/index.xml")["ETag"]

    response = client.get("/index.xml", headers={"if-none-match": form.format(etag)})

    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == etag


@pytest.mark.parametrize("etag", ['"other"', "nonsense", "", '"'])
def test_another_etag_answers_the_whole_feed(client: Client, etag: str) -> None:
    make_post(published=True)

    response = client.get("/index.xml", headers={"if-none-match": etag})

    assert response.status_code == 200


def test_not_modified_since_answers_304(client: Client) -> None:
    make_post(published=True)
    modified = client.get("/index.xml")["Last-Modified"]

    same = client.get("/index.xml", headers={"if-modified-since": modified})
    older = client.get("/index.xml", headers={"if-modified-since": LONG_AGO})
    nonsense = client.get("/index.xml", headers={"if-modified-since": "yesterday"})

    assert [same.status_code, older.status_code, nonsense.status_code] == [304, 200, 200]


def test_etag_counts_more_than_the_date(client: Client) -> None:
    make_post(published=True)
    modified = client.get("/index.xml")["Last-Modified"]
    headers = {"if-none-match": '"other"', "if-modified-since": modified}

    response = client.get("/index.xml", headers=headers)

    assert response.status_code == 200


def test_a_changed_post_changes_etag_and_date_on_the_next_request(client: Client) -> None:
    post = make_post(published=True)
    before = client.get("/index.xml")

    save(post, post.newest_snapshot().changed(body="Corrected."), by=None)
    publish(post, by=None)
    after = client.get("/index.xml", headers={"if-none-match": before["ETag"]})

    assert after.status_code == 200
    assert "Corrected." in after.content.decode()


def test_head_answers_the_headers_and_post_is_refused(client: Client) -> None:
    head, post = client.head("/index.xml"), client.post("/index.xml")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"]
    assert post.status_code == 405
