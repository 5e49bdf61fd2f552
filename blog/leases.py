"""Giving a background job that its worker did not survive to another worker.

A worker renews a lease in the shared cache while it lives. A job that is marked as running by a
worker without a lease goes back into the queue: jobs are idempotent, so running one twice is safe.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.core.cache import cache
from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

LEASE = 60  # seconds without a sign of life after which a worker counts as gone
RENEWED_EVERY = 15  # seconds
MOST_ATTEMPTS = 5  # a job that takes this many workers down with it is given up


def renew(worker_id: str) -> None:
    """Say that this worker lives."""
    cache.set(_key(worker_id), 1, LEASE)


def reclaim() -> int:
    """Put the jobs of workers that are gone back into the queue; return how many."""
    since = timezone.now() - timedelta(seconds=LEASE)
    count = 0
    for job in DBTaskResult.objects.running().filter(started_at__lt=since):
        workers = job.worker_ids
        if workers and cache.get(_key(workers[-1])):
            continue
        again = len(workers) < MOST_ATTEMPTS
        status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        # Only if nobody else has taken it on in the meantime.
        same = DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at)
        count += same.update(status=status, finished_at=None if again else timezone.now())
        logger.warning(
            "The worker of job %s is gone; the job is %s",
            job.pk,
            "queued again" if again else "given up",
        )
    return count


def keep(worker_id: str) -> threading.Thread:
    """Renew the lease and reclaim jobs in a thread that ends with the process."""
    thread = threading.Thread(target=_keep, args=[worker_id], name="lease", daemon=True)
    renew(worker_id)
    thread.start()
    return thread


def _keep(worker_id: str) -> None:
    pause = threading.Event()
    while True:
        try:
            close_old_connections()
            renew(worker_id)
            reclaim()
        except Exception:
            # The database may be restarting; the next round tries again.
            logger.exception("The lease was not renewed")
        finally:
            connection.close()
        pause.wait(RENEWED_EVERY)


def _key(worker_id: str) -> str:
    return f"worker:{worker_id}"
