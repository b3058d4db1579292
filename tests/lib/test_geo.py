"""Distances and outlines."""

from __future__ import annotations

import pytest

from mcs.lib.geo import Point, contains, distance

SQUARE = [[[5.0, 43.0], [6.0, 43.0], [6.0, 44.0], [5.0, 44.0], [5.0, 43.0]]]
HOLE = [[5.4, 43.4], [5.6, 43.4], [5.6, 43.6], [5.4, 43.6], [5.4, 43.4]]


def test_distance_from_the_old_port_to_the_velodrome() -> None:
    assert distance(Point(43.2951, 5.3744), Point(43.2698, 5.3959)) == pytest.approx(3305, abs=15)


@pytest.mark.parametrize(
    ("point", "expected"), [(Point(43.2, 5.2), True), (Point(43.5, 5.5), False), (Point(42.9, 5.5), False)]
)
def test_contains_knows_holes(point: Point, expected: bool) -> None:
    assert contains([[*SQUARE, HOLE]], point) is expected


def test_an_empty_outline_holds_nothing() -> None:
    assert not contains([], Point(43.5, 5.5))
