"""A rectangle of the map as an address says it, and the listings that stand in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mcs.directory.models import ListingQuerySet

LONGEST = 160  # characters of a zone's text
NORTHMOST, EASTMOST = 85.06, 180.0  # degrees: where the Mercator map ends


@dataclass(frozen=True)
class Zone:
    """A rectangle in WGS 84 degrees that has a surface and doesn't cross the date line."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def read(cls, text: str) -> Zone | None:
        """From "south,west,north,east", cut to the map; None when it can't be read or has no surface."""
        try:
            south, west, north, east = map(float, text[: LONGEST + 1].split(","))
        except ValueError:
            return None
        if len(text) > LONGEST or not all(map(math.isfinite, (south, west, north, east))):
            return None
        south, north = (max(-NORTHMOST, min(NORTHMOST, value)) for value in (south, north))
        west, east = (max(-EASTMOST, min(EASTMOST, value)) for value in (west, east))
        return cls(south, west, north, east) if south < north and west < east else None

    def __str__(self) -> str:
        """As `read` takes it, to a metre."""
        return ",".join(f"{value:.5f}" for value in (self.south, self.west, self.north, self.east))


def within(listings: ListingQuerySet, zone: Zone | None) -> ListingQuerySet:
    """Those that have a point in the zone; all of them when there is none."""
    if zone is None:
        return listings
    return listings.filter(latitude__range=(zone.south, zone.north), longitude__range=(zone.west, zone.east))
