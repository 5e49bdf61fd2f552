"""Health checks for containers, proxies and monitoring: /healthz and /readyz.

Both are answered for any Host header and without TLS, because probes ask a container by its
address. `python -m blog.health` asks /healthz from inside a container and exits 1 if it fails.
"""

import http.client
import logging
import sys
import time
import uuid
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

logger = logging.getLogger(__name__)


class HealthMiddleware:
    """Answer the two health addresses before anything that may refuse a probe."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.views = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        view = self.views.get(request.path, self.get_response)
        return view(request)


def healthz(request: HttpRequest) -> HttpResponse:
    """Say 200 as long as this process answers; it asks nothing of any other."""
    return _uncached(JsonResponse({"status": "ok"}))


def readyz(request: HttpRequest) -> HttpResponse:
    """Say 200 if a visitor could be served now, else 503; either way name each part's state.

    The reasons go to the log alone: they may name hosts, users and paths.
    """
    parts = {check.__name__.lstrip("_"): _state(check) for check in CHECKS}
    ready = set(parts.values()) == {"ok"}
    body = {"status": "ok" if ready else "unavailable", **parts}
    return _uncached(JsonResponse(body, status=200 if ready else 503))


def _state(check: Callable[[], None]) -> str:
    try:
        check()
    # Whatever the driver or the storage raises, the answer is the same: not ready.
    except Exception:
        logger.exception("Not ready: %s", check.__name__.lstrip("_"))
        return "failed"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        raise RuntimeError(f"{len(pending)} migrations to apply: run manage.py upgrade")


def _cache() -> None:
    cache.get("readyz")


@lru_cache(maxsize=1)
def _storage_in(moment: int) -> None:
    name = default_storage.save(f".readyz-{uuid.uuid4().hex}", ContentFile(b"ok"))
    default_storage.delete(name)


def _storage() -> None:
    """Write and delete a file, but not more often than every ten seconds: anybody may ask."""
    _storage_in(int(time.monotonic() / 10))


CHECKS = (_database, _migrations, _cache, _storage)


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def probe(port: int = 8000, *, quiet: bool = False) -> int:
    """Ask /healthz on this machine once, for at most three seconds; 0 if it answers 200, else 1.

    Unless `quiet`, the reason of a failure goes to stderr.
    """
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        asked.request("GET", "/healthz")
        return int(asked.getresponse().status != HTTPStatus.OK)
    except (OSError, http.client.HTTPException) as error:
        if not quiet:
            sys.stderr.write(f"http://127.0.0.1:{port}/healthz: {error}\n")
        return 1
    finally:
        asked.close()


if __name__ == "__main__":
    sys.exit(probe())
