"""How many e-mails are to leave in the next days, beside what the provider takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils import timezone

from mcs.notices.budget import NOTICE_SHARE, RESERVE, Sent, sent_on
from mcs.notices.enums import Frequency, Lane
from mcs.notices.models import MailCount, NoticeEntry, Preference, Rhythm
from mcs.notices.queries import DIGEST

DAYS = 7


@dataclass(frozen=True)
class Day:
    """What a day is expected to want, and how many digests it leaves to the next."""

    day: date
    transactional: int
    notices: int
    digests: int
    left_over: int


@dataclass(frozen=True)
class Forecast:
    quota: int  # e-mails a day; 0: no limit
    sent: Sent
    waiting: int  # members whose e-mail is due now
    days: list[Day]

    @property
    def fits(self) -> bool:
        """Whether every digest of the days ahead leaves on its day."""
        return not any(day.left_over for day in self.days)


def forecast(now: datetime) -> Forecast:
    """The next DAYS days, codes and notices as in the last ones, digests as they are planned: six queries."""
    today = timezone.localdate(now)
    usual, daily, (overdue, planned) = _usual(today), _daily(), _planned(today)
    notices = NoticeEntry.objects.filter(gathered=False, mail_due_at__lte=now).order_by()
    waiting = notices.values("member").distinct().count() + Rhythm.objects.filter(next_digest_at__lte=now).count()
    sent, left_over, days = sent_on(now), overdue, []
    for ahead in range(DAYS):
        day = today + timedelta(days=ahead)
        digests = planned[ahead] + (daily if ahead > 1 else 0) + (sent.digest if not ahead else 0)
        wanted = left_over + digests
        left_over = max(0, wanted - _room(usual)) if settings.MAIL_DAILY_QUOTA else 0
        days.append(Day(day, usual[Lane.TRANSACTIONAL], usual[Lane.NOTICE], wanted - left_over, left_over))
    return Forecast(settings.MAIL_DAILY_QUOTA, sent, waiting, days)


def _room(usual: dict[str, int]) -> int:
    """How many digests a day has room for, beside what is usual (as mcs.notices.budget shares it)."""
    quota = settings.MAIL_DAILY_QUOTA
    notices = min(usual[Lane.NOTICE], int(quota * NOTICE_SHARE))
    return max(0, quota - max(int(quota * RESERVE), usual[Lane.TRANSACTIONAL]) - notices)


def _usual(today: date) -> dict[str, int]:
    """E-mails of a lane on an average day of the last DAYS."""
    lately = MailCount.objects.filter(day__gte=today - timedelta(days=DAYS), day__lt=today).order_by()
    sums = dict(lately.values("lane").annotate(sum=Sum("count")).values_list("lane", "sum"))
    return {lane.value: -(-sums.get(lane.value, 0) // DAYS) for lane in Lane}


def _planned(today: date) -> tuple[int, list[int]]:
    """Digests planned for before today, and for each of the DAYS from today on: one query."""
    midnights = [
        datetime.combine(today + timedelta(days=ahead), time.min, timezone.get_current_timezone())
        for ahead in range(DAYS + 1)
    ]
    counts = {"overdue": Count("pk", filter=Q(next_digest_at__lt=midnights[0]))}
    for ahead in range(DAYS):
        within = Q(next_digest_at__gte=midnights[ahead], next_digest_at__lt=midnights[ahead + 1])
        counts[f"day{ahead}"] = Count("pk", filter=within)
    found = Rhythm.objects.filter(next_digest_at__lt=midnights[-1]).aggregate(**counts)
    return found["overdue"], [found[f"day{ahead}"] for ahead in range(DAYS)]


def _daily() -> int:
    """Members who want a digest every day: only their next one is planned."""
    wanted = Preference.objects.filter(kind=DIGEST, frequency=Frequency.DAILY)
    return wanted.filter(member__rhythm__next_digest_at__isnull=False).count()
