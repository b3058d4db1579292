from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from pytest_django import DjangoAssertNumQueries

from mcs.lib.geo import Point
from mcs.lib.outlines import read_outline
from mcs.places.models import District, DistrictOutline
from mcs.places.queries import backdrop, district_at, locator
from tests.factories import make_district

MAZARGUES = Point(43.251, 5.404)


@pytest.mark.parametrize(
    ("point", "number"),
    [
        (Point(43.2725, 5.3910), 8),  # rond-point du Prado
        (MAZARGUES, 9),
        (Point(43.2800, 5.4310), 10),  # boulevard de Saint-Loup
        (Point(43.1760, 5.3850), 8),  # the island of Riou
        (Point(43.2300, 5.4400), 9),  # Luminy
        (Point(43.2600, 5.3600), None),  # the sea off the Prado beaches
        (Point(43.2951, 5.3740), None),  # the Vieux-Port
        (Point(5.404, 43.251), None),
        (Point(999, 999), None),
    ],
)
def test_district_is_told_by_its_outline(places: None, point: Point, number: int | None) -> None:
    district = district_at(point)
    assert (district and district.number) == number


def test_district_costs_one_query_and_sees_a_changed_outline(
    places: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        district_at(MAZARGUES)
    square = [[5.2, 43.0], [5.3, 43.0], [5.3, 43.1], [5.2, 43.1], [5.2, 43.0]]
    DistrictOutline.objects.filter(district__number=9).update(outline=[[square]])
    with django_assert_num_queries(1):
        assert district_at(MAZARGUES) is None


def test_shapes_are_geojson_the_land_around_first(
    places: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    backdrop()  # the streets are read once by each process
    with django_assert_num_queries(2):
        shapes = backdrop()["shapes"]
    assert [feature["properties"] for feature in shapes["features"]] == [
        {"kind": "surroundings"},
        {"kind": "district", "code": "13208", "number": 8, "at": [43.26, 5.384]},
        {"kind": "district", "code": "13209", "number": 9, "at": [43.251, 5.408]},
        {"kind": "district", "code": "13210", "number": 10, "at": [43.279, 5.418]},
    ]
    assert [len(read_outline(feature["geometry"])) for feature in shapes["features"]] == [1, 5, 1, 1]


def test_another_city_is_drawn_without_our_coast(db: None) -> None:
    square = [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.9], [2.3, 48.8]]
    make_district(11, outline=[[square]], latitude=48.85, longitude=2.35)
    ground = backdrop()
    assert [feature["properties"]["kind"] for feature in ground["shapes"]["features"]] == ["district"]
    assert (ground["home"], ground["ways"], ground["quarters"]) == ([48.8, 2.3, 48.9, 2.4], [], [])
    drawn = locator(Point(48.85, 2.35))
    assert drawn is not None
    assert (drawn.elsewhere, drawn.ways, drawn.named, len(drawn.here) > 10) == ([], [], [], True)


def test_locator_shows_the_point_in_its_district(
    places: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        drawn = locator(MAZARGUES)
    assert drawn is not None
    assert drawn.district == District.objects.get(number=9)
    assert (drawn.x - drawn.left, drawn.y - drawn.top) == (88, 55)
    assert len(drawn.elsewhere) == 3
    assert [name for _x, _y, name in drawn.names] == ["8e", "9e"]


def test_locator_stays_over_the_districts(places: None) -> None:
    drawn = locator(Point(43.2916, 5.4140))  # the northern end of the 10th
    assert drawn is not None
    assert drawn.y - drawn.top < 40


@pytest.mark.parametrize("point", [Point(48.85, 2.35), Point(90, 0), Point(-90, 180), Point(43.0, 5.4)])
def test_locator_has_nothing_to_show_far_away(places: None, point: Point) -> None:
    assert locator(point) is None


def test_locator_has_nothing_to_show_without_outlines(db: None) -> None:
    assert locator(MAZARGUES) is None
    make_district(8, outline=[])
    assert (locator(MAZARGUES), district_at(MAZARGUES), backdrop()["home"]) == (None, None, None)


def test_locator_map_is_small_and_says_what_it_shows(places: None) -> None:
    html = render_to_string("components/locator_map.html", {"locator": locator(MAZARGUES)})
    assert 'aria-label="Plan\u00a0: ce lieu se trouve dans le 9e arrondissement"' in html
    assert (html.count("map-land"), html.count("map-here"), html.count('class="map-pin"')) == (4, 1, 1)
    assert re.search(r"style=|undefined", html) is None
    assert len(html) < 4000


def test_locator_map_outside_the_districts_says_less(places: None) -> None:
    html = render_to_string("components/locator_map.html", {"locator": locator(Point(43.289, 5.377))})
    assert 'aria-label="Plan de situation de ce lieu"' in html
    assert html.count("map-here") == 0
