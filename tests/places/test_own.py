"""What the project drew and listed itself, held against the real thing."""

from __future__ import annotations

import csv
import json
from collections import Counter
from itertools import pairwise

import pytest

from mcs.lib.french import fold
from mcs.lib.geo import MultiPolygon, Point, contains, distance
from mcs.lib.outlines import read_outline
from mcs.places.actions import load_places
from mcs.places.models import District, DistrictOutline, Street
from tests.places.conftest import real_data

pytestmark = pytest.mark.django_db
ROWS = 1500  # lines a district is cut into to measure it; each is 8 m high

Spans = list[tuple[float, float]]


def spans(outline: MultiPolygon, latitude: float) -> Spans:
    """From where to where, in longitudes, the outline covers a line of latitude."""
    crossed = []
    for ring in (ring for polygon in outline for ring in polygon):
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > latitude) != (y2 > latitude):
                crossed.append(x1 + (x2 - x1) * (latitude - y1) / (y2 - y1))
    crossed.sort()
    return list(zip(crossed[::2], crossed[1::2], strict=True))


def common(a: MultiPolygon, b: MultiPolygon) -> tuple[float, float, float]:
    """The surfaces of both and of each, in the same unit."""
    both = only_a = only_b = 0.0
    for row in range(ROWS):
        latitude = 43.16 + (row + 0.5) * 0.14 / ROWS
        in_a, in_b = spans(a, latitude), spans(b, latitude)
        only_a += sum(east - west for west, east in in_a)
        only_b += sum(east - west for west, east in in_b)
        both += sum(max(0, min(e1, e2) - max(w1, w2)) for w1, e1 in in_a for w2, e2 in in_b)
    return both, only_a, only_b


def test_load_places_makes_three_districts_with_their_streets() -> None:
    loading = load_places()
    assert (loading.created, loading.rows, loading.rejected) == (192, 192, [])
    assert [(d.code, d.short_name, d.postcode) for d in District.objects.all()] == [
        ("13208", "8e", "13008"),
        ("13209", "9e", "13009"),
        ("13210", "10e", "13010"),
    ]
    assert Counter(Street.objects.values_list("district__number", flat=True)) == {8: 66, 9: 58, 10: 65}


def test_load_places_again_changes_nothing_even_what_was_changed_since() -> None:
    load_places()
    District.objects.filter(number=8).update(name="Le Huitième", latitude=43.2)
    Street.objects.filter(name="Avenue du Prado").update(latitude=43.3)
    again = load_places()
    assert (again.created, again.updated, again.unchanged) == (0, 0, 192)
    assert District.objects.get(number=8).name == "Le Huitième"
    assert Street.objects.get(name="Avenue du Prado").latitude == 43.3


def test_streets_and_centres_lie_in_their_district() -> None:
    load_places()
    astray = [street for street in Street.objects.select_related("district") if not _holds(street.district, street)]
    assert astray == []
    assert all(_holds(district, district) for district in District.objects.all())


def _holds(district: District, thing: Street | District) -> bool:
    return contains(district.outlined.outline, Point(thing.latitude, thing.longitude))


def test_neighbours_share_their_border_without_overlap() -> None:
    load_places()
    eighth, ninth, tenth = (district.outlined.outline for district in District.objects.all())
    for a, b, least in ((eighth, ninth, 20), (ninth, tenth, 15), (eighth, tenth, 3)):
        corners = {tuple(position) for position in a[0][0]} & {tuple(position) for position in b[0][0]}
        assert len(corners) >= least
        assert common(a, b)[0] < 1e-9


@pytest.mark.parametrize("code", ["13208", "13209", "13210"])
def test_outline_agrees_with_the_real_one(code: str) -> None:
    source = json.loads(real_data("geo/marseille_arrondissements_16.geojson").read_text(encoding="utf-8"))
    real = next(feature for feature in source["features"] if feature["properties"]["insee"] == code)
    load_places()
    both, own, theirs = common(DistrictOutline.objects.get(district__code=code).outline, read_outline(real["geometry"]))
    assert both / (own + theirs - both) >= 0.92


def test_outline_is_drawn_and_not_copied() -> None:
    source = json.loads(real_data("geo/marseille_arrondissements_16.geojson").read_text(encoding="utf-8"))
    load_places()
    real = {
        (round(position[0], 4), round(position[1], 4))
        for feature in source["features"]
        for polygon in read_outline(feature["geometry"])
        for ring in polygon
        for position in ring
    }
    outlines = DistrictOutline.objects.values_list("outline", flat=True)
    own = [tuple(p) for outline in outlines for polygon in outline for ring in polygon for p in ring]
    assert len([position for position in own if position in real]) < len(own) / 10


def test_streets_exist_where_they_are_said_to_be() -> None:
    with real_data("streets/marseille_rues_osm_5190.csv").open(encoding="utf-8", newline="") as file:
        real = {(fold(row["nom"]), row["insee"], fold(row["quartier"])): row for row in csv.DictReader(file)}
    load_places()
    for street in Street.objects.select_related("district"):
        row = real[street.folded_name, street.district.code, fold(street.quarter)]
        there = Point(float(row["lat"]), float(row["lon"]))
        assert distance(Point(street.latitude, street.longitude), there) < 500, street.name
