"""Facts as history keeps them: plain JSON, and the way back to what the models hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from mcs.directory.models import Category, Listing
from mcs.places.models import District

DISTRICT_LISTS = ("served_districts", "delivery_districts")
LISTS = frozenset({"other_categories", *DISTRICT_LISTS})
# Every fact that may change, as history names it.
FACTS = frozenset(
    {
        *("name", "category", "other_categories", "description"),
        *("address", "postcode", "city", "latitude", "longitude", "comes_to_you", "served_districts"),
        *("phone", "other_phone", "email", "website", "facebook", "links"),
        *("opening_hours", "closures", "by_appointment", "wheelchair", "click_and_collect"),
        *("delivers", "delivery_districts", "delivery_km", "delivery_days", "delivery_minimum", "delivery_fee"),
        *("delivery_note", "delivery_ends_on"),
    }
)


def plain(value: Any) -> Any:
    """The value as JSON holds it: a category its tag, a district its number, a day ISO 8601, a list sorted.

    A closure is [first day, last day, note], money is in cents.
    """
    if isinstance(value, models.Manager):
        value = value.all()
    if isinstance(value, models.QuerySet | list | tuple):
        parts = [plain(part) for part in value]
        return sorted(parts) if parts and not isinstance(value, tuple) and not _is_ordered(value) else parts
    if isinstance(value, Category):
        return value.tag
    if isinstance(value, District):
        return value.number
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, models.Model) else value


def _is_ordered(value: Any) -> bool:
    """Links stand in the order somebody gave them; trades, districts and closures in none."""
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def plain_values(listing: Listing, names: Iterable[str] = FACTS) -> dict[str, Any]:
    """The named facts of a listing (all of them unless said otherwise) as plain JSON."""
    return {name: plain(_get(listing, name)) for name in names}


def restore_values(said: dict[str, Any]) -> dict[str, Any]:
    """What `update_facts` takes to make plain facts true again; names that are no facts are left out.

    A category that is gone leaves the field as it is; gone members of a list are left out of it.
    """
    values = {name: value for name, value in said.items() if name in FACTS}
    if "category" in values:
        category = Category.objects.filter(tag=values.pop("category")).first()
        values |= {"category": category} if category else {}
    if "other_categories" in values:
        values["other_categories"] = list(Category.objects.filter(tag__in=values["other_categories"]))
    for name in values.keys() & {*DISTRICT_LISTS}:
        values[name] = list(District.objects.filter(number__in=values[name]))
    if values.get("delivery_ends_on"):
        values["delivery_ends_on"] = date.fromisoformat(values["delivery_ends_on"])
    if "closures" in values:
        values["closures"] = [
            (date.fromisoformat(first), date.fromisoformat(last), note) for first, last, note in values["closures"]
        ]
    return values


def _get(listing: Listing, name: str) -> Any:
    if name == "closures":
        return listing.closures.values_list("starts_on", "ends_on", "note")
    return getattr(listing, name)
