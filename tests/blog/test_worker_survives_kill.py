"""A job survives the worker that ran it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import get_commands
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from blog import leases
from blog.editing.rerender import rerender

Job = DBTaskResult[..., Any]

pytestmark = pytest.mark.django_db


@pytest.fixture
def job() -> Job:
    """A job that a worker took on two minutes ago."""
    rerender.enqueue()
    job = DBTaskResult.objects.get()
    job.claim("first")
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    return job


def test_a_job_whose_worker_lives_is_left_to_it(job: Job) -> None:
    leases.renew("first")

    assert leases.reclaim() == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_a_job_whose_worker_is_gone_is_queued_again(job: Job) -> None:
    assert leases.reclaim() == 1
    assert DBTaskResult.objects.ready().get().pk == job.pk


def test_a_job_just_taken_on_is_left_alone(job: Job) -> None:
    DBTaskResult.objects.update(started_at=timezone.now())

    assert leases.reclaim() == 0


def test_a_job_that_kills_every_worker_is_given_up(job: Job) -> None:
    DBTaskResult.objects.update(worker_ids=["a", "b", "c", "d", "e"])

    leases.reclaim()

    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_the_worker_that_is_started_keeps_a_lease() -> None:
    assert get_commands()["db_worker"] == "blog"
