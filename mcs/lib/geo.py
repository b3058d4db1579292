"""Positions and outlines in WGS 84 degrees, without any database extension."""

from __future__ import annotations

import math
from typing import NamedTuple

Ring = list[list[float]]
# A GeoJSON MultiPolygon's coordinates: polygons of rings of [longitude, latitude].
MultiPolygon = list[list[Ring]]

EARTH_RADIUS = 6_371_008.8  # metres, IUGG mean radius


class Point(NamedTuple):
    """A position, latitude first as people say it (GeoJSON writes longitude first)."""

    latitude: float
    longitude: float


def distance(a: Point, b: Point) -> float:
    """Metres between two points along the sphere (haversine)."""
    lat_a, lat_b = math.radians(a.latitude), math.radians(b.latitude)
    half_lat = (lat_b - lat_a) / 2
    half_lon = math.radians(b.longitude - a.longitude) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(h))


def contains(outline: MultiPolygon, point: Point) -> bool:
    """Whether the point lies in the outline, by counting edges crossed (even-odd, so holes work by themselves)."""
    return any(_crosses_odd(polygon, point) for polygon in outline)


def _crosses_odd(polygon: list[Ring], point: Point) -> bool:
    y, x = point
    inside = False
    for ring in polygon:
        for (x1, y1, *_), (x2, y2, *_) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside
