"""The districts' outlines kept at hand: whose district a point lies in, and maps drawn from them.

An outline is read as text and remembered by that text: a changed one can't be mistaken for the one before, and every
question costs the same one query.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from mcs.lib.geo import MultiPolygon, Point, contains, distance
from mcs.lib.outlines import Box, box, simplify
from mcs.places.models import District

SURROUNDINGS = Path(__file__).parents[1] / "data" / "surroundings.json"
FAR = 30_000  # metres from the middle of a district beyond which a business is hardly the network's
WEB_TOLERANCE = 0.00008  # degrees, 8 m: the width of a street
PER_DEGREE = 3240  # units of the drawn map in a degree of longitude: 25 m each at Marseille's latitude


@dataclass(frozen=True)
class Shape:
    """An outline with what every question needs of it."""

    outline: MultiPolygon
    box: Box
    web: MultiPolygon  # with fewer points, for Leaflet
    path: str  # drawn, for SVG


@lru_cache(maxsize=128)
def _shape(text: str) -> Shape:
    """The shape of an outline's JSON."""
    outline: MultiPolygon = json.loads(text)
    return Shape(outline, box(outline), simplify(outline, WEB_TOLERANCE), _path(outline))


@lru_cache(maxsize=1)
def surroundings() -> Shape:
    """The land around Marseille's south, so that the neighbours of its districts are not drawn as sea."""
    return _shape(json.dumps([json.loads(SURROUNDINGS.read_text(encoding="utf-8"))["coordinates"]]))


@dataclass(frozen=True)
class Drawn:
    """A district and its shape."""

    district: District
    shape: Shape


def drawn_districts() -> list[Drawn]:
    """The districts that have an outline, by number (one query)."""
    rows: Iterable[Any] = District.objects.filter(outlined__isnull=False).annotate(
        outline_text=Cast("outlined__outline", TextField())
    )
    return [Drawn(row, _shape(row.outline_text)) for row in rows]


def district_at(point: Point) -> District | None:
    """The district whose outline holds the point (one query; keep `drawn_districts()` to ask for thousands)."""
    return district_among(drawn_districts(), point)


def district_among(drawn: Sequence[Drawn], point: Point) -> District | None:
    """The one of these districts whose outline holds the point."""
    for each in drawn:
        if each.shape.box.holds(point) and contains(each.shape.outline, point):
            return each.district
    return None


def is_far(drawn: Sequence[Drawn], point: Point) -> bool:
    """Whether the point is far from all these districts; from none it is not."""
    middles = [Point(each.district.latitude, each.district.longitude) for each in drawn]
    return bool(middles) and all(distance(point, middle) > FAR for middle in middles)


def stands_far(point: Point) -> bool:
    """Whether the point is far from all the districts (one query; keep `drawn_districts()` to ask for thousands)."""
    return is_far(drawn_districts(), point)


def district_shapes(drawn: Sequence[Drawn]) -> dict[str, Any]:
    """The land around, then the districts, as a GeoJSON FeatureCollection for the map in the page."""
    features = [_feature(surroundings(), kind="surroundings")] if is_at_home(drawn) else []
    for each in drawn:
        district = each.district
        values = {"code": district.code, "number": district.number}
        features.append(_feature(each.shape, kind="district", **values, at=[district.latitude, district.longitude]))
    return {"type": "FeatureCollection", "features": features}


def _feature(shape: Shape, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": shape.web}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def is_at_home(drawn: Sequence[Drawn]) -> bool:
    """Whether these districts are those our land was drawn around: another city's network has none of it."""
    return any(each.shape.box.meets(surroundings().box) for each in drawn)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Mercator's projection in units of the drawn map; it keeps shapes true, and the poles are nobody's district."""
    latitude = max(-85.0, min(85.0, latitude))
    northing = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))
    return longitude * PER_DEGREE, -northing * PER_DEGREE


def _path(outline: MultiPolygon) -> str:
    """The outline as an SVG path in whole units, relative so that it stays short."""
    projected = [[[list(project(*position[:2])) for position in ring] for ring in polygon] for polygon in outline]
    drawing = ""
    for ring in (ring for polygon in simplify(projected, 0.6) for ring in polygon):
        corners = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners[:-1])]
        drawing += f"M{corners[0][0]} {corners[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in steps) + "z"
    return drawing
