"""Containers, proxies and alarms ask whether this process and what it needs are well."""

import http.server
import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from blog import health

READY = {"status": "ok", "database": "ok", "migrations": "ok", "cache": "ok", "storage": "ok"}


@pytest.fixture(autouse=True)
def storage_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_health_needs_no_database(client: Client) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readiness_names_every_part(client: Client, storage_folder: Path) -> None:
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, READY)
    assert list(storage_folder.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_may_use_any_host_and_no_tls(client: Client, settings: Settings, path: str) -> None:
    settings.ALLOWED_HOSTS = ["blog.example.org"]
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get(path, headers={"host": "10.0.0.7:8000"})

    assert answer.status_code == 200


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(client: Client) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="blog").delete()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {**READY, "status": "unavailable", "migrations": "failed"}


@pytest.mark.django_db
def test_a_folder_that_takes_no_upload_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> str:
        raise OSError("Read-only file system: /srv/media")

    monkeypatch.setattr(default_storage, "save", refuse)
    health._storage_in.cache_clear()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["storage"] == "failed"


@pytest.mark.django_db
def test_asking_often_writes_one_file(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def save(name: str, content: object) -> str:
        written.append(name)
        return name

    monkeypatch.setattr(default_storage, "save", save)
    health._storage_in.cache_clear()

    answers = [client.get("/readyz").status_code for _ in range(20)]

    assert answers == [200] * 20
    assert len(written) <= 2


@pytest.mark.django_db
def test_the_reason_is_logged_and_not_told_to_visitors(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: object) -> None:
        raise ConnectionError("cache at 10.0.0.9 refused")

    monkeypatch.setattr(cache, "get", refuse)

    answer = client.get("/readyz")

    assert b"10.0.0.9" not in answer.content
    assert [record.message for record in caplog.records if record.name == "blog.health"] == [
        "Not ready: cache"
    ]
    assert caplog.records[0].levelno == logging.ERROR


class _Answering(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(json.dumps({}).encode())

    def log_message(self, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server() -> Iterator[http.server.HTTPServer]:
    with http.server.HTTPServer(("127.0.0.1", 0), _Answering) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_probe_from_inside_a_container_succeeds(server: http.server.HTTPServer) -> None:
    assert health.probe(server.server_port) == 0


def test_probe_fails_on_an_error_page(
    server: http.server.HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Answering, "status", 503)

    assert health.probe(server.server_port) == 1


def test_probe_fails_and_says_so_where_nothing_answers(
    server: http.server.HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    port = server.server_port
    server.server_close()

    assert health.probe(port) == 1
    assert f"127.0.0.1:{port}/healthz" in capsys.readouterr().err
