from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from mcs.lib.french import fold
from mcs.lib.geo import Point
from mcs.places.models import District, Street
from mcs.places.queries import Place, locate, quarters

HOSTILE = [
    "",
    " \n",
    "🙂🙂",
    "<b>",
    "\x00",
    "\u202e",
    "13008",
    "rue",
    "rue de la",
    "x" * 100_000,
    "rue " * 30_000,
    "½" * 999,
]


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("214 avenue du Prado", "Avenue du Prado"),
        ("214 AVENUE DU PRADO", "Avenue du Prado"),
        ("214, av. du Prado", "Avenue du Prado"),
        ("214 av du prado 13008 Marseille", "Avenue du Prado"),
        ("avenue du prado", "Avenue du Prado"),
        ("avenue Prado", "Avenue du Prado"),
        ("214 Prado", "Avenue du Prado"),
        ("C. C. Prado, 145 bis ave du Prado, Marseille 8e", "Avenue du Prado"),
        ("bd Michelet", "Boulevard Michelet"),
        ("Boul. Michelet face au stade", "Boulevard Michelet"),
        ("bd Michelt", "Boulevard Michelet"),
        ("boulevard Sainte-Marguerite", "Boulevard de Sainte-Marguerite"),
        ("bd st loup", "Boulevard de Saint-Loup"),
        ("Bd Ste Anne", "Boulevard Sainte-Anne"),
        ("12 pl. Gal Ferrié", "Place Général Ferrié"),
        ("rue du dr rodocanachi", "Rue du Docteur Rodocanachi"),
        ("12bis r. Emile Zola", "Rue Émile Zola"),
        ("ch. de Morgiou", "Chemin de Morgiou"),
        ("trav. prat", "Traverse Prat"),
        ("all turcat mery", "Allées Turcat-Mery"),
        ("allée Turcat Méry", "Allées Turcat-Mery"),
        ("rte Léon Lachamp", "Route Léon Lachamp"),
        ("rd-point du Prado", "Rond-Point du Prado"),
        ("boulevard Hilarion Boeuf", "Boulevard Hilarion Bœuf"),
        ("boulevard de l’Octroi", "Boulevard de l'Octroi"),
    ],
)
def test_address_is_found_as_people_type_it(places: None, address: str, street: str) -> None:
    known = Street.objects.select_related("district").get(name=street)
    place = locate(address)
    assert place == Place(Point(known.latitude, known.longitude), known.district, street, "street")


@pytest.mark.parametrize(
    "address",
    ["12 rue Paradis", "boulevard Saint-Jean-Baptiste", "avenue Michelet", "rue Grenier", "bd Michelet, 59000 Lille"],
)
def test_address_that_is_not_loaded_is_not_guessed(places: None, address: str) -> None:
    assert locate(address) is None


@pytest.mark.parametrize(
    "text", ["Sainte-Marguerite", "vers Ste Marguerite", "quartier sainte marguerite, près du métro"]
)
def test_quarter_is_placed_in_the_middle_of_its_streets(places: None, text: str) -> None:
    ninth = District.objects.get(number=9)
    assert locate(text) == Place(Point(43.26667, 5.4034), ninth, "Sainte-Marguerite", "quarter")


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_address_is_nowhere(places: None, address: str) -> None:
    assert locate(address) is None
    assert locate(address, address, address) is None


def make_street(name: str, number: int, quarter: str = "", latitude: float = 43.2, longitude: float = 5.4) -> Street:
    district = District.objects.get(number=number)
    values: dict[str, Any] = {"folded_name": fold(name), "quarter": quarter}
    return Street.objects.create(name=name, district=district, latitude=latitude, longitude=longitude, **values)


def test_same_name_in_two_districts_is_told_apart_by_what_the_address_says(places: None) -> None:
    make_street("Rue des Lilas", 8, "Montredon", latitude=43.23)
    make_street("Rue des Lilas", 10, "Saint-Loup", latitude=43.28)
    assert locate("3 rue des Lilas") is None
    found = [
        locate("3 rue des Lilas", "13008"),
        locate("3 rue des Lilas 13010 Marseille"),
        locate("3 rue des Lilas, Marseille 8ème"),
        locate("3 rue des Lilas", city="Marseille 10e arrondissement"),
        locate("3 rue des Lilas, Saint Loup"),
    ]
    assert [place and place.district and place.district.number for place in found] == [8, 10, 8, 10, 10]


def test_parts_of_one_street_stand_for_each_other(places: None) -> None:
    make_street("Rue des Lilas", 8, "Sainte-Anne", latitude=43.260)
    make_street("Rue des Lilas", 9, "Mazargues", latitude=43.262)
    place = locate("rue des Lilas")
    assert place is not None
    assert place.point.latitude in (43.260, 43.262)


def test_typo_between_two_streets_is_not_guessed(places: None) -> None:
    make_street("Rue Malherbe", 8)
    make_street("Rue Malherba", 9)
    assert locate("rue Malherbi") is None
    place = locate("rue Malerbe")
    assert (place and place.street) == "Rue Malherbe"


def test_other_city_is_not_here(places: None) -> None:
    assert locate("avenue du Prado", city="Aubagne") is None
    assert locate("avenue du Prado", "13400") is None
    assert locate("avenue du Prado 13400 Aubagne") is None
    # The avenue begins in the 6th, which this network doesn't know; its postcode and city are Marseille's all the same.
    assert locate("avenue du Prado", "13006", "Marseille") is not None


def test_changed_streets_are_seen_at_once(places: None) -> None:
    assert locate("rue Inventée") is None
    street = make_street("Rue Inventée", 8, latitude=43.27)
    before = locate("rue Inventée")
    Street.objects.filter(pk=street.pk).update(latitude=43.28)
    after = locate("rue Inventée")
    assert (before and before.point.latitude, after and after.point.latitude) == (43.27, 43.28)


def test_address_costs_two_queries_however_many_streets(
    places: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    locate("avenue du Prado")
    with django_assert_num_queries(2):
        locate("214 avenue du Prado")


def test_quarters_are_named_in_order(places: None) -> None:
    names = [quarter.name for quarter in quarters()]
    assert names[:3] == ["Bonneveine", "La Capelette", "La Panouse"]
    assert len(names) == len(set(names)) == 24


def test_nothing_is_found_before_streets_are_loaded(db: None) -> None:
    assert (locate("214 avenue du Prado"), quarters()) == (None, [])
