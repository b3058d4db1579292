"""The main ways drawn by the project, held against what others know of them; and the maps that show them."""

from __future__ import annotations

import csv
import math
import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from mcs.lib.french import fold
from mcs.lib.geo import Point, distance
from mcs.places.queries import backdrop, locator
from mcs.places.queries.ways import Way, ways
from tests.places.conftest import real_data

ROND_POINT = Point(43.2722, 5.3930)  # beside the rond-point du Prado
OFFICIAL = {"corniche kennedy": "corniche du president john fitzgerald kennedy"}


def metres_from(way: Way, point: Point) -> float:
    """From a point to the nearest part of a way; on a plane, which is true enough for a town."""
    east = math.cos(math.radians(point.latitude))

    def away(a: Point, b: Point) -> float:
        ax, ay = (a.longitude - point.longitude) * east, a.latitude - point.latitude
        dx, dy = (b.longitude - a.longitude) * east, b.latitude - a.latitude
        part = -(ax * dx + ay * dy) / (dx * dx + dy * dy)
        part = min(1.0, max(0.0, part))
        return math.hypot(ax + part * dx, ay + part * dy) * 111_195

    return min(away(a, b) for a, b in pairwise(way.line))


def test_ways_are_whole_and_within_reach() -> None:
    names = {way.name for way in ways()}
    assert {"Avenue du Prado", "Boulevard Michelet", "Corniche Kennedy", "Boulevard de Saint-Loup"} <= names
    assert len(names) >= 50
    assert {way.rank for way in ways()} == {1, 2}
    for way in ways():
        assert len(way.line) >= 2, way.name
        steps = [distance(a, b) for a, b in pairwise(way.line)]
        assert min(steps) > 20, way.name
        assert max(steps) < 2_000, way.name


def test_ways_pass_by_the_middle_of_their_street() -> None:
    with real_data("streets/marseille_rues_osm_5190.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["insee"] in ("13205", "13206", "13207", *DISTRICTS)]
    middles: dict[str, list[Point]] = {}
    for row in rows:
        middles.setdefault(fold(row["nom"]), []).append(Point(float(row["lat"]), float(row["lon"])))
    held = 0
    for way in ways():
        name = fold(way.name)
        if there := middles.get(OFFICIAL.get(name, name)):
            held += 1
            parts = [other for other in ways() if other.name == way.name]
            assert min(metres_from(part, point) for part in parts for point in there) < 100, way.name
    assert held >= 40


DISTRICTS = ("13208", "13209", "13210")


def test_backdrop_has_the_ways_and_the_quarters(places: None) -> None:
    ground = backdrop()
    assert ground["ways"][0]["rank"] == 1
    assert [way["name"] for way in ground["ways"]].count("Avenue du Prado") == 2
    assert {"Mazargues", "Saint-Giniez", "Saint-Loup"} <= {quarter["name"] for quarter in ground["quarters"]}
    assert ground["home"][0] < 43.2 < 43.29 < ground["home"][2]


def test_locator_names_the_ways_beside_the_point(places: None) -> None:
    drawn = locator(ROND_POINT)
    assert drawn is not None
    assert [way.name for way in drawn.named] == ["Avenue du Prado", "Rue du Rouet", "Rue Paradis"]
    assert sorted(rank for rank, _path in drawn.ways) == [1, 2]


@pytest.mark.parametrize("point", [ROND_POINT, Point(43.2857, 5.3842), Point(43.2828, 5.4310), Point(43.2320, 5.4361)])
def test_locator_map_stays_light(places: None, point: Point) -> None:
    html = render_to_string("components/locator_map.html", {"locator": locator(point)})
    assert len(html.encode()) < 4000
    assert re.search(r"\d,\d|undefined|nan", html) is None  # a number for SVG has a dot in every language
    assert set(re.findall(r'href="#([\w-]+)"', html)) == set(re.findall(r' id="([\w-]+)"', html))
