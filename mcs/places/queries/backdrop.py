"""What the map in the page is drawn on, when no tile server is set."""

from __future__ import annotations

from typing import Any

from mcs.places.queries.ground import district_shapes, drawn_districts, is_at_home
from mcs.places.queries.streets import quarters
from mcs.places.queries.ways import ways


def backdrop() -> dict[str, Any]:
    """What the map in the page is drawn on: shapes as GeoJSON, ways, the quarters' names, and the box of the districts.

    Three queries; ways only where the districts are those they were drawn in.
    """
    drawn = drawn_districts()
    boxes = [each.shape.box for each in drawn]
    home = [min(b.south for b in boxes), min(b.west for b in boxes)] if boxes else []
    home += [max(b.north for b in boxes), max(b.east for b in boxes)] if boxes else []
    return {
        "home": home or None,
        "shapes": district_shapes(drawn),
        "ways": [{"name": way.name, "rank": way.rank, "line": way.line} for way in ways()] if is_at_home(drawn) else [],
        "quarters": [{"name": quarter.name, "at": quarter.point} for quarter in quarters()],
    }
