"""A worker that was killed, or whose database went away, leaves its job to another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mcs.lib.periodic.models import Worker
from mcs.lib.periodic.workers import DEAD_AFTER, MOST_TRIES, resume_jobs

pytestmark = pytest.mark.django_db


def make_job(*workers: str, status: str = TaskResultStatus.RUNNING, **values: Any) -> DBTaskResult[..., Any]:
    now = timezone.now()
    about = {"task_path": "mcs.photos.tasks.make_variants", "backend_name": "default", "run_after": now}
    about |= {"started_at": now, "worker_ids": list(workers), "status": status}
    return DBTaskResult.objects.create(args_kwargs={"args": [], "kwargs": {}}, **(about | values))


def test_only_the_jobs_of_the_dead_are_taken_up_again() -> None:
    now = timezone.now()
    Worker.objects.create(name="living", seen_at=now)
    Worker.objects.create(name="silent", seen_at=now - DEAD_AFTER)
    jobs = [make_job("living"), make_job("living", "silent"), make_job("gone"), make_job(*["gone"] * MOST_TRIES)]
    assert resume_jobs() == 2
    assert [DBTaskResult.objects.get(pk=job.pk).status for job in jobs] == ["RUNNING", "READY", "READY", "FAILED"]
    assert list(Worker.objects.values_list("name", flat=True)) == ["living"]
    assert resume_jobs() == 0


def test_a_job_whose_database_went_away_is_tried_again_and_no_other_that_failed() -> None:
    failed: dict[str, Any] = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    away, old = "django.db.utils.OperationalError", timezone.now() - timedelta(hours=2)
    jobs = [
        make_job("gone", exception_class_path=away, **failed),
        make_job("gone", exception_class_path="builtins.ValueError", **failed),
        make_job("gone", exception_class_path=away, **failed | {"finished_at": old}),
        make_job(*["gone"] * MOST_TRIES, exception_class_path=away, **failed),
    ]
    assert resume_jobs() == 1
    assert [DBTaskResult.objects.get(pk=job.pk).status for job in jobs] == ["READY", "FAILED", "FAILED", "FAILED"]
