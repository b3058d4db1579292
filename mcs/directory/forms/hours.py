"""Opening hours as a shopkeeper fills them in: a week, day by day, and the days on which it is closed besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mcs.directory.forms.closures import ClosureRow, ClosuresMixin
from mcs.lib import hours
from mcs.lib.week_hours import DAY, Span, Spans, WeekHours

SPANS = 3  # places for spans a day, at least
LONGEST = 20 * 60  # minutes; what ends that long after it begins was meant the other way round
_MONDAY = date(2026, 1, 5)


@dataclass(frozen=True)
class DayRow:
    """One day as the template draws it."""

    number: int
    name: str
    spans: list[tuple[forms.BoundField, forms.BoundField]]
    closed: forms.BoundField
    same: forms.BoundField | None  # "as on the day before"; Monday has none
    runs_over: str  # "jusqu’à 2 h le lendemain", or ""

    @property
    def more_open(self) -> bool:
        """Whether anything stands in the places beyond the first."""
        return any(field.value() or field.errors for pair in self.spans[1:] for field in pair)


class HoursForm(ClosuresMixin, forms.Form):
    """A week and closures. What the week can't say of the listing's hours is kept and shown apart.

    A page that didn't show it changes nothing: it says so by `shown`.
    """

    shown = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)
    always = forms.BooleanField(label=_("Open around the clock, every day"), required=False)
    holidays = forms.BooleanField(label=_("Closed on public holidays"), required=False)
    drop_rest = forms.BooleanField(label=_("Remove this part"), required=False)

    def __init__(
        self, data: Any = None, *, week: WeekHours, closures: Sequence[tuple[date, date, str]] = (), **options: Any
    ) -> None:
        super().__init__(data, prefix="horaires", **options)
        self.week, self.today = week, timezone.localdate()
        self.initial.update(always=week.always, holidays=week.off_on_holidays)
        self.places = max(SPANS, *(len(spans) + 1 for spans in week.days))
        known = not week.is_empty
        for number, spans in enumerate(week.days):
            self._add_day(number, spans, closed=known and not spans and not week.always)
        self.add_closures(closures)

    def _add_day(self, number: int, spans: Spans, *, closed: bool) -> None:
        name = capfirst(hours.weekday(_MONDAY + timedelta(days=number)))
        for place in range(self.places):
            start, end = spans[place] if place < len(spans) else (None, None)
            self._add_time(f"{number}-{place}-de", gettext("%(day)s, opens at") % {"day": name}, start)
            self._add_time(f"{number}-{place}-a", gettext("%(day)s, closes at") % {"day": name}, end)
        self.fields[f"{number}-ferme"] = forms.BooleanField(label=_("Closed"), required=False, initial=closed)
        if number:
            self.fields[f"{number}-idem"] = forms.BooleanField(label=_("As on the day before"), required=False)

    def _add_time(self, name: str, label: str, minutes: int | None) -> None:
        attributes = {"type": "time", "aria-label": label}
        self.fields[name] = forms.TimeField(
            label=label,
            required=False,
            initial=None if minutes is None else time(minutes // 60 % 24, minutes % 60),
            widget=forms.TimeInput(format="%H:%M", attrs=attributes),
            error_messages={"invalid": _("Write a time such as 12:30.")},
        )

    @property
    def was_shown(self) -> bool:
        return self.is_bound and bool(self["shown"].value())

    def day_rows(self) -> Iterator[DayRow]:
        """The seven days with their fields."""
        for number in range(7):
            pairs = [(self[f"{number}-{place}-de"], self[f"{number}-{place}-a"]) for place in range(self.places)]
            same = self[f"{number}-idem"] if number else None
            ends = [end for start, end in self.week.days[number] if end > DAY]
            over = gettext("until %(time)s the next day") % {"time": _clock(ends[-1])} if ends else ""
            name = capfirst(hours.weekday(_MONDAY + timedelta(days=number)))
            yield DayRow(number, name, pairs, self[f"{number}-ferme"], same, over)

    def clean(self) -> dict[str, Any]:
        """Adds `week`, the WeekHours as typed with what a form can't say, and `closures`."""
        cleaned = super().clean() or {}
        if not self.was_shown:
            self._errors = ErrorDict(renderer=self.renderer)
            return {"week": self.week, "closures": self.kept_closures()}
        days: list[Spans] = []
        for number in range(7):
            same = number and cleaned.get(f"{number}-idem")
            days.append(days[-1] if same else self._spans_of(number, cleaned))
        is_new = tuple(days) != self.week.days
        if is_new:
            self._refuse_nights_that_meet(days)
        always = bool(cleaned.get("always"))
        cleaned["week"] = replace(
            self.week,
            days=((),) * 7 if always else tuple(days),
            always=always,
            off_on_holidays=bool(cleaned.get("holidays")),
            separator="" if is_new else self.week.separator,
            rest="" if cleaned.get("drop_rest") else self.week.rest,
        )
        cleaned["closures"] = self.clean_closures(cleaned)
        return cleaned

    def _spans_of(self, number: int, cleaned: dict[str, Any]) -> Spans:
        """The day's spans in order; errors beside their fields. "Closed" wins over hours that stood there before."""
        spans: dict[int, Span] = {}
        for place in range(self.places):
            if span := self._span(f"{number}-{place}", cleaned, self.week.days[number]):
                spans[place] = span
        typed = tuple(sorted(spans.values()))
        if typed == self.week.days[number]:
            return () if cleaned.get(f"{number}-ferme") else typed
        ordered = sorted(spans.items(), key=lambda item: item[1])
        for (_place, before), (place, after) in pairwise(ordered):
            if after[0] < before[1]:
                self.add_error(f"{number}-{place}-de", _("These hours overlap the others of that day."))
        return typed

    def _span(self, name: str, cleaned: dict[str, Any], before: Spans) -> Span | None:
        opens, closes = cleaned.get(f"{name}-de"), cleaned.get(f"{name}-a")
        if opens is None or closes is None:
            missing = f"{name}-de" if opens is None else f"{name}-a"
            if (opens is not None or closes is not None) and missing not in self.errors:
                self.add_error(missing, _("This hour is missing."))
            return None
        start, end = opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute
        end = end if end > start else end + DAY
        if end - start > LONGEST and (start, end) not in (*before, (0, DAY)):
            self.add_error(f"{name}-a", _("It closes before it opens. After midnight is fine: 18:00 to 02:00."))
            return None
        return start, end

    def _refuse_nights_that_meet(self, days: list[Spans]) -> None:
        for number, spans in enumerate(days):
            tomorrow = days[(number + 1) % 7]
            if spans and tomorrow and spans[-1][1] - DAY > tomorrow[0][0]:
                following = (number + 1) % 7
                self.add_error(f"{following}-0-de", _("The day before has not closed yet at that hour."))


def _clock(minutes: int) -> str:
    return hours.clock(time(minutes // 60 % 24, minutes % 60))


__all__ = ["ClosureRow", "DayRow", "HoursForm"]
