"""Somebody tries Masthead out with `make run`, and stops it again."""

import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from blog.management.commands import serve

ROOT = Path(__file__).parent.parent.parent.parent


@contextmanager
def _serve(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the command as `make run` does, on a database of its own under `folder`."""
    variables = {
        "PATH": os.environ["PATH"],
        "DEBUG": "true",
        "PYTHONUNBUFFERED": "1",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "VAR_DIR": str(folder),
    }
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port)],
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate()


def _read_until(process: subprocess.Popen[str], text: str) -> str:
    lines = []
    for line in process.stdout or ():
        lines.append(line)
        if text in line:
            return "".join(lines)
    raise AssertionError("It ended before that:\n" + "".join(lines))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the sample blog, which takes its time to draw, from one test to the next."""
    return tmp_path_factory.mktemp("var")


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        free: int = listener.getsockname()[1]
        return free


def test_site_is_served_with_a_worker_until_it_is_interrupted(folder: Path, port: int) -> None:
    with _serve(folder, port) as process:
        printed = _read_until(process, "Ctrl-C stops it")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            status = answer.status
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[0]

    assert status == 200
    assert f"http://127.0.0.1:{port}/admin/" in printed
    assert "Stopping" in rest
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux ends the children as well.")
def test_nothing_is_left_behind_when_it_is_killed(folder: Path, port: int) -> None:
    with _serve(folder, port) as process:
        _read_until(process, "Ctrl-C stops it")
        process.kill()
        # The pipe is closed by the last process that holds it.
        process.communicate(timeout=30)

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_a_taken_port_is_named_with_the_way_out(folder: Path, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with _serve(folder, port) as process:
            printed = process.communicate(timeout=30)[0]

    assert f"Port {port} is taken" in printed
    assert "PORT=8080 make run" in printed
    assert process.returncode == 1


def test_an_interrupt_that_a_callback_swallowed_still_ends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serve, "_interrupted", threading.Event())
    with suppress(KeyboardInterrupt):
        serve._interrupt(signal.SIGINT, None)

    with pytest.raises(KeyboardInterrupt):
        serve._fail_if_ended({})
