"""What a listing names in other tables: its other trades, the districts it serves, its closures to come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from mcs.directory.models import Category, Closure, Listing
from mcs.lib.dates import closed_text
from mcs.lib.prepared import Given, Prepared
from mcs.places.models import District


@dataclass(frozen=True)
class ClosedDays:
    """Days on which it is exceptionally closed, both included."""

    starts_on: date
    ends_on: date
    note: str

    @property
    def text(self) -> str:
        """ "Fermé du 1er au 21 août"."""
        return closed_text(self.starts_on, self.ends_on)


@dataclass
class Beside:
    """Each in the order it is shown."""

    trades: list[Category] = field(default_factory=list)
    served: list[District] = field(default_factory=list)  # where it comes to; none: everywhere
    delivered: list[District] = field(default_factory=list)  # where it delivers to; none: everywhere
    closures: list[ClosedDays] = field(default_factory=list)  # not over yet


def beside(listing: Listing) -> Beside:
    """All of it (one query: a page is read far more often than its parts change)."""
    found = Beside()
    rows = _parts.rows(listing=listing.pk, today=timezone.localdate())
    for kind, order, key, name, other in sorted(rows, key=lambda row: (row[1], row[3], row[2])):
        if kind == "trade":
            found.trades.append(Category(slug=key, name_fr=name, name_en=other))
        elif kind == "closure":
            found.closures.append(ClosedDays(date.fromisoformat(key), date.fromisoformat(other), name))
        else:
            district = District(code=key, name=name, number=order)
            (found.served if kind == "served" else found.delivered).append(district)
    found.closures.sort(key=lambda days: days.starts_on)
    return found


Rows = QuerySet[Any, tuple[Any, ...]]
LISTING = Given("listing", BigIntegerField())


@Prepared
def _parts() -> Rows:
    return _trades().union(_served(), _delivered(), _closures(), all=True)


def _row(rows: QuerySet[Any], kind: str, order: Any, key: Any, name: Any, other: Any) -> Rows:
    """The columns of each part, of the same types in all."""
    columns = {"row_kind": Value(kind, CharField()), "row_order": order, "row_key": key, "row_name": name}
    named: Rows = rows.order_by().annotate(**columns, row_other=other).values_list(*columns, "row_other")
    return named


def _trades() -> Rows:
    rows = Listing.other_categories.through.objects.filter(listing=LISTING)
    return _row(rows, "trade", Value(0), F("category__slug"), F("category__name_fr"), F("category__name_en"))


def _served() -> Rows:
    return _districts("served", Listing.served_districts.through.objects.filter(listing=LISTING))


def _delivered() -> Rows:
    return _districts("delivered", Listing.delivery_districts.through.objects.filter(listing=LISTING))


def _districts(kind: str, rows: QuerySet[Any]) -> Rows:
    nothing = Value("", CharField())
    return _row(rows, kind, F("district__number"), F("district__code"), F("district__name"), nothing)


def _closures() -> Rows:
    rows = Closure.objects.filter(listing=LISTING, ends_on__gte=Given("today", DateField()))
    return _row(rows, "closure", Value(0), Cast("starts_on", CharField()), F("note"), Cast("ends_on", CharField()))
