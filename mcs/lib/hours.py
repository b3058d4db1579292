"""Opening hours in OpenStreetMap's syntax: are they open, until when, and the week as a shopkeeper would write it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from mcs.lib.still import is_still

# Without a horizon an expression that never opens costs 0.8 s to evaluate.
HORIZON_DAYS = 366
# Changes looked at before one of them opens or closes; the others only change a comment.
MOST_STEPS = 400
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Opening:
    """Whether a place is open, and the next moment that changes (None when it never does within a year)."""

    is_open: bool
    changes_at: datetime | None


@dataclass(frozen=True)
class DayHours:
    """One day of the week to come: its date and its spans, each from one local time to another."""

    day: date
    spans: tuple[tuple[time, time], ...]
    is_today: bool


@lru_cache(maxsize=4096)
def parse(expression: str) -> OpeningHours | None:
    """The parsed expression, or None when it is empty or can't be read."""
    if not expression.strip():
        return None
    try:
        return OpeningHours(
            expression,
            timezone=timezone.get_default_timezone(),
            country="FR",
            max_interval_days=HORIZON_DAYS,
        )
    except ParserError:
        return None


def validate_hours(expression: str) -> None:
    """Raises ValidationError for an expression the parser refuses."""
    if expression and parse(expression) is None:
        raise ValidationError(gettext_lazy("We could not read these opening hours."), code="hours")


def opening(expression: str, at: datetime) -> Opening | None:
    """The state at an aware moment; None when the hours are not known or not certain."""
    is_open_now, changes_at = state_until(expression, at)
    return None if is_open_now is None else Opening(is_open_now, changes_at)


def said_now(expression: str) -> tuple[Opening | None, str]:
    """The state at this moment and its words, as a badge has them; nothing where it is not known, nor on a page that
    stays as it is written now."""
    now = timezone.now()
    state = None if is_still() else opening(expression, now)
    return state, opening_text(state, now) if state else ""


def state_until(expression: str, at: datetime) -> tuple[bool | None, datetime | None]:
    """Whether it is open at an aware moment (None: not known), and the moment, in UTC, that answer changes.

    None for that moment when it doesn't come within a year. A change of comment alone is no change. In the hour that
    comes twice in October each change happens once, the first time the clock shows it.
    """
    hours = parse(expression)
    if hours is None:
        return None, None
    here = _here(at)
    state, probe = _is_open(hours, here), here
    for _step in range(MOST_STEPS):
        change = hours.next_change(probe)
        if change is None:
            return state, None
        moment = change.replace(fold=0).astimezone(UTC)
        if moment > at and _is_open(hours, _here(moment)) != state:
            return state, moment
        # The same instant can come back where the clock jumps over a span in March.
        probe = change if change > probe else probe + timedelta(minutes=1)
    return state, None


def is_open(expression: str, at: datetime) -> bool | None:
    """Whether the place is open at an aware moment; None when that is not known."""
    hours = parse(expression)
    return None if hours is None else _is_open(hours, _here(at))


def _is_open(hours: OpeningHours, here: datetime) -> bool | None:
    return None if hours.is_unknown(here) else bool(hours.is_open(here))


def _here(at: datetime) -> datetime:
    """The local time the parser is asked about: it takes no moment in a nameless zone such as UTC.

    When the clock shows an hour for the second time, what had changed in it has changed: its last minute tells. Of that
    hour the parser is always asked about the second, because it errs in the last minute of the first.
    """
    here = at.astimezone(timezone.get_default_timezone())
    again = here.replace(fold=1)
    if again.utcoffset() == here.replace(fold=0).utcoffset():
        return here
    return again.replace(minute=59, second=0, microsecond=0) if here.fold else again


def with_closures(expression: str, closures: Iterable[tuple[date, date]]) -> str:
    """The expression with exceptional closures, each from its first day to its last, as rules that win over the rest.

    A closure takes away what begins on its days. The night begun on the evening before ends as usual, and that of the
    last day doesn't happen, though it would run into the morning after. Hours that can't be read are returned as
    they are: a closure tells nothing of the other days.
    """
    hours = parse(expression)
    if hours is None:
        return expression
    rules = [expression]
    for first, last in _runs(closures):
        after = last + timedelta(days=1)
        days = _osm_day(first) if first == last else f"{_osm_day(first)}-{_osm_day(last)}"
        rules.append(f"{days} off")
        if end := _night_end(hours, after):
            rules.append(f"{_osm_day(after)} 00:00-{end:%H:%M} off")
        if end := _night_end(hours, first):
            rules.append(f"{_osm_day(first)} 00:00-{end:%H:%M}")
    return "; ".join(rules)


def _runs(closures: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Closures that overlap or follow each other as one, in order."""
    runs: list[tuple[date, date]] = []
    for first, last in sorted(closures):
        if runs and first <= runs[-1][1] + timedelta(days=1):
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((first, last))
    return runs


def _night_end(hours: OpeningHours, day: date) -> time | None:
    """When what began on the evening before ends on that day, before noon; None when nothing runs into it."""
    midnight = datetime.combine(day, time(), timezone.get_default_timezone())
    if not (hours.is_open(midnight) and hours.is_open(midnight - timedelta(minutes=1))):
        return None
    end = hours.next_change(midnight)
    return end.time() if end and end.date() == day and end.time() <= time(12) else None


def _osm_day(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"


def week(expression: str, today: date) -> list[DayHours]:
    """The seven days of today's week, Monday first; empty when the hours can't be read.

    A span over midnight belongs to the day it begins; public holidays of that very week are taken into account.
    """
    hours = parse(expression)
    if hours is None:
        return []
    monday = today - timedelta(days=today.weekday())
    return [_day(hours, monday + timedelta(days=number), today) for number in range(7)]


def _day(hours: OpeningHours, day: date, today: date) -> DayHours:
    zone = timezone.get_default_timezone()
    start = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    spans = []
    for begins, stops, state, _comment in hours.intervals(start, end + timedelta(days=1)):
        if begins >= end:
            break
        # What began yesterday and runs past midnight was shown under yesterday, but for a place that never closes.
        carried = begins == start and hours.is_open(start - timedelta(minutes=1)) and stops < end
        if state == State.OPEN and not carried:
            spans.append((begins.time(), stops.time()))
    return DayHours(day, tuple(spans), day == today)


def clock(moment: time) -> str:
    """12:30 as people write it: "12 h 30" in French, with unbreakable spaces."""
    if moment.minute == 0:
        return _("%(hour)s:00") % {"hour": moment.hour}
    return _("%(hour)s:%(minute)02d") % {"hour": moment.hour, "minute": moment.minute}


def spans_text(day: DayHours) -> str:
    """ "8 h – 12 h 30, 15 h – 19 h", "Fermé", or "24 h sur 24"."""
    if not day.spans:
        return _("Closed")
    if day.spans == ((time(), time()),):
        return _("Around the clock")
    return ", ".join(f"{clock(begins)} – {clock(stops)}" for begins, stops in day.spans)


def opening_text(state: Opening, at: datetime) -> str:
    """ "Ouvert jusqu’à 19 h", "Fermé, ouvre demain à 8 h 30"… for a state at that moment."""
    if state.changes_at is None:
        return _("Always open") if state.is_open else _("Closed for now")
    change, now = timezone.localtime(state.changes_at), timezone.localtime(at)
    when = clock(change.time())
    if state.is_open:
        if change - now > timedelta(hours=24):
            return _("Open now")
        return _("Open until %(time)s") % {"time": when}
    days = (change.date() - now.date()).days
    if days == 0:
        return _("Opens at %(time)s") % {"time": when}
    if days == 1:
        return _("Opens tomorrow at %(time)s") % {"time": when}
    if days < 7:
        return _("Opens %(day)s at %(time)s") % {"day": weekday(change.date()), "time": when}
    return _("Closed for now")


def weekday(day: date) -> str:
    """The day's name in the reader's language, "lundi"."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]
