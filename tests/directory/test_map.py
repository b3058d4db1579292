"""What the map is sent: points and clusters of a view, the frame of a search, the ground."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.index import reindex_all
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing
from mcs.directory.queries.listings import Search
from mcs.directory.queries.map import FEW, MOST_THINGS, View, grid, map_points
from mcs.directory.queries.zone import Zone, within
from mcs.places.actions import load_places
from tests.factories import make_category, make_listing

pytestmark = pytest.mark.django_db
SOUTH = "43.2,5.3,43.3,5.5"  # the three districts


def ask(client: Client, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/annuaire/points.json?{query}")
    assert answer.status_code == 200
    return dict(json.loads(answer.content))


def fill(count: int, step: float = 0.0) -> None:
    """That many butchers, each so many degrees north of the one before."""
    category = make_category()
    rows = [
        Listing(
            slug=f"boucherie-{number}",
            name=f"Boucherie {number}",
            category=category,
            status=ListingStatus.PUBLISHED,
            latitude=43.26 + number * step,
            longitude=5.4,
        )
        for number in range(count)
    ]
    Listing.objects.bulk_create(rows)


def test_point_says_what_a_popup_shows(client: Client) -> None:
    category = make_category()
    listing = make_listing("Chez Karim", category=category, latitude=43.27, longitude=5.38, opening_hours="24/7")
    Listing.objects.update(recommendation_count=12)
    assert ask(client, f"vue={SOUTH}&zoom=13")["points"] == [
        {
            "latitude": 43.27,
            "longitude": 5.38,
            "name": "Chez Karim",
            "url": listing.get_absolute_url(),
            "trade": "Boucherie",
            "hue": "terracotta",
            "icon": "beef",
            "state": "Toujours ouvert",
            "recommendations": 12,
            "recommended": "12 voisins",
        }
    ]


def test_few_places_come_whole_with_their_frame(client: Client) -> None:
    fill(3, 0.01)
    make_listing("Sans point")
    make_listing("Brouillon", status=ListingStatus.DRAFT, latitude=43.3, longitude=5.5)
    frame = ask(client)
    assert (frame["whole"], frame["total"], len(frame["points"])) == (True, 3, 3)
    assert [round(degrees, 2) for degrees in frame["bounds"]] == [43.26, 5.4, 43.28, 5.4]


def test_nothing_found_has_no_frame(client: Client) -> None:
    assert ask(client) == {"bounds": None, "total": 0, "whole": True, "points": [], "clusters": []}


def test_many_places_have_only_their_frame_at_first(client: Client) -> None:
    fill(FEW + 1, 0.0001)
    frame = ask(client)
    assert (frame["whole"], frame["total"], frame["points"], frame["clusters"]) == (False, FEW + 1, [], [])


def test_crowd_in_one_spot_is_one_cluster_and_a_place_apart_a_point(client: Client) -> None:
    fill(FEW + 10)
    make_listing("À part", latitude=43.21, longitude=5.45)
    make_listing("Ailleurs", latitude=48.85, longitude=2.35)
    answer = ask(client, f"vue={SOUTH}&zoom=13")
    bounds = [43.26, 5.4, 43.26, 5.4]
    assert answer["clusters"] == [{"latitude": 43.26, "longitude": 5.4, "count": FEW + 10, "bounds": bounds}]
    assert [point["name"] for point in answer["points"]] == ["À part"]
    assert answer["total"] == FEW + 11


def test_places_of_a_view_are_counted_once_each_whatever_the_zoom(client: Client) -> None:
    fill(400, 0.0001)
    for zoom in range(20):
        answer = ask(client, f"vue={SOUTH}&zoom={zoom}")
        assert sum(cluster["count"] for cluster in answer["clusters"]) + len(answer["points"]) == 400
        assert len(answer["clusters"]) + len(answer["points"]) <= MOST_THINGS


def test_words_and_filters_hold_on_the_map_and_the_lists_zone_does_not(client: Client) -> None:
    fill(3, 0.01)
    make_listing("Plomberie Saint-Loup", category=make_category("craft=plumber", name_fr="Plomberie", synonyms=[]))
    Listing.objects.filter(name="Plomberie Saint-Loup").update(latitude=43.28, longitude=5.43)
    reindex_all()
    assert [point["name"] for point in ask(client, f"q=plomberie&vue={SOUTH}&zoom=13")["points"]] == [
        "Plomberie Saint-Loup"
    ]
    assert ask(client, f"categorie=shop-butcher&vue={SOUTH}&zoom=13")["total"] == 3
    assert ask(client, f"zone=43.2,5.3,43.21,5.31&vue={SOUTH}&zoom=13")["total"] == 4


@pytest.mark.parametrize("count", [1, 3, FEW + 20])
@pytest.mark.parametrize(("query", "queries"), [("", 2), ("q=boucherie&", 5)])
def test_view_costs_the_same_at_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int, query: str, queries: int
) -> None:
    fill(count, 0.0004)
    reindex_all()
    ask(client, f"{query}vue={SOUTH}&zoom=13")
    with django_assert_num_queries(queries):
        ask(client, f"{query}vue={SOUTH}&zoom=13")


@pytest.mark.parametrize(
    "view",
    [
        "vue=&zoom=13", "vue=1,2,3&zoom=13", "vue=a,b,c,d&zoom=13", f"vue={SOUTH}", f"vue={SOUTH}&zoom=20",
        f"vue={SOUTH}&zoom=-1", f"vue={SOUTH}&zoom=1e1", f"vue={SOUTH}&zoom=%D9%A3", f"vue={SOUTH}&zoom=" + "9" * 5000,
        "vue=nan,5.3,43.3,5.5&zoom=13", "vue=43.2,5.3,inf,5.5&zoom=13", "vue=43.3,5.3,43.2,5.5&zoom=13",
        "vue=43.2,170,43.3,-170&zoom=13", "vue=43.2,181,43.3,190&zoom=13", "vue=43.2,5.3,43.2,5.5&zoom=13",
        "vue=" + "1," * 90_000 + "&zoom=3", "vue=%00,1,2,3&zoom=3", "vue=1e999,1,2,3&zoom=3",
    ],
)  # fmt: skip
def test_view_that_cannot_be_read_is_refused(client: Client, view: str) -> None:
    answer = client.get(f"/annuaire/points.json?{view}")
    assert (answer.status_code, json.loads(answer.content)) == (
        400,
        {"error": "Cette partie de la carte n’a pas pu être lue."},
    )


@pytest.mark.parametrize("zoom", [0, 10, 19])
@pytest.mark.parametrize(
    "vue", ["-90,-180,90,180", "-1e300,-1e300,1e300,1e300", "43.26,5.4,43.260000001,5.400000001", "84,0,90,1"]
)
def test_absurd_views_are_cut_to_the_map_and_never_an_error(client: Client, vue: str, zoom: int) -> None:
    fill(FEW + 5, 0.0001)
    answer = ask(client, f"vue={vue}&zoom={zoom}")
    assert len(answer["points"]) + len(answer["clusters"]) <= MOST_THINGS


def test_grid_stays_where_it_is_while_the_map_moves() -> None:
    a, b = (View(Zone(43.2 + move, 5.3 + move, 43.3 + move, 5.5 + move), 13) for move in (0, 0.003))
    first, second = grid(a), grid(b)
    assert (first.height, first.width) == (second.height, second.width)
    cells = (second.zone.south - first.zone.south) / first.height
    assert math.isclose(cells, round(cells), abs_tol=1e-6)


def test_zone_is_read_written_and_kept_to() -> None:
    fill(3, 0.01)
    zone = Zone.read("43.255,5.39,43.275,5.41")
    assert str(zone) == "43.25500,5.39000,43.27500,5.41000"
    kept = within(Listing.objects.published(), zone).order_by("pk")
    assert [listing.name for listing in kept] == ["Boucherie 0", "Boucherie 1"]
    assert within(Listing.objects.published(), None).count() == 3
    assert [Zone.read(text) for text in ("", "nan,1,2,3", "43.3,5,43.2,6", "1,2,3,4,5")] == [None] * 4


def test_points_may_be_kept_a_minute_and_the_ground_a_day(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_places()
    points = client.get("/annuaire/points.json")
    assert (points["Cache-Control"], points.cookies) == ("public, max-age=60", {})
    client.get("/carte/fond.json")
    with django_assert_num_queries(2):
        ground = client.get("/carte/fond.json")
    assert (ground["Cache-Control"], ground.cookies) == ("public, max-age=86400", {})
    assert sorted(ground.json()) == ["home", "quarters", "shapes", "ways"]
    assert len(ground.content) < 24_000


def test_map_points_take_what_a_search_says() -> None:
    fill(2, 0.01)
    view = View.read(SOUTH, "13")
    assert view is not None
    found = map_points(Search.read(QueryDict("q=")), view)
    assert [point["name"] for point in found["points"]] == ["Boucherie 0", "Boucherie 1"]
