"""Whether a file is another town's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcs.directory.sources.row import Row
from mcs.lib.geo import Point
from mcs.places.queries.ground import drawn_districts, is_far


def is_of_elsewhere(rows: Iterable[Row]) -> bool:
    """Whether more than half of the rows' points are far from the network: then none of them is a slip (one query)."""
    drawn = drawn_districts()
    far = [is_far(drawn, point) for point in _points(rows)]
    return sum(far) * 2 > len(far)


def _points(rows: Iterable[Row]) -> Iterator[Point]:
    for row in rows:
        try:
            yield Point(*(float(row.values[name].replace(",", ".")) for name in ("latitude", "longitude")))
        except (KeyError, ValueError):
            continue
