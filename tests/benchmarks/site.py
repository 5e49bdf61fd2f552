"""A site of its own for measuring: production settings, SQLite, in a folder that is thrown away."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from blog.health import probe
from tests.page_kinds import Kind

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0  # seconds


class Site:
    """Commands and a gunicorn with one worker process on an empty site under `folder`."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.port = _free_port()
        self.database = database
        self.server = 0  # its process, while it serves
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "SECRET_KEY": "measured-never-served-to-anybody-else-0123456789",
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "VAR_DIR": str(folder),
            "WEB_CONCURRENCY": "1",
        }
        if database:
            self.environment["DATABASE_URL"] = database
        self.manage("upgrade")

    def manage(self, *command: str) -> str:
        """Run a management command and return its output, which is shown only if it fails."""
        return self.python("manage.py", *command)

    def python(self, *command: str) -> str:
        """Run Python on the site and return its output, which is shown only if it fails."""
        ran = self._run([sys.executable, *command])
        if ran.returncode:
            raise SystemExit(f"python {' '.join(command)} failed:\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    @contextmanager
    def serving(self) -> Iterator[int]:
        """Serve with gunicorn and give the port; its log goes to a file in the folder."""
        command = [sys.executable, "-m", "gunicorn", "--config", "python:blog.gunicorn"]
        with (self.folder / "gunicorn.log").open("wb") as log:
            server = subprocess.Popen(
                [*command, "--bind", f"127.0.0.1:{self.port}", "blog.wsgi"],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
            try:
                self._wait(server)
                self.server = server.pid
                yield self.port
            finally:
                server.terminate()
                server.wait()

    def worked(self) -> float:
        """Return for how many seconds the processor worked for the site so far.

        In the workers, and in the PostgreSQL server if it runs here. Only Linux tells; elsewhere
        it is the time that passed.
        """
        try:
            children = Path(f"/proc/{self.server}/task/{self.server}/children").read_text()
            return sum(map(_worked, [*children.split(), *self._backends()]))
        except OSError:
            return time.perf_counter()

    def _backends(self) -> list[str]:
        if not self.database.startswith("postgres"):
            return []
        ask = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        name = urlsplit(self.database).path.strip("/")
        url = self.database.replace("postgres://", "postgresql://")
        with psycopg.connect(url) as own:
            return [f"{pid}" for (pid,) in own.execute(ask, [name])]

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + PATIENCE
        while probe(self.port, quiet=True):
            if server.poll() is not None or time.monotonic() > deadline:
                log = (self.folder / "gunicorn.log").read_text(encoding="utf-8")
                raise SystemExit(f"gunicorn did not start:\n{log}")
            time.sleep(0.1)


class SampleSite(Site):
    """A site with the sample blog and its style sheets, ready to be served."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.manage("load_sample", "--if-empty")
        # A worker would make them; without them pages show the pictures as they were uploaded.
        self.manage("make_renditions")
        self.manage("collectstatic", "--no-input")

    def kinds(self) -> list[Kind]:
        """Return every kind of public page there is in it."""
        ask = "import json; from tests.page_kinds import kinds; print(json.dumps(kinds()))"
        return [Kind(*kind) for kind in json.loads(self.manage("shell", "-v", "0", "-c", ask))]


def _worked(process: str) -> float:
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
