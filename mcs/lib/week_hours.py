"""A week's opening hours as a form shows them, from OpenStreetMap's syntax and back, losing nothing.

What a form can't say (seasons, numbered weeks, comments, holidays with hours of their own) is kept apart, as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from django.utils import timezone

from mcs.lib.hours import parse

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY = 24 * 60
# Minutes from midnight; what ends after midnight has an end past DAY: (20 * 60, DAY + 2 * 60) is 20:00 to 2:00.
Span = tuple[int, int]
Spans = tuple[Span, ...]
CLOSED: tuple[Spans, ...] = ((),) * 7

_CLOCK = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_SPANS = rf"{_CLOCK}\s*-\s*{_CLOCK}(?:\s*,\s*{_CLOCK}\s*-\s*{_CLOCK})*"
_DAY = rf"(?:{'|'.join(DAYS)})"
_NAMED = rf"(?:{_DAY}(?:\s*-\s*{_DAY})?|PH)"
_RULE = re.compile(
    rf"\s*(?:(?P<days>{_NAMED}(?:\s*,\s*{_NAMED})*)\s*:?\s*)?(?P<hours>{_SPANS}|off|closed)\s*(?P<end>;|,|$)"
)
# Two years from a Monday, with holidays on every day of the week and both changes of the clock, twice.
_YEARS = (2026, 2028)


@dataclass(frozen=True)
class WeekHours:
    """What a form can say of opening hours, and what it can't.

    `days` are Monday to Sunday, spans in order and apart. `rest` are the rules that come after, in OSM syntax.
    """

    days: tuple[Spans, ...] = CLOSED
    always: bool = False  # around the clock, every day
    off_on_holidays: bool = False
    rest: str = ""
    # Between the days' rules. With ";" the parser ends at midnight what ran over it into a day that has a rule.
    separator: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said that a form can show."""
        return not self.always and not any(self.days) and not self.off_on_holidays

    def same_week(self, other: WeekHours) -> bool:
        """Whether both say the same but for the rest and the way of writing."""
        return (self.days, self.always, self.off_on_holidays) == (other.days, other.always, other.off_on_holidays)


def read_week(expression: str) -> WeekHours | None:
    """The expression as a week and a rest; None when the parser refuses it.

    `write_week` of the answer means the same at every minute: the longest beginning for which that holds is the week.
    """
    expression = expression.strip()
    return WeekHours() if not expression else _read(expression) if parse(expression) else None


@lru_cache(maxsize=512)
def _read(expression: str) -> WeekHours:
    candidates = [week for begun in _beginnings(expression) for week in _separated(begun)]
    return next(
        (week for week in candidates if means_the_same(write_week(week), expression)), WeekHours(rest=expression)
    )


def write_week(week: WeekHours) -> str:
    """The OSM expression of a week and its rest; "" for an empty one."""
    rules: dict[Spans, list[int]] = {}
    for day, spans in enumerate(week.days):
        if spans:
            rules.setdefault(spans, []).append(day)
    over_midnight = any(end > DAY for spans in rules for _start, end in spans)
    separator = week.separator or (", " if over_midnight else "; ")
    regular = separator.join(f"{_written_days(days)} {_written_spans(spans)}" for spans, days in rules.items())
    parts = ["24/7" if week.always else regular, "PH off" if week.off_on_holidays else "", week.rest]
    return "; ".join(part for part in parts if part)


def means_the_same(one: str, other: str) -> bool:
    """Whether two expressions say the same at every minute of two years, comments included."""
    return one == other or _timetable(one) == _timetable(other)


def _timetable(expression: str) -> list[tuple[datetime, object, str]]:
    """Each change with the state and comment that begin there."""
    hours, zone = parse(expression), timezone.get_default_timezone()
    if hours is None:
        return []
    first, last = (datetime(year, 1, 1, tzinfo=zone) for year in _YEARS)
    table: list[tuple[datetime, object, str]] = []
    for begins, ends, state, comment in hours.intervals(first, last + timedelta(days=2)):
        if begins < ends and (not table or table[-1][1:] != (state, comment)):
            table.append((begins, state, comment))
    return table


def _beginnings(expression: str) -> Iterator[WeekHours]:
    """The weeks that the expression's simple rules make, from all of them down to one, each with what is left."""
    week, weeks, place = WeekHours(), [], 0
    if match := re.match(r"24/7\s*(?:;|$)", expression):
        week, place = replace(week, always=True), match.end()
        weeks.append(replace(week, rest=expression[place:].strip()))
    added = False
    while place < len(expression) and (match := _RULE.match(expression, place)):
        week = _with_rule(week, match, added)
        place, added = match.end(), match["end"] == ","
        if not added:  # what an additional rule adds to must not be parted from it
            weeks.append(replace(week, rest=expression[place:].strip()))
    yield from reversed(weeks)


def _separated(week: WeekHours) -> tuple[WeekHours, ...]:
    return (week, replace(week, separator="; "), replace(week, separator=", "))


def _with_rule(week: WeekHours, match: re.Match[str], added: bool) -> WeekHours:
    """The week with one more rule: added to what was said of its days, or in its place."""
    off = match["hours"] in ("off", "closed")
    named = re.sub(r"\s", "", match["days"] or "Mo-Su").split(",")
    spans = () if off else tuple(sorted(_spans(match["hours"])))
    days = list(week.days)
    for day in (day for name in named if name != "PH" for day in _day_range(name)):
        days[day] = tuple(sorted({*days[day], *spans})) if added and not off else spans
    return replace(week, days=tuple(days), off_on_holidays=week.off_on_holidays or (off and "PH" in named))


def _day_range(name: str) -> list[int]:
    first, _, last = name.partition("-")
    start = DAYS.index(first)
    length = (DAYS.index(last or first) - start) % 7 + 1
    return [(start + step) % 7 for step in range(length)]


def _spans(text: str) -> Iterator[Span]:
    for span in text.split(","):
        start, end = (_minutes(clock) for clock in span.split("-"))
        yield (start, end if end > start else end + DAY)


def _minutes(clock: str) -> int:
    hour, _, minute = clock.strip().partition(":")
    return int(hour) * 60 + int(minute)


def _written_spans(spans: Spans) -> str:
    return ",".join(f"{_clock(start)}-{_clock(end if end <= DAY else end - DAY)}" for start, end in spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def runs_of(days: Sequence[int]) -> list[list[int]]:
    """Days (0 is Monday), in their order, as the stretches that follow each other: [0, 1, 4] is [[0, 1], [4]]."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _written_days(days: list[int]) -> str:
    return ",".join(
        DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}{'-' if len(run) > 2 else ','}{DAYS[run[-1]]}"
        for run in runs_of(days)
    )
