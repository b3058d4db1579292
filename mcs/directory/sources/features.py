"""Rows out of JSON: GeoJSON features, OpenStreetMap's or anybody's, and answers of Overpass."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mcs.directory.sources.row import Row, UnreadableFileError
from mcs.directory.sources.tables import check_headers, plain_row

# OSM keys that say what a place is, the surest first.
KINDS = ("shop", "craft", "amenity", "office", "healthcare", "leisure", "tourism", "club", "emergency", "education")
# The key that says it more finely for some values: a restaurant of cuisine=pizza is a pizzeria…
FINER = {
    "amenity=restaurant": "cuisine",
    "amenity=fast_food": "cuisine",
    "amenity=social_facility": "social_facility",
    "amenity=childcare": "childcare",
    "amenity=doctors": "healthcare:speciality",
    "amenity=clinic": "healthcare:speciality",
    "healthcare=doctor": "healthcare:speciality",
    "leisure=fitness_centre": "sport",
    "leisure=sports_centre": "sport",
    "shop=beauty": "beauty",
    "shop=clothes": "clothes",
    "shop=hairdresser": "hairdresser",
}
# … and the key that only adds to it: a bar that has pizzas stays a bar.
BESIDES = {"amenity=bar": "cuisine", "amenity=cafe": "cuisine", "amenity=pub": "cuisine"}
# Keys whose every value is a business: an unheard-of shop is still a shop.
OPEN_KEYS = frozenset({"shop", "craft", "office", "club"})
NO_BUSINESS = frozenset({"no", "vacant"})
# What the networks' own exports add, where OpenStreetMap has no tag of that sense.
OURS = "mcs:"
OUR_FIELDS = [
    "links",
    "by_appointment",
    "closures",
    "comes_to_you",
    "served_districts",
    "click_and_collect",
    "exported_at",
    "delivery_districts",
    "delivery_km",
    "delivery_days",
    "delivery_minimum",
    "delivery_fee",
    "delivery_note",
    "delivery_ends_on",
]
DEEPEST = 4  # lists around a position in a MultiPolygon


def feature_rows(data: Any, mapping: Mapping[str, str]) -> Iterator[Row]:
    """The features or elements, numbered from 1. Raises UnreadableFileError for any other JSON."""
    found = data if isinstance(data, dict) else {}
    if isinstance(found.get("features"), list):
        return _features([item if isinstance(item, dict) else {} for item in found["features"]], mapping)
    if isinstance(found.get("elements"), list):
        return _elements([item if isinstance(item, dict) else {} for item in found["elements"]])
    raise UnreadableFileError(_("This JSON is neither GeoJSON features nor an answer of Overpass."))


def _elements(elements: list[dict[str, Any]]) -> Iterator[Row]:
    """Overpass's answer; an element without tags is a corner of another one's outline, no business."""
    for number, item in enumerate(elements, start=1):
        kind, key = _text(item.get("type")), _text(item.get("id"))
        if item.get("tags") or kind not in ("node", "way", "relation"):
            yield _osm_row(number, item.get("tags"), _element_point(item), f"{kind}/{key}" if kind and key else "")


def _features(features: list[dict[str, Any]], mapping: Mapping[str, str]) -> Iterator[Row]:
    said = [_dict(feature.get("properties")) for feature in features]
    is_osm = not mapping and any(map(_is_osm, said))
    if said and not is_osm:
        check_headers(list(dict.fromkeys(_text(header) for properties in said for header in properties)), mapping)
    for number, (feature, properties) in enumerate(zip(features, said, strict=True), start=1):
        point = _middle(_dict(feature.get("geometry")).get("coordinates"))
        if is_osm:
            key = _text(properties.get("@id")) or _text(properties.get("id")) or _text(feature.get("id"))
            yield _osm_row(number, properties.get("tags") or properties, point, key)
        else:
            pairs = [*point.items(), *((_text(header), _text(value)) for header, value in properties.items())]
            yield plain_row(number, pairs, mapping)


def _is_osm(properties: dict[str, Any]) -> bool:
    return "@id" in properties or isinstance(properties.get("tags"), dict) or not properties.keys().isdisjoint(KINDS)


def _osm_row(number: int, tags: Any, point: dict[str, str], key: str) -> Row:
    tags = {_text(name): _text(value).strip() for name, value in _dict(tags).items()}

    def first(*names: str) -> str:
        return next((tags[name] for name in names if tags.get(name)), "")

    phones = [phone.strip() for phone in first("phone", "contact:phone", "mobile", "contact:mobile").split(";")]
    house, street = (
        first("addr:housenumber", "contact:housenumber"),
        first("addr:street", "contact:street", "addr:place"),
    )
    values = point | {
        "name": first("name", "name:fr", "official_name", "brand"),
        "address": f"{house} {street}".strip() or first("addr:full"),
        "postcode": first("addr:postcode", "contact:postcode"),
        "city": first("addr:city", "contact:city"),
        "phone": phones[0],
        "other_phone": ";".join(phones[1:2]),
        "email": first("email", "contact:email"),
        "website": first("website", "contact:website", "url"),
        "facebook": first("contact:facebook", "facebook"),
        "opening_hours": first("opening_hours"),
        "description": first("description:fr", "description"),
        "delivers": first("delivery"),
        "wheelchair": first("wheelchair"),
        **{name: tags.get(f"{OURS}{name}", "") for name in OUR_FIELDS},
    }
    said = {name: value for name, value in values.items() if value}
    return Row(number, said, tuple(kinds_of(tags)), key)


def kinds_of(tags: dict[str, str]) -> list[str]:
    """What the tags call the place: "cuisine=pizza" before "amenity=restaurant", "shop=*" last."""
    plain = [tag.split("=", 1) for key in KINDS for tag in _values(tags, key)]
    plain = [[key, value] for key, value in plain if value not in NO_BUSINESS]
    kinds: list[str] = []
    for key, value in plain:
        kind = f"{key}={value}"
        finer = _values(tags, FINER.get(kind, ""))
        kinds += [*finer[:1], kind, *finer[1:], *_values(tags, BESIDES.get(kind, ""))]
    return [*kinds, *(f"{key}=*" for key, _value in plain if key in OPEN_KEYS)]


def _values(tags: dict[str, str], key: str) -> list[str]:
    """A key's values, each as a tag: "wine;cheese" are two."""
    return [f"{key}={value.strip()}" for value in tags.get(key, "").split(";") if value.strip()]


def _element_point(item: dict[str, Any]) -> dict[str, str]:
    """A node's own position, else its centre, else the middle of its bounds."""
    bounds = _dict(item.get("bounds"))
    corners = [(bounds.get(f"{end}lat"), bounds.get(f"{end}lon")) for end in ("min", "max")]
    centre = _dict(item.get("center"))
    for points in ([(item.get("lat"), item.get("lon"))], [(centre.get("lat"), centre.get("lon"))], corners):
        if all(isinstance(number, int | float) for point in points for number in point):
            return _middle([[longitude, latitude] for latitude, longitude in points])
    return {}


def _middle(coordinates: Any) -> dict[str, str]:
    """The middle of the box around all positions, as Overpass's "out center" gives it; of a point, itself."""
    pairs = list(_pairs(coordinates))
    if not pairs:
        return {}
    longitude, latitude = ((min(axis) + max(axis)) / 2 for axis in zip(*pairs, strict=True))
    return {"latitude": str(latitude), "longitude": str(longitude)}


def _pairs(coordinates: Any, depth: int = 0) -> Iterator[tuple[float, float]]:
    if not isinstance(coordinates, list) or depth > DEEPEST:
        return
    if len(coordinates) >= 2 and all(isinstance(number, int | float) for number in coordinates[:2]):
        yield _degrees(coordinates[0]), _degrees(coordinates[1])
        return
    for part in coordinates:
        yield from _pairs(part, depth + 1)


def _degrees(number: float) -> float:
    """The number, or infinity for one no float can hold: it is then seen not to be on earth."""
    return float(number) if abs(number) < 1e9 else math.inf


def _dict(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Words and numbers as they are; half a surrogate pair, which no database can hold, as "?"."""
    return str(value).encode("utf-8", "replace").decode() if isinstance(value, str | int | float) else ""
