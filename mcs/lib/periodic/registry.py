"""The jobs, as the apps register them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Job:
    """Something to do again and again. It may be cut off at any moment and run again from the start."""

    name: str
    every: timedelta
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register(name: str, *, every: timedelta, run: Callable[[], object]) -> None:
    """Adds a job, done first when the worker next starts and then `every` so often, counted from its end.

    Registering a name again replaces it.
    """
    _jobs[name] = Job(name, every, run)


def jobs() -> list[Job]:
    """Every job, the most frequent first."""
    return sorted(_jobs.values(), key=lambda job: (job.every, job.name))
