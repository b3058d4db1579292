"""When an e-mail may leave: after hours of quiet, on the morning of a digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from mcs.notices.enums import Frequency
from mcs.notices.models import Rhythm

DIGEST_HOUR = 7  # local


def after_quiet(rhythm: Rhythm | None, moment: datetime) -> datetime:
    """The moment, or the end of the hours of quiet it falls in."""
    if rhythm is None or rhythm.quiet_from is None or rhythm.quiet_until is None:
        return moment
    local, start, end = timezone.localtime(moment), rhythm.quiet_from, rhythm.quiet_until
    is_quiet = start <= local.time() < end if start <= end else (local.time() >= start or local.time() < end)
    if not is_quiet:
        return moment
    ends = local.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return ends if ends > local else ends + timedelta(days=1)


def next_digest(frequency: str, member: UUID, now: datetime) -> datetime:
    """The morning of the member's next digest after a moment: tomorrow's at the latest, or her day of the week.

    Her day comes from her key, so that a network's weekly digests are spread over the seven days.
    """
    local = timezone.localtime(now).replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0)
    days = 0 if local > now else 1
    if frequency == Frequency.WEEKLY:
        days = (member.int % 7 - local.weekday()) % 7
        days += 7 if days == 0 and local <= now else 0
    return local + timedelta(days=days)
