"""Outlines on the ground: reading them from GeoJSON without trusting it, their box, middle, and fewer points."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from mcs.lib.geo import MultiPolygon, Point, Ring

MOST_POSITIONS = 200_000  # in one outline; France's most detailed commune has a tenth of it


class Box(NamedTuple):
    """The smallest rectangle around something, in degrees; it doesn't cross the antimeridian."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        return self.south <= point.latitude <= self.north and self.west <= point.longitude <= self.east

    def meets(self, other: Box) -> bool:
        return not (
            other.north < self.south or other.south > self.north or other.east < self.west or other.west > self.east
        )


def box(outline: MultiPolygon) -> Box:
    """The box around an outline that has at least one ring."""
    longitudes, latitudes = zip(*(position[:2] for polygon in outline for position in polygon[0]), strict=True)
    return Box(min(latitudes), min(longitudes), max(latitudes), max(longitudes))


def read_outline(geometry: Any) -> MultiPolygon:
    """The coordinates of a GeoJSON Polygon or MultiPolygon (RFC 7946, §3.1), heights dropped, 6 decimals (11 cm).

    Raises ValueError with what is wrong in the user's language, whatever was given.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry["coordinates"] if kind and "coordinates" in geometry else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise ValueError(_("not a Polygon or MultiPolygon"))
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not polygons or not all(isinstance(polygon, list) and polygon for polygon in polygons):
        raise ValueError(_("empty outline"))
    outline = [[_read_ring(ring) for ring in polygon] for polygon in polygons]
    if sum(len(ring) for polygon in outline for ring in polygon) > MOST_POSITIONS:
        raise ValueError(_("too many positions"))
    if not any(_area(polygon[0]) for polygon in outline):
        raise ValueError(_("outline without surface"))
    return outline


def _read_ring(ring: Any) -> Ring:
    if not isinstance(ring, list) or not 4 <= len(ring) <= MOST_POSITIONS:
        raise ValueError(_("a ring needs at least four positions"))
    return [_read_position(position) for position in ring]


def _read_position(position: Any) -> list[float]:
    if not isinstance(position, list) or len(position) < 2:
        raise ValueError(_("a position is [longitude, latitude]"))
    longitude, latitude = position[:2]
    if not (is_degrees(longitude, 180) and is_degrees(latitude, 90)):
        raise ValueError(_("a position outside the earth"))
    return [round(float(longitude), 6), round(float(latitude), 6)]


def is_degrees(value: Any, limit: int) -> bool:
    """Whether the value is a finite number between -limit and limit."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -limit <= value <= limit


def _area(ring: Ring) -> float:
    """Signed surface in square degrees (shoelace)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def middle(outline: MultiPolygon) -> Point:
    """The centroid of the largest polygon; for a crescent it may fall outside."""
    ring = max((polygon[0] for polygon in outline), key=lambda ring: abs(_area(ring)))
    area, (x0, y0) = _area(ring), ring[0][:2]
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        # Measured from the first position: degrees multiplied far from zero lose their decimals.
        ax, ay, bx, by = a[0] - x0, a[1] - y0, b[0] - x0, b[1] - y0
        cross = ax * by - bx * ay
        x, y = x + (ax + bx) * cross, y + (ay + by) * cross
    return Point(round(y0 + y / (6 * area), 6), round(x0 + x / (6 * area), 6))


def simplify(outline: MultiPolygon, tolerance: float) -> MultiPolygon:
    """The outline with positions nearer than `tolerance` (in its own units) to their neighbours' line left out.

    Ramer–Douglas–Peucker. Rings that shrink to nothing at that tolerance are left out too.
    """
    thinner = [[_thin(ring, tolerance) for ring in polygon] for polygon in outline]
    return [[ring for ring in polygon if len(ring) >= 4] for polygon in thinner if len(polygon[0]) >= 4]


def _thin(ring: Ring, tolerance: float) -> Ring:
    closed = ring if ring[0] == ring[-1] else [*ring, ring[0]]
    # A closed line has no ends to measure from: the position farthest from its start makes the other one.
    far = max(range(len(closed)), key=lambda index: math.dist(closed[0], closed[index]))
    kept = {0, far, len(closed) - 1}
    spans = [(0, far), (far, len(closed) - 1)]
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        if not between:
            continue
        a, b = closed[first], closed[last]
        worst = max(between, key=lambda index: _from_line(closed[index], a, b))
        if _from_line(closed[worst], a, b) > tolerance:
            kept.add(worst)
            spans += [(first, worst), (worst, last)]
    return [closed[index] for index in sorted(kept)]


def _from_line(position: list[float], a: list[float], b: list[float]) -> float:
    """The distance of a position from the segment a–b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((position[0] - a[0]) * dx + (position[1] - a[1]) * dy) / length if length else 0
    along = min(1.0, max(0.0, along))
    return math.hypot(position[0] - a[0] - along * dx, position[1] - a[1] - along * dy)
