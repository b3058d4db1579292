"""Doing something a little later, so that it can still be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string


def enqueue_after(name: str, *, delay: timedelta, **arguments: Any) -> None:
    """Queues the job of that dotted name for when the delay is over; a rollback takes it back.

    Named by its path: tasks stand to the right of actions. A backend that can't wait, as the tests' own, runs it now.
    """
    task = import_string(name)
    if task.get_backend().supports_defer:
        task = task.using(run_after=timezone.now() + delay)
    task.enqueue(**arguments)
