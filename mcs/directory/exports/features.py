"""GeoJSON (RFC 7946) in OpenStreetMap's tags, with "mcs:…" for what has none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from mcs.directory.categories import PARENTS
from mcs.directory.exports.told import listing_id, moment, told
from mcs.directory.models import Category, Listing
from mcs.directory.sources.features import OUR_FIELDS, OURS

_HOUSE = re.compile(r"(\d+(?: ?(?:bis|ter|quater|[A-Za-z]))?) (\D.*)")
_SAME = {"description": "description", "website": "website", "facebook": "contact:facebook", "email": "email"}
_SAME |= {"opening_hours": "opening_hours", "postcode": "addr:postcode", "city": "addr:city"}


def geojson_parts(listings: Iterable[Listing], at: datetime, *, emails: bool = False) -> Iterator[str]:
    """The text of a FeatureCollection, a feature at a time."""
    head = {
        "type": "FeatureCollection",
        "name": settings.NETWORK_NAME,
        "license": settings.DATA_LICENCE,
        "timestamp": moment(at),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "features": ['
    comma = ""
    for listing in listings:
        yield f"{comma}\n{json.dumps(feature(listing, at, emails=emails), ensure_ascii=False)}"
        comma = ","
    yield "\n]}\n"


def feature(listing: Listing, at: datetime, *, emails: bool = False) -> dict[str, Any]:
    """One listing; without a geometry where its place is not known."""
    point = listing.point
    return {
        "type": "Feature",
        "id": listing_id(listing),
        "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]} if point else None,
        "properties": {"@id": listing_id(listing), **tags(listing, emails=emails), f"{OURS}exported_at": moment(at)},
    }


def tags(listing: Listing, *, emails: bool = False) -> dict[str, str]:
    """The listing's facts as OSM tags; what is not known is not said, nor a plain "no" that nobody asked for."""
    facts = told(listing)
    said = {"name": facts["name"], **trade_tags(listing), **_address(facts["address"])}
    said |= {tag: facts[name] for name, tag in _SAME.items() if emails or name != "email"}
    said["phone"] = ";".join(filter(None, [listing.phone, listing.other_phone]))
    said["delivery"] = "yes" if listing.delivers else ""
    said["wheelchair"] = "" if listing.wheelchair is None else "yes" if listing.wheelchair else "no"
    said |= {f"{OURS}{name}": _plain(facts[name]) for name in OUR_FIELDS if name in facts}
    said["check_date"] = listing.checked_on.isoformat() if listing.checked_on else ""
    said[f"{OURS}district"] = listing.district.code if listing.district else ""
    said[f"{OURS}recommendations"] = str(listing.recommendation_count or "")
    return {tag: value for tag, value in said.items() if value}


def trade_tags(listing: Listing) -> dict[str, str]:
    """The tags of its categories; two of one key are "bakery;pastry", the main one first."""
    found: dict[str, list[str]] = {}
    categories: list[Category] = [listing.category, *listing.other_categories.all()]
    for category in categories:
        key, value = category.tag.split("=", 1)
        parent, general = PARENTS.get(key, (key, ""))
        if general and not found.get(parent):
            found[parent] = [general]
        values = found.setdefault(key, [])
        if value not in values:
            values.append(value)
    return {key: ";".join(values) for key, values in found.items()}


def _address(address: str) -> dict[str, str]:
    parts = _HOUSE.fullmatch(address)
    return {"addr:housenumber": parts[1], "addr:street": parts[2]} if parts else {"addr:full": address}


def _plain(text: str) -> str:
    return {"oui": "yes", "non": ""}.get(text, text)
