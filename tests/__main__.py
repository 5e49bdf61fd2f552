"""Run the whole suite on SQLite, then on PostgreSQL where a server answers: `python -m tests`.

What touches no database, and what only looks at pages, runs once.

TEST_DATABASE_URL names the PostgreSQL server; Django makes and drops a database of its own there.
MASTHEAD_REQUIRE_ALL=1 makes a missing server or browser a failure. Further arguments go to pytest.
The exit status is 0 only if everything that ran passed.
"""

import os
import subprocess
import sys

import environ
import psycopg

DEFAULT_URL = "postgres://postgres@127.0.0.1:5432/postgres"


def main(arguments: list[str]) -> int:
    """Run both suites, the second even if the first failed, and report the worse result."""
    status = _suite("SQLite", "sqlite:///unused.sqlite3", arguments)
    url = os.environ.get("TEST_DATABASE_URL", DEFAULT_URL)
    reason = unreachable(url)
    if not reason:
        # What has nothing to do with the database was run already.
        return _suite("PostgreSQL", url, ["-m", "not once", *arguments]) or status
    required = os.environ.get("MASTHEAD_REQUIRE_ALL") == "1"
    print(f"== Tests on PostgreSQL: {'MISSING' if required else 'left out'}, {reason}", flush=True)
    return status or int(required)


def _suite(name: str, url: str, arguments: list[str]) -> int:
    print(f"== Tests on {name}", flush=True)
    # Each worker has a part of its own, until one has nothing left: what a module prepares is
    # rarely prepared twice, and one works while the other waits for its browser.
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *arguments]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


def unreachable(url: str) -> str:
    """Say why no server answers at `url`, or return nothing if one does."""
    database = environ.Env.db_url_config(url)
    where = f"{database['HOST'] or 'the local socket'}:{database['PORT'] or 5432}"
    try:
        psycopg.connect(
            host=database["HOST"] or None,
            port=database["PORT"] or None,
            user=database["USER"] or None,
            password=database["PASSWORD"] or None,
            dbname=database["NAME"],
            connect_timeout=5,
        ).close()
    except psycopg.OperationalError as error:
        return f"no server answers at {where} ({str(error).strip().splitlines()[0]})"
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
