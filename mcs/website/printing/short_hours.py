"""A week's opening hours in the fewest words: "lun–ven 9h–12h30, 14h–19h · sam 9h–13h"."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mcs.lib import hours
from mcs.lib.hours import DayHours

_ANY_HOLIDAY = "PH 00:00-24:00"
_LONGEST = 4  # kinds of days; a week that needs more is told by telephone

Spans = tuple[tuple[time, time], ...]


def short_hours(expression: str, week_of: date) -> str:
    """The hours of that week, days of the same hours together, closed days left out; "" when they are not known."""
    days = hours.week(expression, week_of)
    if not any(day.spans for day in days):
        return ""
    if all(day.spans == ((time(), time()),) for day in days):
        return _("day and night")
    runs = _runs(days)
    if len(runs) > _LONGEST:
        return _("variable hours, please call")
    return " · ".join(f"{_days(first, last)} {_spans(spans)}" for first, last, spans in runs).strip()


@lru_cache(maxsize=8)
def plain_week(today: date) -> date:
    """A day of the first week from today without a public holiday: its hours are those of any other week."""
    weeks = (today + timedelta(weeks=number) for number in range(8))
    return next((day for day in weeks if not any(shown.spans for shown in hours.week(_ANY_HOLIDAY, day))), today)


def _runs(days: list[DayHours]) -> list[tuple[int, int, Spans]]:
    """First and last day (Monday is 0) of each run of open days with the same hours."""
    runs: list[tuple[int, int, Spans]] = []
    for number, day in enumerate(days):
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == day.spans:
            runs[-1] = (runs[-1][0], number, day.spans)
        elif day.spans:
            runs.append((number, number, day.spans))
    return runs


def _days(first: int, last: int) -> str:
    names = (
        pgettext("on paper", "Mon"),
        pgettext("on paper", "Tue"),
        pgettext("on paper", "Wed"),
        pgettext("on paper", "Thu"),
        pgettext("on paper", "Fri"),
        pgettext("on paper", "Sat"),
        pgettext("on paper", "Sun"),
    )
    if (first, last) == (0, 6):
        return pgettext("on paper", "daily")
    return names[first] if first == last else f"{names[first]}–{names[last]}"


def _spans(spans: Spans) -> str:
    return ", ".join(f"{_clock(begins)}–{_clock(stops, is_end=True)}" for begins, stops in spans)


def _clock(moment: time, *, is_end: bool = False) -> str:
    hour = 24 if is_end and moment == time() else moment.hour
    return f"{hour}h{moment.minute:02}" if moment.minute else f"{hour}h"
