"""Which queues take nothing new now, why, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.lib.dates import spoken_day
from mcs.moderation.models import Pause
from mcs.moderation.queues import Queue, all_queues, queue_named


@dataclass(frozen=True)
class CurrentPause:
    """A pause that everybody is told of; `until` is its last day."""

    queue: Queue
    until: date
    reason: str

    def __str__(self) -> str:
        said = _("The volunteers are pausing %(what)s until the end of %(day)s.")
        return said % {"what": self.queue.paused, "day": spoken_day(self.until)}


def pausable_queues() -> list[Queue]:
    """Those that the public feeds and that the law lets one close for a while."""
    return [queue for queue in all_queues() if queue.paused]


def pause_of(name: str) -> CurrentPause | None:
    """The pause of the queue of that name, if one is on today: one query."""
    return current_pauses([name]).get(name)


def current_pauses(names: list[str]) -> dict[str, CurrentPause]:
    """The pauses that are on today, by the names of their queues: one query. Nothing ends them but the day."""
    found = Pause.objects.filter(queue__in=names, until__gte=timezone.localdate())
    pauses = [(queue_named(pause.queue), pause) for pause in found]
    return {queue.name: CurrentPause(queue, pause.until, pause.text) for queue, pause in pauses if queue}
