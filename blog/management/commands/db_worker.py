"""The worker of django-tasks-db, with a lease."""

from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands import db_worker

from blog import leases


class Command(db_worker.Command):
    """Run background jobs; those of a worker that was killed are taken on after a minute."""

    def handle(self, *, worker_id: str, **options: Any) -> None:
        """Keep the lease for as long as the process lives."""
        leases.keep(worker_id)
        super().handle(worker_id=worker_id, **options)
