"""Dates as people say them in a sentence."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def spoken_day(day: date, *, month: bool = True, year: bool | None = None) -> str:
    """ "3 novembre", "1er août"; with the year when it is not this one, or when it is asked for."""
    number = "1er" if day.day == 1 and (get_language() or "fr").startswith("fr") else str(day.day)
    if not month:
        return number
    with_year = day.year != timezone.localdate().year if year is None else year
    return f"{number}\u00a0{date_format(day, 'F Y' if with_year else 'F')}"


def closed_text(starts: date, ends: date) -> str:
    """ "Fermé du 1er au 21 août", "Fermé le 14 juillet": both days are closed."""
    if starts == ends:
        return _("Closed on %(day)s") % {"day": spoken_day(starts)}
    same_month = (starts.year, starts.month) == (ends.year, ends.month)
    words = {"start": spoken_day(starts, month=not same_month), "end": spoken_day(ends)}
    if starts.year == ends.year:
        words["start"] = spoken_day(starts, month=not same_month, year=False)
    return _("Closed from %(start)s to %(end)s") % words
