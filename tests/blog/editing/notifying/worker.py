"""The worker, for one round."""

from __future__ import annotations

from django_tasks_db.management.commands import db_worker


def work() -> None:
    """Do everything that waits, as the worker does."""
    db_worker.Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    ).run()
