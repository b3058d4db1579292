"""Which workers live, and the jobs of those that do not: killed in the middle of one, it is taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mcs.lib.away import DATABASE_AWAY
from mcs.lib.periodic.clock import Clock
from mcs.lib.periodic.models import Worker

BEAT = 5  # seconds between two signs of life
DEAD_AFTER = timedelta(minutes=1)  # without any; a long lock may keep some from being given
MOST_TRIES = 5  # a job that ends its worker each time is left as failed
AWAY = [f"{kind.__module__}.{kind.__qualname__}" for kind in DATABASE_AWAY]


@contextmanager
def living_worker() -> Iterator[str]:
    """A name for a worker, known as living until the block ends. Raises OperationalError when it can't be told."""
    name = get_random_string(32)
    _show(name)

    def give_sign() -> None:
        _show(name)

    clock = Clock(give_sign, BEAT)
    clock.start()
    try:
        yield name
    finally:
        clock.stop()
        with suppress(DatabaseError):
            Worker.objects.filter(name=name).delete()


def _show(name: str) -> None:
    Worker.objects.update_or_create(name=name, defaults={"seen_at": timezone.now()})


def resume_jobs() -> int:
    """Puts back into the queue the jobs whose worker died or whose database went away; returns how many."""
    now = timezone.now()
    living = set(Worker.objects.filter(seen_at__gt=now - DEAD_AFTER).order_by().values_list("name", flat=True))
    running = [job for job in DBTaskResult.objects.running() if job.worker_ids[-1] not in living]
    recent = now - timedelta(hours=1)
    failed = DBTaskResult.objects.failed().filter(exception_class_path__in=AWAY, finished_at__gt=recent)
    resumed = 0
    for job in [*running, *failed]:
        # As it was seen: another worker may have put it back, and a third have taken it.
        seen = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
        if len(job.worker_ids) < MOST_TRIES:
            resumed += seen.update(status=TaskResultStatus.READY, finished_at=None)
        elif job.status == TaskResultStatus.RUNNING and seen.exists():
            job.set_failed(RuntimeError(f"Its worker died each of {MOST_TRIES} times."))
    Worker.objects.filter(seen_at__lte=now - DEAD_AFTER).delete()
    return resumed
