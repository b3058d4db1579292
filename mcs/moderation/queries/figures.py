"""How the desk copes: what waits, since when, and how long a decision takes, by queue and by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.moderation.models import DeskDecision
from mcs.moderation.queries.desk import waiting_figures
from mcs.moderation.queues import Queue

WEEKS = 8
MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class QueueFigures:
    """`oldest` is since when the oldest waits; `waits` the seconds that each decided item had waited."""

    queue: Queue
    waiting: int
    oldest: datetime | None
    waits: list[int]

    @property
    def median(self) -> str:
        return spoken(self.waits)


@dataclass(frozen=True)
class WeekFigures:
    """`share` of the busiest week, in hundredths."""

    monday: date
    waits: list[int]
    share: int

    @property
    def median(self) -> str:
        return spoken(self.waits)


def desk_figures(queues: Sequence[Queue], chosen: str) -> dict[str, Any]:
    """The figures of those queues, and week by week of all or the one chosen, newest first: two queries.

    What was taken back is not counted: it waits again, or was decided anew.
    """
    names = [queue.name for queue in queues]
    now = waiting_figures(names)
    mondays = _mondays()
    by_queue: dict[str, list[int]] = defaultdict(list)
    by_week: dict[date, list[int]] = defaultdict(list)
    since = timezone.make_aware(datetime.combine(mondays[-1], datetime.min.time()))
    decided = DeskDecision.objects.filter(queue__in=names, undone_at=None, decided_at__gte=since).order_by("pk")
    for queue, decided_at, waited in decided.values_list("queue", "decided_at", "waited"):
        by_queue[queue].append(waited)
        if chosen in ("", queue):
            by_week[_monday(timezone.localdate(decided_at))].append(waited)
    busiest = max(map(len, by_week.values()), default=0) or 1
    return {
        "by_queue": [_queue_figures(one, now.get(one.name), by_queue[one.name]) for one in queues],
        "by_week": [WeekFigures(day, by_week[day], len(by_week[day]) * 100 // busiest) for day in mondays],
    }


def _queue_figures(queue: Queue, now: tuple[int, datetime] | None, waits: list[int]) -> QueueFigures:
    waiting, oldest = now or (0, None)
    return QueueFigures(queue, waiting, oldest, waits)


def spoken(waits: list[int]) -> str:
    """The median of seconds in the unit one would say it in; a dash for none."""
    if not waits:
        return "—"
    seconds = median(waits)
    if seconds < HOUR:
        return _("%(count)s min") % {"count": max(1, round(seconds / MINUTE))}
    if seconds < 2 * DAY:
        return _("%(count)s h") % {"count": round(seconds / HOUR)}
    return _("%(count)s d") % {"count": round(seconds / DAY)}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _mondays() -> list[date]:
    return [_monday(timezone.localdate()) - timedelta(weeks=number) for number in range(WEEKS)]
