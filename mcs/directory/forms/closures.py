"""Days on which a place is closed besides, as rows of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mcs.lib.fields import LineField

MOST_CLOSURES = 12
EMPTY_ROWS = 2
LONGEST = timedelta(days=366)
FURTHEST = timedelta(days=731)  # from today to the first day
Closed = tuple[date, date, str]  # first day, last day, note


@dataclass(frozen=True)
class ClosureRow:
    """One closure as the template draws it; `remove` only where one stands."""

    number: int
    name: str
    first: forms.BoundField
    last: forms.BoundField
    note: forms.BoundField
    remove: forms.BoundField | None

    @property
    def is_begun(self) -> bool:
        """Whether something was typed into it."""
        return any(field.value() or field.errors for field in (self.first, self.last, self.note))


class ClosuresMixin(forms.Form):
    """Gives rows for the closures to come and a few empty ones. Those that are over are neither shown nor lost."""

    def add_closures(self, closures: Sequence[Closed]) -> None:
        """Adds the fields: first in the order of the days."""
        today = timezone.localdate()
        self.over = [closure for closure in closures if closure[1] < today]
        self.to_come = sorted(closure for closure in closures if closure[1] >= today)[:MOST_CLOSURES]
        self.rows = min(len(self.to_come) + EMPTY_ROWS, MOST_CLOSURES)
        for number in range(self.rows):
            first, last, note = self.to_come[number] if number < len(self.to_come) else (None, None, "")
            self.fields[f"c{number}-du"] = self._day(_("First day closed"), first)
            self.fields[f"c{number}-au"] = self._day(_("Last day closed"), last)
            self.fields[f"c{number}-note"] = LineField(
                label=_("For what"), required=False, max_length=120, initial=note
            )
            self.fields[f"c{number}-note"].widget.attrs.pop("maxlength", None)
            if first:
                self.fields[f"c{number}-sans"] = forms.BooleanField(label=_("Remove"), required=False)

    def _day(self, label: Any, day: date | None) -> forms.DateField:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        messages = {"invalid": _("Write a day such as 15/08/2026.")}
        return forms.DateField(label=label, required=False, initial=day, widget=widget, error_messages=messages)

    def closure_rows(self) -> Iterator[ClosureRow]:
        """The rows to draw."""
        for number in range(self.rows):
            first, last, note = (self[f"c{number}-{name}"] for name in ("du", "au", "note"))
            remove = self[f"c{number}-sans"] if f"c{number}-sans" in self.fields else None
            yield ClosureRow(number, gettext("Closure %(number)s") % {"number": number + 1}, first, last, note, remove)

    def kept_closures(self) -> list[Closed]:
        """Those that stand, the ones that are over included."""
        return sorted([*self.over, *self.to_come])

    def clean_closures(self, cleaned: dict[str, Any]) -> list[Closed]:
        """The closures as typed, with those that are over; errors beside their fields."""
        typed = [self._closure(number, cleaned) for number in range(self.rows)]
        return sorted({*self.over, *(closure for closure in typed if closure)})

    def _closure(self, number: int, cleaned: dict[str, Any]) -> Closed | None:
        name = f"c{number}"
        first, last = cleaned.get(f"{name}-du"), cleaned.get(f"{name}-au")
        note = cleaned.get(f"{name}-note") or ""
        if cleaned.get(f"{name}-sans") or not {f"{name}-du", f"{name}-au"}.isdisjoint(self.errors):
            return None
        if first is None:
            if last or note:
                self.add_error(f"{name}-du", _("From which day?"))
            return None
        last = last or first
        if reason := self._reason_against(first, last):
            self.add_error(f"{name}-au" if last != first else f"{name}-du", reason)
            return None
        return first, last, note

    def _reason_against(self, first: date, last: date) -> Any:
        today = timezone.localdate()
        if last < first:
            return _("This closure ends before it begins.")
        if last < today:
            return _("This closure is over already.")
        if last - first > LONGEST:
            return _("A closure lasts a year at most. If the business stops, tell the volunteers.")
        if first - today > FURTHEST:
            return _("This is more than two years away.")
        return None
