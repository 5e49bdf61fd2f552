"""Everything a try-out or a developer needs, started and stopped together: `make run`."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from blog.health import probe
from blog.transfer.sample.accounts import PASSWORD, account_lines

Processes = dict[str, subprocess.Popen[bytes]]

PATIENCE = 60.0  # seconds for the web server to answer the first time
PR_SET_PDEATHSIG = 1  # prctl(2)
GRACE = 10.0  # seconds for a process to finish what it is doing
# Python drops what is raised in a destructor or a callback, so an interrupt that comes there
# would be lost if it weren't remembered.
_interrupted = threading.Event()


class Command(BaseCommand):
    """Migrate, fill an empty database with the sample blog, then run web server and worker."""

    help = "Serve the site and its background jobs on this machine, until Ctrl-C."
    # The web server checks the project itself, and again after each change of the code.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port on 127.0.0.1."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until interrupted or until one of the processes ends by itself."""
        port = options["port"]
        _require_free(port)
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, _interrupt)
        processes: Processes = {}
        try:
            call_command("upgrade")
            call_command("load_sample", if_empty=True)
            processes["web server"] = _start("runserver", f"127.0.0.1:{port}")
            _await(port, processes)
            # Only now, so that the two don't slow each other down while somebody waits for a page.
            processes["worker"] = _start("db_worker")
            self._announce()
            _wait(processes)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping ...")
        finally:
            _stop(processes)

    def _announce(self) -> None:
        """Print where to go, and as whom."""
        self.stdout.write(f"\n  The site   {settings.SITE_URL}/")
        self.stdout.write(f"  The admin  {settings.SITE_URL}{reverse('admin:index')}")
        accounts = account_lines()
        if accounts:
            self.stdout.write(f"\n  Sample accounts, password {PASSWORD}:")
            self.stdout.write("\n".join(f"    {line}" for line in accounts))
        self.stdout.write("\nCtrl-C stops it.\n")


def _require_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken ({error.strerror}). Choose another: PORT=8080 make run"
            ) from error


def _interrupt(number: int, frame: FrameType | None) -> None:
    _interrupted.set()
    raise KeyboardInterrupt


def _start(*command: str) -> subprocess.Popen[bytes]:
    # In a session of its own, so that Ctrl-C reaches this process alone, which stops each once:
    # to the worker, a second signal means to abandon its task.
    return subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent,  # noqa: PLW1509 - this process has one thread
    )


def _end_with_parent() -> None:
    """Where the system can, let a process end when this one is killed outright: else its port
    would stay taken, and the next start be refused.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _await(port: int, processes: Processes) -> None:
    """Return once the web server answers."""
    deadline = time.monotonic() + PATIENCE
    while probe(port, quiet=True):
        _fail_if_ended(processes)
        if time.monotonic() > deadline:
            raise CommandError(f"The web server did not answer within {PATIENCE:.0f} seconds.")
        time.sleep(0.1)


def _wait(processes: Processes) -> None:
    while True:
        _fail_if_ended(processes)
        time.sleep(0.5)


def _fail_if_ended(processes: Processes) -> None:
    if _interrupted.is_set():
        raise KeyboardInterrupt
    for name, process in processes.items():
        if process.poll() is not None:
            raise CommandError(f"The {name} ended with status {process.returncode}.")


def _stop(processes: Processes) -> None:
    """End each process and what it started, first asking, after GRACE seconds by force."""
    running = [process for process in processes.values() if process.poll() is None]
    for process in running:
        os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + GRACE
    for process in running:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
