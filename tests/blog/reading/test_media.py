"""Uploaded files are served to everybody, by the web process or by the proxy."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(tmp_path: Path, settings: Settings) -> str:
    """A stored file, and the path under which it is asked for."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "shore-1a2b.png").write_bytes(b"\x89PNG")
    return "/media/shore-1a2b.png"


def test_an_upload_may_be_kept_for_ever(client: Client, upload: str) -> None:
    answer = client.get(upload)

    assert b"".join(answer) == b"\x89PNG"
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_every_kind_is_named_whatever_the_system_knows(
    client: Client, upload: str, settings: Settings, kind: str
) -> None:
    (Path(settings.MEDIA_ROOT) / f"shore-1a2b-400.{kind}").write_bytes(b"...")

    answer = client.get(f"/media/shore-1a2b-400.{kind}")

    assert b"".join(answer) == b"..."
    assert answer["Content-Type"] == f"image/{kind}"


def test_a_name_longer_than_any_file_s_is_not_found(client: Client, upload: str) -> None:
    assert client.get(f"/media/{'a' * 10_000}").status_code == 404


def test_behind_a_proxy_that_serves_them_there_are_none(
    client: Client, upload: str, settings: Settings
) -> None:
    settings.SERVE_MEDIA = False

    assert client.get(upload).status_code == 404


@pytest.mark.parametrize("path", ["../../etc/passwd", "%2e%2e/secret_key", "/etc/passwd"])
def test_what_lies_elsewhere_is_not_found_and_no_error_of_ours(
    client: Client, upload: str, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get(f"/media/{path}").status_code == 404
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
