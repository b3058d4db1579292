"""The registry of the desk's queues: each app above gives its own in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class QueueItem:
    """One thing that waits for a volunteer: what, since when, and where it is decided."""

    queue: str | Promise
    icon: str
    title: str
    excerpt: str
    waiting_since: datetime
    url: str


Queue = Callable[[], Iterable[QueueItem]]
_queues: list[Queue] = []


def register_queue(queue: Queue) -> None:
    """Adds a queue; it returns its waiting items, oldest first, at most a page of them."""
    if queue not in _queues:
        _queues.append(queue)


def open_items() -> list[QueueItem]:
    """What waits in all queues, oldest first."""
    return sorted((item for queue in _queues for item in queue()), key=lambda item: item.waiting_since)


def next_item(after: datetime) -> QueueItem | None:
    """What has waited longest among what came after that moment, else among all of it; None when nothing waits."""
    items = open_items()
    return next((item for item in items if item.waiting_since > after), items[0] if items else None)
