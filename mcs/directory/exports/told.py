"""A listing's published facts as texts, the same in every format, and the id by which a correction finds it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from mcs.directory.models import Listing
from mcs.directory.queries.selection import Selection
from mcs.directory.sources.details import Days, write_cents, write_closures, write_districts
from mcs.lib.absolute import absolute
from mcs.lib.contacts import written_phone

CHUNK = 500  # listings read at a time
# Links apart by spaces; no field of a listing is longer than this.
_PREFETCHED = ("other_categories", "served_districts", "delivery_districts", "closures")


def exported(selection: Selection) -> Iterator[Listing]:
    """The listings in the order they came, some at a time (five queries a chunk, whatever its size)."""
    listings = selection.listings().select_related("category", "district").prefetch_related(*_PREFETCHED)
    yield from listings.order_by("pk").iterator(chunk_size=CHUNK)


def listing_id(listing: Listing) -> str:
    """The address of its page: stable once published, and no other network's."""
    return absolute(listing.get_absolute_url())


def slug_of(key: str) -> str:
    """The slug of a listing of this network in an id, "" for any other key."""
    try:
        ours, theirs = urlsplit(settings.NETWORK_URL), urlsplit(key.strip())
    except ValueError:
        return ""
    before, after = reverse("directory:listing", args=["x"]).split("x")
    slug = theirs.path.removeprefix(before).removesuffix(after)
    is_ours = theirs.netloc.lower() == ours.netloc.lower() and theirs.path == f"{before}{slug}{after}"
    return slug if theirs.scheme in ("http", "https") and is_ours and slug and "/" not in slug else ""


def trades(listing: Listing) -> tuple[str, ...]:
    """The French names of its categories, the main one first."""
    return (listing.category.name_fr, *(category.name_fr for category in listing.other_categories.all()))


def told(listing: Listing) -> dict[str, str]:
    """Every fact a file may tell and bring back, as a text; "" for what is not known."""
    return {
        "name": listing.name,
        "description": listing.description,
        "address": listing.address,
        "postcode": listing.postcode,
        "city": listing.city,
        "latitude": _number(listing.latitude),
        "longitude": _number(listing.longitude),
        "phone": written_phone(listing.phone),
        "other_phone": written_phone(listing.other_phone),
        "email": listing.email,
        "website": listing.website,
        "facebook": listing.facebook,
        "links": " ".join(listing.links),
        "opening_hours": listing.opening_hours,
        "by_appointment": _said(listing.by_appointment),
        "closures": write_closures(closures(listing)),
        "comes_to_you": _said(listing.comes_to_you),
        "served_districts": write_districts(district.number for district in listing.served_districts.all()),
        "click_and_collect": _said(listing.click_and_collect),
        "wheelchair": _said(listing.wheelchair),
        **_delivery(listing),
    }


def closures(listing: Listing) -> list[Days]:
    """Its exceptional closures, past ones too: history is a fact."""
    return [Days(days.starts_on, days.ends_on, days.note) for days in listing.closures.all()]


def moment(at: datetime) -> str:
    """As every row carries it, to the microsecond."""
    return at.isoformat()


def _delivery(listing: Listing) -> dict[str, str]:
    return {
        "delivers": _said(listing.delivers),
        "delivery_districts": write_districts(district.number for district in listing.delivery_districts.all()),
        "delivery_km": _number(listing.delivery_km),
        "delivery_days": listing.delivery_days,
        "delivery_minimum": write_cents(listing.delivery_minimum),
        "delivery_fee": write_cents(listing.delivery_fee),
        "delivery_note": listing.delivery_note,
        "delivery_ends_on": listing.delivery_ends_on.isoformat() if listing.delivery_ends_on else "",
    }


def _said(value: bool | None) -> str:
    return "" if value is None else ("oui" if value else "non")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value == int(value) else str(value)
