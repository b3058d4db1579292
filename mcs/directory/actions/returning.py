"""Rows that come back from an export, corrected: what they change in the listing they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcs.directory.actions.facts import PLACE_FIELDS
from mcs.directory.enums import ListingStatus
from mcs.directory.exports.features import trade_tags
from mcs.directory.exports.told import slug_of, told, trades
from mcs.directory.models import Category, Listing, ListingChange
from mcs.directory.queries.trades import Trades
from mcs.directory.sources.clean import clean_row
from mcs.directory.sources.details import read_day
from mcs.directory.sources.features import kinds_of
from mcs.directory.sources.row import Rejected, Row
from mcs.lib.french import fold

POINT = ("latitude", "longitude")
# What an emptied cell takes nothing away from: a listing has a name and a trade, and stands where it stands.
_NEVER_BLANK = frozenset({"name", "kind", "key", "exported_at", *POINT})

Place = Callable[[dict[str, Any]], dict[str, Any]]


def returned_listings(rows: Iterable[Row]) -> dict[str, Listing]:
    """The listings that rows name by an id of ours, by slug, locked, with what `told` reads (five queries)."""
    slugs = {slug for row in rows if (slug := slug_of(row.key))}
    if not slugs:
        return {}
    stored = Listing.objects.select_for_update(of=("self",)).select_related("category").filter(slug__in=slugs)
    links = ("other_categories", "served_districts", "delivery_districts", "closures")
    return {listing.slug: listing for listing in stored.order_by("pk").prefetch_related(*links)}


def changed_at(listings: Iterable[Listing]) -> dict[int, datetime]:
    """When each listing's facts last changed (one query)."""
    found = ListingChange.objects.filter(listing__in=[listing.pk for listing in listings]).order_by()
    return dict(found.values_list("listing").annotate(Max("at")))


def corrected_facts(
    row: Row, listing: Listing | None, changed: datetime | None, known: Trades, place: Place
) -> tuple[dict[str, Any], list[Category] | None, list[str]]:
    """The fields that the row says otherwise than the listing, its other trades if they change, what was left out.

    A text that is as the export wrote it says nothing new, so that what a format can't hold whole is never lost. An
    emptied cell empties the fact. Raises Rejected: no such listing, one that left, one that changed since the export.
    """
    if listing is None or listing.status == ListingStatus.DRAFT:
        raise Rejected(_("the directory has no page with this id: “%(id)s”.") % {"id": row.key[:200]})
    if listing.status == ListingStatus.REMOVED:
        raise Rejected(_("it was removed from the directory and stays out of it."))
    written = told(listing)
    clean = clean_row(row)
    values = {
        name: value
        for name, value in clean.values.items()
        if row.values.get(name) != written.get(name) and value != _now(listing, name)
    }
    values |= {name: _empty(name) for name in row.blank - _NEVER_BLANK if written.get(name)}
    categories = _categories(row, listing, known)
    if categories:
        values["category"] = categories[0]
    _stand(values, listing, place)
    values = {name: value for name, value in values.items() if value != _now(listing, name)}
    others = categories[1:] if categories else None
    if values or others is not None:
        _refuse_stale(row, changed)
    return values, others, [name for name in clean.left_out if row.values.get(name) != written.get(name)]


def _refuse_stale(row: Row, changed: datetime | None) -> None:
    """Raises Rejected when the listing changed after the file was made: what a merchant corrected stays."""
    exported = _moment(row.values.get("exported_at", ""))
    if exported is None:
        raise Rejected(_("it says no more when it was exported: export it again, then correct it."))
    if changed and changed > exported:
        raise Rejected(_("the page has changed since the export: export it again, then correct it."))


def _moment(text: str) -> datetime | None:
    """As an export writes it; a day alone, as some spreadsheets leave it, is its first moment."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            day = read_day(text.strip())
        except ValidationError:
            return None
        found = datetime(day.year, day.month, day.day)  # noqa: DTZ001 — made aware below
    return found if found.tzinfo else timezone.make_aware(found)


def _now(listing: Listing, name: str) -> Any:
    """What the listing holds, in the shape a clean row has."""
    if name in ("served_districts", "delivery_districts"):
        return sorted(district.number for district in getattr(listing, name).all())
    if name == "closures":
        return sorted((days.starts_on, days.ends_on, days.note) for days in listing.closures.all())
    return getattr(listing, name)


def _empty(name: str) -> Any:
    if name in ("served_districts", "delivery_districts", "closures"):
        return []
    field: Any = Listing._meta.get_field(name)
    return field.get_default()


def _categories(row: Row, listing: Listing, known: Trades) -> list[Category]:
    """The row's trades, main one first; none where they are those of the listing. Raises Rejected for unknown ones."""
    if not row.kinds or row.kinds in (trades(listing), tuple(kinds_of(trade_tags(listing)))):
        return []
    by_name = {fold(category.name_fr): category for category in known.by_tag.values()}
    exact = [by_name.get(fold(kind)) or known.by_tag.get(kind) for kind in row.kinds]
    found = [category for category in exact if category]
    if len(found) < len(row.kinds):
        found = known.categories(row.kinds, "")
    if not found:
        raise Rejected(_("its trade is not known: “%(kind)s”.") % {"kind": ", ".join(row.kinds)[:80]})
    now = [listing.category, *listing.other_categories.all()]
    found = list(dict.fromkeys(found))
    return [] if found[0] == now[0] and set(found) == set(now) else found


def _stand(values: dict[str, Any], listing: Listing, place: Place) -> None:
    """A corrected point brings its district; a corrected address without one is looked up, else stands nowhere."""
    told_place = {name: values.get(name, getattr(listing, name)) for name in PLACE_FIELDS}
    if not values.keys().isdisjoint(POINT):
        point = {name: values.get(name, getattr(listing, name)) for name in POINT}
        values |= {**point, "district": None, **place(point)}
    elif not values.keys().isdisjoint(PLACE_FIELDS):
        values |= {"latitude": None, "longitude": None, "district": None, **place(told_place)}
