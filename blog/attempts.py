"""Trying again later what the other side did not take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone


def try_again(job: Any, attempt: int, pauses: Sequence[timedelta], **arguments: Any) -> bool:
    """Enqueue the next attempt of a job, after the pause that follows number `attempt` (from 0).

    Returns False, with nothing enqueued, where all the pauses have passed: then it is given up.
    """
    if attempt >= len(pauses):
        return False
    job.using(run_after=timezone.now() + pauses[attempt]).enqueue(**arguments, attempt=attempt + 1)
    return True
