"""Moments people ask a shop to be open at: "dimanche", "ce soir", "samedi matin", "après 19 h", a day and an hour."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.lib import hours
from mcs.lib.french import WEEKDAYS

TODAY, TOMORROW, WEEKEND = "aujourdhui", "demain", "weekend"
# Parts of a day as hours from its midnight; a shop open at any moment of it will do.
PARTS: dict[str, tuple[int, int]] = {
    "matin": (7, 12), "midi": (12, 14), "apres-midi": (14, 18), "soir": (19, 23), "nuit": (23, 29), "tard": (21, 24),
}  # fmt: skip
_CLOCK = re.compile(r"([01]?\d|2[0-3])(?::([0-5]\d))?")


@dataclass(frozen=True)
class When:
    """A moment or a span of time, as its words or the URL say it: now, or a day with perhaps a part or an hour."""

    day: str = ""  # of WEEKDAYS, or TODAY, TOMORROW, WEEKEND; "" for now
    part: str = ""  # of PARTS
    hour: int | None = None  # minutes from midnight
    is_from: bool = False  # from that hour on, rather than at it

    @classmethod
    def read(cls, day: str, hour: str) -> When | None:
        """From a day's word and "19:30", as the form sends them; None when neither says anything."""
        match = _CLOCK.fullmatch(hour)
        minutes = int(match[1]) * 60 + int(match[2] or 0) if match else None
        known = day if day in (*WEEKDAYS, TODAY, TOMORROW, WEEKEND) else ""
        if not known and minutes is None:
            return None
        return cls(known or TODAY, hour=minutes)

    @property
    def is_now(self) -> bool:
        return not self.day

    def spans(self, now: datetime) -> list[tuple[datetime, datetime]]:
        """From when to when, both aware; a moment begins and ends at once. A day is its next one, perhaps today."""
        if self.is_now:
            return [(now, now)]
        if self.day == WEEKEND:
            return [span for day in WEEKDAYS[5:] for span in replace(self, day=day).spans(now)]
        here = timezone.localtime(now)
        ahead = {TODAY: 0, TOMORROW: 1}.get(self.day)
        if ahead is None:
            ahead = (WEEKDAYS.index(self.day) - here.weekday()) % 7
        first, last = self._minutes()
        midnight = datetime.combine(here.date() + timedelta(days=ahead), time(), here.tzinfo)
        start, end = midnight + timedelta(minutes=first), midnight + timedelta(minutes=last)
        if self.day in WEEKDAYS and end < here:
            start, end = start + timedelta(days=7), end + timedelta(days=7)
        return [(max(start, here) if start < here <= end else start, end)]

    def _minutes(self) -> tuple[int, int]:
        if self.hour is not None:
            return self.hour, max(self.hour, 24 * 60 - 1) if self.is_from else self.hour
        first, last = PARTS.get(self.part, (0, 24))
        return first * 60, last * 60

    def label(self) -> str:
        """As it is shown: "Ouvert samedi matin", "Ouvert après 19 h"."""
        if self.is_now:
            return _("Open now")
        clock = "" if self.hour is None else hours.clock(time(self.hour // 60, self.hour % 60))
        if clock and self.is_from:
            clock = _("after %(time)s") % {"time": clock}
        elif clock:
            clock = _("at %(time)s") % {"time": clock}
        if self.day == TODAY and self.part:
            return _("Open") + f" {_THIS[self.part]()}"
        said = [_day_name(self.day)] * (self.day != TODAY or not clock)
        said += [_PART_NAMES[self.part]()] if self.part else []
        return " ".join([_("Open"), *said, clock]).strip()


_PART_NAMES = {
    "matin": lambda: _("morning"),
    "midi": lambda: _("at midday"),
    "apres-midi": lambda: _("afternoon"),
    "soir": lambda: _("evening"),
    "nuit": lambda: _("night"),
    "tard": lambda: _("late"),
}
_THIS = {
    "matin": lambda: _("this morning"),
    "midi": lambda: _("at midday today"),
    "apres-midi": lambda: _("this afternoon"),
    "soir": lambda: _("this evening"),
    "nuit": lambda: _("tonight"),
    "tard": lambda: _("late this evening"),
}


def _day_name(day: str) -> str:
    if day in WEEKDAYS:
        return hours.weekday((datetime(2024, 1, 1) + timedelta(days=WEEKDAYS.index(day))).date())  # noqa: DTZ001 — a Monday
    return {TODAY: _("today"), TOMORROW: _("tomorrow"), WEEKEND: _("at the weekend")}[day]


def opens_within(schedule: str, start: datetime, end: datetime) -> bool:
    """Whether a place is known to be open at some moment from start to end."""
    state = hours.opening(schedule, start)
    if state is None:
        return False
    return state.is_open or (state.changes_at is not None and state.changes_at < end)


_DAY = rf"(?P<day>{'|'.join(WEEKDAYS)}|demain|aujourd ?hui|week ?end|we)s?"
_PART = r"(?:au |le |l |en |la )?(?P<part>matinee|matin|midi|apres ?midi|aprem|soiree|soir|nuit)"
_HOUR = (
    r"(?P<how{0}>apres|a partir de|des|passe|jusqu a|avant|vers|a|pour)"
    r" (?P<hour{0}>\d{{1,2}}) ?(?:heures?|h)(?: ?(?P<minute{0}>\d\d))?"
)
_OPEN = r"(?:(?:qui|soit|est|sont|reste|toujours) )*(?:ouvert|ouverte|ouverts|ouvertes|ouvre|ouvrent|ouverture)"
_AT = r"(?:(?:pour|le|la|les|ce|cet|cette|tous les|du|chaque|meme) )*"
WORDS = re.compile(
    rf"\b(?:(?:{_OPEN} )?{_AT}{_DAY}(?: {_PART})?(?: {_HOUR.format(1)})?"
    rf"|(?:{_OPEN} )?(?:pour )?(?:ce|cet|cette) (?P<this>matin|midi|apres ?midi|aprem|soir|soiree|nuit|week ?end)"
    rf"(?: {_HOUR.format(2)})?"
    rf"|(?:{_OPEN} )?{_HOUR.format(3)}"
    rf"|{_OPEN} (?:le |la |l |a |en |tres )*(?P<late>matin|midi|apres ?midi|soir|nuit|tard(?: le soir| la nuit)?)"
    rf"|(?P<now>(?:{_OPEN} )?(?:maintenant|en ce moment|tout de suite|a cette heure(?: ci)?|actuellement|immediatement)"
    rf"|{_OPEN}))(?!\S)"
)


def when_said(match: re.Match[str]) -> When:
    """What a match of WORDS in folded words means."""
    said = match.groupdict()
    if said["now"]:
        return When()
    how = said["how1"] or said["how2"] or said["how3"]
    hour = said["hour1"] or said["hour2"] or said["hour3"]
    minute = said["minute1"] or said["minute2"] or said["minute3"]
    part = (said["part"] or said["this"] or said["late"] or "").replace(" ", "")
    day = (said["day"] or TODAY).replace(" ", "")
    if "weekend" in (part, day) or day == "we":
        day, part = WEEKEND, "" if part == "weekend" else part
    minutes = int(hour) % 24 * 60 + int(minute or 0) if hour else None
    if minutes is not None and how in ("jusqu a", "avant"):
        minutes = max(minutes - 15, 0)
    is_from = how in ("apres", "a partir de", "des", "passe")
    return When(day, _part(part) if minutes is None else "", minutes, is_from)


def _part(word: str) -> str:
    if word.startswith("tard"):
        return "tard"
    known = {"matinee": "matin", "apresmidi": "apres-midi", "aprem": "apres-midi", "soiree": "soir"}
    return known.get(word, word)
