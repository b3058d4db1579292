"""Changing what a listing says, with its history."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from mcs.directory.actions.index import index_listings
from mcs.directory.actions.opening import write_opening
from mcs.directory.enums import ChangeSource, ListingStatus
from mcs.directory.models import Category, Closure, Listing, ListingChange
from mcs.directory.queries.listing import listing_photos
from mcs.directory.queries.plain import LISTS, plain, plain_values
from mcs.lib.geo import Point
from mcs.members.models import Member
from mcs.photos.actions import publish_photos
from mcs.places.models import District
from mcs.places.queries import Place, district_at, locate, stands_far

RESERVED = ("suggestions", "imprimer", "recherche", "besoins")  # pages that stand beside the listings' own
PLACE_FIELDS = frozenset({"address", "postcode", "city"})
POINT = ("latitude", "longitude")
OPENING_FIELDS = frozenset({"opening_hours", "closures"})


def update_facts(
    *, listing: Listing, values: dict[str, Any], source: ChangeSource, member: Member | None = None
) -> ListingChange | None:
    """Sets the given FACTS and records what changed, as plain values; None when nothing did.

    Lists are given whole: categories, districts, and closures as (first day, last day, note). A new address is placed
    on the map again, looked up before the transaction: a geocoder outside may be slow; a latitude and longitude given
    with it are taken instead, unless they are far from the network: it then has no point. Saying the facts anew makes
    them fresh: `checked_on` becomes today.
    """
    values = values | _without_far_point(values)
    # A form has written into its `listing` by now: what stood before is in the database.
    before = Listing.objects.values(*PLACE_FIELDS).get(pk=listing.pk)
    address = {name: values.get(name, before[name]) for name in PLACE_FIELDS}
    if address != before and not values.keys() & {*POINT}:
        place = locate(**address) if address["address"] else None
        values = values | _placed(place)
    with transaction.atomic():
        return _set_facts(listing.pk, values, source, member)


def _without_far_point(values: dict[str, Any]) -> dict[str, Any]:
    latitude, longitude = (values.get(name) for name in POINT)
    is_near = latitude is None or longitude is None or not stands_far(Point(latitude, longitude))
    return {} if is_near else _placed(None)


def _placed(place: Place | None) -> dict[str, Any]:
    latitude, longitude = place.point if place else (None, None)
    return {"latitude": latitude, "longitude": longitude, "district": place.district if place else None}


def _set_facts(pk: int, values: dict[str, Any], source: ChangeSource, member: Member | None) -> ListingChange | None:
    listing = Listing.objects.select_for_update().get(pk=pk)
    new = {name: value for name, value in values.items() if name != "district"}  # it follows from the point
    before = plain_values(listing, new)
    after = {name: plain(value) for name, value in new.items()}
    changed = {name: [before[name], after[name]] for name in new if before[name] != after[name]}
    for name in changed:
        _set(listing, name, new[name])
    if not changed.keys().isdisjoint(POINT):
        listing.district = values["district"] if "district" in values else _district(listing.point)
    if not changed.keys().isdisjoint(OPENING_FIELDS):
        write_opening(listing, listing.closures.values_list("starts_on", "ends_on"))
    listing.checked_on = timezone.localdate()
    listing.save()
    if not changed:
        return None
    if listing.is_published:
        _show_change(listing, changed)
    return ListingChange.objects.create(listing=listing, source=source, member=member, values=changed)


def _set(listing: Listing, name: str, value: Any) -> None:
    if name == "closures":
        listing.closures.all().delete()
        Closure.objects.bulk_create(
            Closure(listing=listing, starts_on=first, ends_on=last, note=note) for first, last, note in value
        )
    elif name in LISTS:
        getattr(listing, name).set(value)
    else:
        setattr(listing, name, value)


def _district(point: Point | None) -> District | None:
    return district_at(point) if point else None


def _show_change(listing: Listing, changed: dict[str, list[Any]]) -> None:
    index_listings([listing.pk])
    if "name" in changed:
        publish_photos(photos=listing_photos(listing), caption=listing.name, link=listing.get_absolute_url())
    if "category" in changed:
        count_listings(changed["category"])


def count_listings(tags: list[str]) -> None:
    """Brings the number of published listings of these categories up to date."""
    for category in Category.objects.filter(tag__in=tags):
        category.listing_count = category.listings.filter(status=ListingStatus.PUBLISHED).count()
        category.save(update_fields=["listing_count"])


def free_slug(name: str, listing: Listing | None = None) -> str:
    """A slug of the name that no other listing has: "boucherie-du-prado", then "boucherie-du-prado-2"."""
    base = slugify(name.replace("’", " ").replace("'", " "))[:80].strip("-") or "fiche"
    others = Listing.objects.exclude(pk=listing.pk) if listing else Listing.objects.all()
    taken = {*RESERVED, *others.filter(slug__startswith=base).values_list("slug", flat=True)}
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
