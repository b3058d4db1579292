from __future__ import annotations

import math
from typing import Any

import pytest

from mcs.lib.geo import Point
from mcs.lib.outlines import Box, box, middle, read_outline, simplify

SQUARE = [[5.0, 43.0], [5.1, 43.0], [5.1, 43.1], [5.0, 43.1], [5.0, 43.0]]


def test_box_is_the_smallest_around_all_polygons() -> None:
    island = [[5.4, 42.9], [5.5, 42.9], [5.5, 43.0], [5.4, 42.9]]
    assert box([[SQUARE], [island]]) == Box(42.9, 5.0, 43.1, 5.5)


def test_boxes_meet_or_not() -> None:
    here = Box(43.0, 5.0, 43.1, 5.1)
    assert here.meets(Box(43.1, 5.1, 43.2, 5.2))
    assert not here.meets(Box(43.11, 5.0, 43.2, 5.1))
    assert here.holds(Point(43.05, 5.05))
    assert not here.holds(Point(5.05, 43.05))


def test_polygon_is_read_as_a_multipolygon_without_heights() -> None:
    ring = [[*position, 120.5] for position in SQUARE]
    assert read_outline({"type": "Polygon", "coordinates": [ring]}) == [[SQUARE]]
    assert read_outline({"type": "MultiPolygon", "coordinates": [[SQUARE]]}) == [[SQUARE]]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "ni Polygon ni MultiPolygon"),
        ([], "ni Polygon ni MultiPolygon"),
        ({"type": "Point", "coordinates": [5, 43]}, "ni Polygon ni MultiPolygon"),
        ({"type": ["Polygon"], "coordinates": []}, "ni Polygon ni MultiPolygon"),
        ({"type": "Polygon"}, "ni Polygon ni MultiPolygon"),
        ({"type": "Polygon", "coordinates": []}, "contour vide"),
        ({"type": "MultiPolygon", "coordinates": []}, "contour vide"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "contour vide"),
        ({"type": "Polygon", "coordinates": [SQUARE[:3]]}, "un anneau compte au moins quatre positions"),
        ({"type": "Polygon", "coordinates": [[5, 43, 5, 43]]}, "une position s’écrit [longitude, latitude]"),
        ({"type": "Polygon", "coordinates": [[[5, 43], [5, 999], [6, 43], [5, 43]]]}, "une position hors de la terre"),
        ({"type": "Polygon", "coordinates": [[["5", 43]] * 4]}, "une position hors de la terre"),
        ({"type": "Polygon", "coordinates": [[[math.nan, 43]] * 4]}, "une position hors de la terre"),
        ({"type": "Polygon", "coordinates": [[[5, 43]] * 4]}, "contour sans surface"),
        ({"type": "Polygon", "coordinates": [SQUARE * 50_000]}, "un anneau compte au moins quatre positions"),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE]] * 50_000}, "trop de positions"),
    ],
)
def test_unusable_geometry_says_why(geometry: Any, reason: str) -> None:
    with pytest.raises(ValueError, match="^" + reason.replace("[", r"\[")):
        read_outline(geometry)


def test_middle_of_a_square_is_its_centre() -> None:
    assert middle([[SQUARE]]) == Point(43.05, 5.05)


def test_middle_is_of_the_largest_polygon() -> None:
    island = [[6.0, 42.0], [6.01, 42.0], [6.01, 42.01], [6.0, 42.0]]
    assert middle([[island], [SQUARE[::-1]]]) == Point(43.05, 5.05)


def test_simplify_leaves_out_what_lies_on_the_line() -> None:
    ring = [[0.0, 0.0], [5.0, 0.01], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]
    assert simplify([[ring]], 0.1) == [[[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]]]
    assert simplify([[ring]], 0.001) == [[ring]]


def test_simplify_closes_an_open_ring_and_drops_what_vanishes() -> None:
    rock = [[3.0, 3.0], [3.001, 3.0], [3.001, 3.001], [3.0, 3.0]]
    square = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]
    assert simplify([[square, rock], [rock]], 0.1) == [[[*square, square[0]]]]
