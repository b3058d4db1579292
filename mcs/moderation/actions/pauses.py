"""Pausing a queue, and opening it again before its day."""

from __future__ import annotations

from datetime import date

from mcs.members.models import Member
from mcs.moderation.models import Pause
from mcs.moderation.queues import Queue


def begin_pause(*, queue: Queue, until: date, reason: str, member: Member) -> Pause:
    """From now on the queue takes nothing new until that day's end; one that is paused already ends on that day."""
    values = {"until": until, "text": reason, "set_by": member}
    return Pause.objects.update_or_create(queue=queue.name, defaults=values)[0]


def end_pause(*, queue: Queue) -> bool:
    """Takes things again at once; False when it was not paused."""
    return bool(Pause.objects.filter(queue=queue.name).delete()[0])
