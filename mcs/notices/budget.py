"""The mail budget: how the provider's daily quota is shared between the lanes.

Codes and answers always leave. Notices may take NOTICE_SHARE of the quota, so that digests never starve; digests what
is left below RESERVE, spread over the hours of the day in which people read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from mcs.notices.enums import Lane
from mcs.notices.models import MailCount

NOTICE_SHARE = 0.6
RESERVE = 0.2  # of the quota, for codes and answers later in the day
DAY_STARTS, DAY_ENDS = time(6), time(22)  # local: when digests leave
WITHOUT_QUOTA = 1_000_000


@dataclass(frozen=True)
class Sent:
    """What left on a day, by lane."""

    transactional: int = 0
    notice: int = 0
    digest: int = 0

    @property
    def total(self) -> int:
        return self.transactional + self.notice + self.digest


def sent_on(now: datetime) -> Sent:
    """What left on the local day of that moment (one query)."""
    counts = dict(MailCount.objects.filter(day=timezone.localdate(now)).values_list("lane", "count"))
    return Sent(**{lane.value: counts.get(lane.value, 0) for lane in Lane})


def allowance(lane: Lane, sent: Sent, now: datetime, quota: int | None = None) -> int:
    """How many e-mails of the lane may leave at that moment, after what left today."""
    quota = settings.MAIL_DAILY_QUOTA if quota is None else quota
    if lane == Lane.TRANSACTIONAL or not quota:
        return WITHOUT_QUOTA
    free = int(quota * (1 - RESERVE)) - sent.notice - sent.digest - max(0, sent.transactional - int(quota * RESERVE))
    if lane == Lane.NOTICE:
        return max(0, min(free, int(quota * NOTICE_SHARE) - sent.notice))
    share = int(quota * (1 - RESERVE)) - sent.notice
    return max(0, min(free, int(share * _elapsed(now)) - sent.digest))


def record_sent(lane: Lane, number: int = 1) -> None:
    """Counts e-mails of the lane today. One statement but for the first of a day."""
    row = MailCount.objects.filter(day=timezone.localdate(), lane=lane)
    if not row.update(count=F("count") + number):
        MailCount.objects.get_or_create(day=timezone.localdate(), lane=lane)
        row.update(count=F("count") + number)


def _elapsed(now: datetime) -> float:
    """The part of the reading day that has passed, from 0 to 1."""
    local = timezone.localtime(now)
    minute = local.hour * 60 + local.minute
    start, end = DAY_STARTS.hour * 60, DAY_ENDS.hour * 60
    return min(1.0, max(0.0, (minute - start) / (end - start)))
