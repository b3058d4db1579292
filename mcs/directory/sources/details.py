"""What a listing's finer facts look like in a cell, both ways: as an export writes them, and as people type them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from mcs.lib import contacts
from mcs.lib.text import clean_text

_MOST = 40  # links or closures of one listing
_DAY = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"
)


class Days(NamedTuple):
    """Days on which a business is closed, both included, and why."""

    starts_on: date
    ends_on: date
    note: str


def write_districts(numbers: Iterable[int]) -> str:
    """ "8e, 9e", in order."""
    return ", ".join("1er" if number == 1 else f"{number}e" for number in sorted(numbers))


def read_districts(text: str) -> list[int]:
    """The numbers said, in order; raises ValidationError when there is none."""
    found = sorted({int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)})
    if not found:
        raise ValidationError("no number")
    return found


def write_cents(cents: int | None) -> str:
    """ "25" or "4.50", in euros."""
    if cents is None:
        return ""
    return str(cents // 100) if cents % 100 == 0 else f"{cents / 100:.2f}"


def read_cents(text: str) -> int:
    """Euros, with or without their sign, as cents; raises ValidationError for what is no sum."""
    found = re.fullmatch(r"(\d{1,6})(?:[.,](\d{1,2})0*)?\s*(?:€|euros?)?", text, re.IGNORECASE)
    if not found:
        raise ValidationError("no sum")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def read_km(text: str) -> float:
    """Kilometres, more than none and less than 1,000."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:km)?", text, re.IGNORECASE)
    distance = float(found[1].replace(",", ".")) if found else 0.0
    if not distance:
        raise ValidationError("no distance")
    return distance


def read_day(text: str) -> date:
    """2026-08-21 or 21/08/2026, with or without a time; raises ValidationError for any other."""
    found = _DAY.match(text)
    if not found:
        raise ValidationError("no date")
    parts = found.group("year", "month", "day") if found["year"] else found.group("y", "m", "d")
    try:
        return date(*map(int, parts))
    except ValueError as error:
        raise ValidationError("no such date") from error


def write_closures(closures: Iterable[Days]) -> str:
    """ "2026-08-01/2026-08-21 Congés | 2026-12-24/2026-12-26"."""
    return " | ".join(
        f"{days.starts_on}/{days.ends_on} {days.note.replace('|', '/')}".strip() for days in sorted(closures)
    )


def read_closures(text: str) -> list[Days]:
    """As written; one day alone ends the day it begins. Raises ValidationError when one of them can't be read."""
    parts = [part.strip() for part in text.split("|") if part.strip()]
    if len(parts) > _MOST:
        raise ValidationError("too many")
    return sorted(_closure(part) for part in parts)


def _closure(text: str) -> Days:
    start = _DAY.match(text)
    rest = text[start.end() :] if start else ""
    until = re.match(r"\s*(?:/|→|au)\s*", rest)
    end = _DAY.match(rest[until.end() :]) if until else None
    starts_on = read_day(text)
    ends_on = read_day(end.group()) if end else starts_on
    if until and end:
        rest = rest[until.end() + end.end() :]
    elif until:
        raise ValidationError("no end")
    if ends_on < starts_on:
        raise ValidationError("ends before it starts")
    return Days(starts_on, ends_on, clean_text(rest)[:120])


def read_links(text: str) -> list[str]:
    """Web addresses apart by spaces; raises ValidationError when one of them is none."""
    parts = text.split()
    if len(parts) > _MOST:
        raise ValidationError("too many")
    return list(dict.fromkeys(contacts.clean_link(part) for part in parts))


READERS: dict[str, Callable[[str], Any]] = {
    "links": read_links,
    "closures": read_closures,
    "served_districts": read_districts,
    "delivery_districts": read_districts,
    "delivery_km": read_km,
    "delivery_minimum": read_cents,
    "delivery_fee": read_cents,
    "delivery_ends_on": read_day,
}
