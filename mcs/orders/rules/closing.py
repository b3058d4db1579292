"""Until when something may be asked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mcs.orders.enums import Weekday
from mcs.orders.models import Counter

FURTHEST = timedelta(days=366)


def reason_against(
    counter: Counter, day: date, at: time | None, lead_hours: int = 0, now: datetime | None = None
) -> str | Promise | None:
    """Why it can't be for then; None when it can. Without an hour, any hour of the day will do."""
    local = timezone.localtime(now)
    if day < local.date():
        return _("This day is over: choose today or a later one.")
    if day > local.date() + FURTHEST:
        return _("A year ahead at most: choose a nearer day.")
    if day.weekday() in counter.days_off:
        return _("Not served on this day of the week: %(days)s.") % {"days": days_off_text(counter)}
    if counter.is_paused(day) and counter.paused_until:
        return _("Orders pause until this day: choose a later one.")
    hours = max(counter.closes_hours, lead_hours)
    wanted = timezone.make_aware(datetime.combine(day, at or time(23, 59)))
    if wanted - timedelta(hours=hours) < local - timedelta(minutes=1):
        if hours:
            return _("Too soon: this has to be ordered %(hours)s h before.") % {"hours": hours}
        return _("This hour is over: choose a later one.")
    return None


def days_off_text(counter: Counter) -> str:
    """ "lundi, dimanche": the days of the week on which nothing is served."""
    return ", ".join(str(Weekday(number).label).lower() for number in counter.days_off)
