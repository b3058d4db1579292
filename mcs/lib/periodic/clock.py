"""Doing each job when its turn comes, once, whatever happens to whoever began it."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections, connection
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from mcs.lib.periodic.models import Turn
from mcs.lib.periodic.registry import Job, jobs

logger = logging.getLogger(__name__)
# A worker that has not ended a job by then is taken for dead: as long as the job's period, within these.
HELD_LEAST, HELD_MOST = timedelta(minutes=2), timedelta(minutes=15)
AGAIN_AFTER = timedelta(minutes=5)  # a job that failed, unless it comes sooner anyway
FAREWELL = 6  # seconds
TICK = 5  # seconds between two looks at the clock


def run_due_jobs() -> list[str]:
    """Does every job whose turn has come and nobody has in hand; returns their names.

    One query when nothing is due. A job that raises is logged, kept in its turn and tried again; the others go on.
    """
    now, known = timezone.now(), dict(Turn.objects.order_by("name").values_list("name", "due_at"))
    missing = [job for job in jobs() if job.name not in known]
    if missing:
        Turn.objects.bulk_create([Turn(name=job.name, due_at=now) for job in missing], ignore_conflicts=True)
    return [job.name for job in jobs() if known.get(job.name, now) <= now and _run(job)]


def _run(job: Job) -> bool:
    """Takes the turn, does the job, and sets the next turn; False when another worker was quicker."""
    holder = get_random_string(32)
    if not _take(job, holder):
        return False
    error, rest = "", job.every
    try:
        job.run()
    except Exception:
        logger.exception("The periodic job %s failed.", job.name)
        error, rest = traceback.format_exc(), min(job.every, AGAIN_AFTER)
    ended = timezone.now()
    done = {} if error else {"done_at": ended}
    # Only its own turn: one that took longer than it may be held was perhaps given to another.
    mine = Turn.objects.filter(name=job.name, holder=holder)
    mine.update(due_at=ended + rest, held_until=None, holder="", error=error, **done)
    return True


def _take(job: Job, holder: str) -> bool:
    """One statement, so of two workers at the same moment one gets it, on both databases."""
    now, held_for = timezone.now(), min(max(job.every, HELD_LEAST), HELD_MOST)
    free = Q(held_until=None) | Q(held_until__lte=now)
    turn = Turn.objects.filter(free, name=job.name, due_at__lte=now)
    return turn.update(held_until=now + held_for, holder=holder) == 1


class Clock(threading.Thread):
    """Does something every few seconds beside a worker, until it is stopped or the process ends."""

    def __init__(self, tick: Callable[[], object] = run_due_jobs, seconds: float = TICK) -> None:
        super().__init__(name=tick.__name__, daemon=True)
        self.tick, self.seconds = tick, seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        while not self._stopping.is_set():
            close_old_connections()
            try:
                self.tick()
            except Exception:  # the database is away: it comes back
                logger.exception("%s could not be done.", self.name)
                connection.close()
            self._stopping.wait(self.seconds)
        connection.close()

    def stop(self) -> None:
        """Lets what is in hand end, but waits only some seconds for it: cut off, it is done again later."""
        self._stopping.set()
        self.join(FAREWELL)
