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

from blog.health import probe
from tests.page_kinds import Kind

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0  # seconds


class Site:
    """Commands and a gunicorn with one worker process on an empty site under `folder`."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.port = _free_port()
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
                yield self.port
            finally:
                server.terminate()
                server.wait()

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
        self.manage("collectstatic", "--no-input")

    def kinds(self) -> list[Kind]:
        """Return every kind of public page there is in it."""
        ask = "import json; from tests.page_kinds import kinds; print(json.dumps(kinds()))"
        return [Kind(*kind) for kind in json.loads(self.manage("shell", "-v", "0", "-c", ask))]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
