"""A listing as search engines read it: schema.org in JSON-LD."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from mcs.directory.models import Listing
from mcs.directory.queries.beside import Beside
from mcs.lib import hours
from mcs.lib.absolute import absolute
from mcs.photos.models import Photo
from mcs.places.models import District

SCHEMA_TYPES = Path(__file__).parents[1] / "data" / "schema_types.tsv"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Open on every day but French public holidays: what tells those of a week.
_BUT_HOLIDAYS = "24/7; PH off"
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@lru_cache(maxsize=1)
def schema_types() -> dict[str, list[str]]:
    """The most specific schema.org types of each category's tag: one, or two where the first is no Place by itself."""
    rows = (line.split("\t") for line in SCHEMA_TYPES.read_text(encoding="utf-8").splitlines() if line)
    return {tag: types.split() for tag, types in rows}


def structured_data(listing: Listing, around: Beside, photos: list[Photo]) -> SafeString:
    """JSON for a `<script type="application/ld+json">`, which no text of the listing can end."""
    types = schema_types().get(listing.category.tag, ["LocalBusiness"])
    page = absolute(listing.get_absolute_url())
    ready = [photo for photo in photos if photo.is_ready]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": types if len(types) > 1 else types[0],
        "@id": page,
        "url": page,
        "name": listing.name,
        "description": listing.description,
        "address": _address(listing),
        "geo": _geo(listing),
        "telephone": listing.phone,
        "image": [absolute(photo.largest_url) for photo in ready[:6]],
        "sameAs": [link for link in (listing.website, listing.facebook, *listing.links) if link],
        "areaServed": _area(listing, around),
        "openingHoursSpecification": _regular_hours(listing.opening_hours),
        "specialOpeningHoursSpecification": _closures(around),
    }
    return as_json_ld({key: value for key, value in data.items() if value})


def as_json_ld(data: dict[str, Any]) -> SafeString:
    """The data as the content of such a script."""
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 — no <, > or & is left


def _address(listing: Listing) -> dict[str, str] | None:
    if not listing.city and not listing.postcode and not listing.address:
        return None
    fields = {
        "streetAddress": listing.address,
        "postalCode": listing.postcode,
        "addressLocality": listing.city,
        "addressCountry": "FR",
    }
    return {"@type": "PostalAddress"} | {key: value for key, value in fields.items() if value}


def _geo(listing: Listing) -> dict[str, Any] | None:
    if listing.point is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": listing.point.latitude, "longitude": listing.point.longitude}


def _area(listing: Listing, around: Beside) -> list[dict[str, str]]:
    """The districts it goes to; all of them are said as the city."""
    if not listing.comes_to_you and not listing.delivers:
        return []
    named: dict[str, District] = {district.code: district for district in (*around.served, *around.delivered)}
    if not named:
        return [{"@type": "City", "name": settings.NETWORK_CITY}]
    city = settings.NETWORK_CITY
    return [{"@type": "AdministrativeArea", "name": f"{each.name}, {city}"} for each in named.values()]


def _regular_hours(expression: str) -> list[dict[str, Any]]:
    """The week as it usually is: the days of each span together."""
    days: dict[tuple[str, str], list[str]] = {}
    for name, day in zip(DAYS, hours.week(expression, usual_monday(timezone.localdate())), strict=False):
        for begins, stops in day.spans:
            whole = begins == stops
            span = (f"{begins:%H:%M}", "23:59" if whole else f"{stops:%H:%M}")
            days.setdefault(span, []).append(name)
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": names, "opens": opens, "closes": closes}
        for (opens, closes), names in days.items()
    ]


def usual_monday(today: date) -> date:
    """The Monday of the first week from this one on that has no public holiday; May has one in most weeks."""
    monday = today - timedelta(days=today.weekday())
    for week in range(8):
        candidate = monday + timedelta(weeks=week)
        if all(day.spans for day in hours.week(_BUT_HOLIDAYS, candidate)):
            return candidate
    return monday


def _closures(around: Beside) -> list[dict[str, str]]:
    """Closed all day, as schema.org says it: opens and closes at the same minute."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": days.starts_on.isoformat(),
            "validThrough": days.ends_on.isoformat(),
            "opens": "00:00",
            "closes": "00:00",
        }
        for days in around.closures
    ]
