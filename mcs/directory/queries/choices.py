"""What the form of a listing's facts offers, and what is chosen of it: trades, districts, closures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from mcs.directory.categories import CATEGORY_GROUPS
from mcs.directory.models import Category, Closure, Listing
from mcs.lib.french import fold
from mcs.places.models import District

Rows = QuerySet[Any, tuple[Any, ...]]
OTHERS, SERVED, DELIVERED = LISTS = ("other_categories", "served_districts", "delivery_districts")
_NOTHING = Value("", CharField())
_ZERO = Value(0, IntegerField())


@dataclass
class Choices:
    """Trades by group and districts, as a field takes them; the keys chosen by list; every closure, over or not."""

    trades: list[tuple[str, Any]] = field(default_factory=list)
    districts: list[tuple[int, str]] = field(default_factory=list)
    chosen: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in LISTS})
    closures: list[tuple[date, date, str]] = field(default_factory=list)


def choices_for(listing: Listing) -> Choices:
    """All of it in one query, of a listing that may be new."""
    found, trades = Choices(), []
    first, *others = _parts(listing)
    for kind, _order, key, name, text, last in sorted(first.union(*others, all=True), key=lambda row: row[:3]):
        if kind == "trade":
            trades.append(Category(pk=key, name_fr=name, name_en=text, group=last))
        elif kind == "district":
            found.districts.append((key, name))
        elif kind == "closure":
            found.closures.append((date.fromisoformat(text), date.fromisoformat(last), name))
        else:
            found.chosen[kind].append(key)
    found.trades = _grouped(trades)
    found.closures.sort(key=lambda closure: closure[0])
    return found


def _parts(listing: Listing) -> list[Rows]:
    districts, closures = District.objects.order_by(), Closure.objects.order_by()
    starts, ends = Cast("starts_on", CharField()), Cast("ends_on", CharField())
    chosen = []
    for name in LISTS:
        rows = getattr(Listing, name).through.objects.filter(listing=listing.pk)
        chosen.append(_row(rows, name, key="category_id" if name == OTHERS else "district_id"))
    return [
        _row(Category.objects.order_by(), "trade", name=F("name_fr"), text=F("name_en"), last=F("group")),
        _row(districts, "district", order=F("number"), name=F("name")),
        _row(closures.filter(listing=listing.pk), "closure", name=F("note"), text=starts, last=ends),
        *chosen,
    ]


def _row(
    rows: QuerySet[Any],
    kind: str,
    *,
    order: Any = _ZERO,
    key: str = "pk",
    name: Any = _NOTHING,
    text: Any = _NOTHING,
    last: Any = _NOTHING,
) -> Rows:
    """The columns of each part, of the same types in all."""
    columns = {"row_kind": Value(kind, CharField()), "row_order": order, "row_key": F(key)}
    columns |= {"row_name": name, "row_text": text, "row_last": last}
    named: Rows = rows.order_by().annotate(**columns).values_list(*columns)
    return named


def _grouped(trades: list[Category]) -> list[tuple[str, Any]]:
    """Choices of the trade select, trades together by group in the order of the page."""
    groups: dict[str, list[tuple[int, str]]] = {key: [] for key in CATEGORY_GROUPS}
    for category in sorted(trades, key=lambda category: (fold(category.name_fr), category.pk)):
        groups.setdefault(category.group, []).append((category.pk, category.name))
    named = [(str(CATEGORY_GROUPS[key].name) if key in CATEGORY_GROUPS else key, rows) for key, rows in groups.items()]
    return [("", _("Choose a trade")), *((name, rows) for name, rows in named if rows)]
