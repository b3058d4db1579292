"""Words that ask for a place, a moment or a service become filters, which can be taken off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from mcs.directory.actions.index import index_listings
from mcs.directory.models import Category, Listing
from mcs.directory.queries.ground import Ground
from mcs.directory.queries.moments import When
from mcs.directory.queries.search import search_listings
from mcs.lib.french import fold
from mcs.places.models import Street
from tests.factories import make_category, make_district, make_listing

pytestmark = pytest.mark.django_db

FRIDAY_TEN = datetime(2026, 6, 19, 8, tzinfo=UTC)  # ten o'clock in Paris


@pytest.fixture(autouse=True)
def _ground() -> None:
    make_category()
    make_category("shop=books", name_fr="Librairie", synonyms=["libraire", "livre", "livres d’occasion"])
    make_category("shop=hairdresser", name_fr="Coiffure", synonyms=["coiffeuse", "coiffeuse à domicile"])
    for number in (8, 9):
        make_district(number)
    for quarter, number, latitude in (("Mazargues", 9, 43.25), ("Sainte-Marguerite", 9, 43.26), ("La Plage", 8, 43.28)):
        name = f"Rue de {quarter}"
        Street.objects.create(
            name=name,
            folded_name=fold(name),
            quarter=quarter,
            district=make_district(number),
            latitude=latitude,
            longitude=5.40,
        )


def listed(name: str, **values: Any) -> Listing:
    listing = make_listing(name, **values)
    index_listings([listing.pk])
    return listing


def read(text: str) -> tuple[list[str], dict[str, Any]]:
    reading = Ground().read(text)
    values = {condition.name: getattr(condition.value, "name", condition.value) for condition in reading.conditions}
    return reading.words, values


@pytest.mark.parametrize(
    ("text", "words", "conditions"),
    [
        ("boucher mazargues", ["boucher"], {"quarter": "Mazargues"}),
        ("boucher vers Ste Marguerite", ["boucher"], {"quarter": "Sainte-Marguerite"}),
        ("boucher la plage", ["boucher"], {"quarter": "La Plage"}),
        ("boucher 13009", ["boucher"], {"district": 9}),
        ("boucher dans le 8ème arrondissement", ["boucher"], {"district": 8}),
        ("boucher du neuvième", ["boucher"], {"district": 9}),
        ("boucher marseille 8", ["boucher"], {"district": 8}),
        ("boucher 13001", ["boucher", "13001"], {}),
        ("boucher qui livre", ["boucher"], {"delivers": True}),
        ("boucher livre", ["boucher"], {"delivers": True}),
        ("livre", ["livre"], {}),
        ("livres d'occasion", ["livres", "occasion"], {}),
        ("livraison viande", ["viande"], {"delivers": True}),
        ("coiffeuse à domicile", ["coiffeuse", "domicile"], {"visits": True}),
        ("boucher qui se déplace", ["boucher"], {"visits": True}),
        ("déplacer mon buffet", ["deplacer", "buffet"], {}),
        ("boucher click & collect", ["boucher"], {"collects": True}),
        ("boucher retrait en magasin", ["boucher"], {"collects": True}),
        ("boucher accessible en fauteuil roulant", ["boucher"], {"wheelchair": True}),
        ("boucher recommandé", ["boucher"], {"recommended": True}),
        ("boucher ouvert", ["boucher"], {"when": When()}),
        ("boucher ouvert maintenant", ["boucher"], {"when": When()}),
        ("boucher ouvert dimanche", ["boucher"], {"when": When("dimanche")}),
        ("boucher le samedi matin", ["boucher"], {"when": When("samedi", "matin")}),
        ("boucher ce soir", ["boucher"], {"when": When("aujourdhui", "soir")}),
        ("boucher ouvert après 19h", ["boucher"], {"when": When("aujourdhui", hour=1140, is_from=True)}),
        ("boucher ouvert lundi à 12h30", ["boucher"], {"when": When("lundi", hour=750)}),
        ("boucher ouvert tard", ["boucher"], {"when": When("aujourdhui", "tard")}),
        ("boucher ouvert le week-end", ["boucher"], {"when": When("weekend")}),
    ],
)
def test_words_say_conditions(text: str, words: list[str], conditions: dict[str, Any]) -> None:
    assert read(text) == (words, conditions)


def test_all_together_are_told_apart_and_can_be_taken_off() -> None:
    reading = Ground().read("Boucher qui livre Mazargues le samedi matin")
    assert reading.words == ["boucher"]
    assert {condition.name: reading.without(condition) for condition in reading.conditions} == {
        "when": "Boucher qui livre Mazargues",
        "quarter": "Boucher qui livre le samedi matin",
        "delivers": "Boucher Mazargues le samedi matin",
    }


def found(text: str, **asked: Any) -> list[str]:
    return [listing.name for listing in search_listings(text, at=FRIDAY_TEN, **asked).listings]


def test_a_quarter_holds_to_what_is_near_and_puts_the_nearest_first() -> None:
    listed("Loin", latitude=43.30, longitude=5.36, recommendation_score=9)
    listed("Près", latitude=43.262, longitude=5.40, recommendation_score=9)
    listed("Dedans", latitude=43.251, longitude=5.40)
    listed("Sans point", address="3 rue de Mazargues", district=make_district(9))
    assert found("boucher mazargues")[:2] == ["Dedans", "Près"]
    assert sorted(found("mazargues")) == ["Dedans", "Près", "Sans point"]


def test_a_moment_holds_to_what_is_open_then() -> None:
    listed("Du dimanche", opening_hours="Su 08:00-12:00")
    listed("Du samedi", opening_hours="Sa 08:00-12:00")
    assert found("boucher dimanche") == found("dimanche") == ["Du dimanche"]
    assert found("boucher samedi matin") == ["Du samedi"]


def test_what_leaves_nothing_is_given_up_and_said() -> None:
    listed("Chez Karim", delivers=True)
    result = search_listings("boucher qui livre ouvert dimanche", at=FRIDAY_TEN)
    assert [listing.name for listing in result.listings] == ["Chez Karim"]
    assert [condition.name for condition in result.found.conditions] == ["delivers"]
    assert [condition.name for condition in result.found.given_up] == ["when"]


def test_words_of_a_name_are_no_condition() -> None:
    books = Category.objects.get(tag="shop=books")
    listed("Le Dimanche à Mazargues", category=books)
    listed("Chez Karim", opening_hours="Su 08:00-12:00")
    result = search_listings("dimanche mazargues", at=FRIDAY_TEN)
    assert ([row.name for row in result.listings], result.found.conditions) == (["Le Dimanche à Mazargues"], ())


@pytest.mark.parametrize(("text", "field"), [("à domicile", "comes_to_you"), ("qui livre", "delivers")])
def test_a_word_of_a_name_does_not_hide_everybody_a_condition_alone_asks_for(text: str, field: str) -> None:
    listed("Livres et Soins à Domicile", category=Category.objects.get(tag="shop=books"))
    listed("Chez Karim", **{field: True})
    assert [row.name for row in search_listings(text).listings] == ["Chez Karim"]


@pytest.mark.parametrize(
    ("when", "label", "hours"),
    [
        (When(), "Ouvert maintenant", "Fr 09:00-11:00"),
        (When("vendredi"), "Ouvert vendredi", "Fr 15:00-16:00"),
        (When("samedi", "matin"), "Ouvert samedi matin", "Sa 11:00-13:00"),
        (When("aujourdhui", "soir"), "Ouvert ce soir", "Fr 18:00-20:00"),
        (When("demain", hour=600), "Ouvert demain à 10\u00a0h", "Sa 09:00-11:00"),
        (When("aujourdhui", hour=1140, is_from=True), "Ouvert après 19\u00a0h", "Fr 20:00-21:00"),
        (When("weekend"), "Ouvert le week-end", "Su 10:00-11:00"),
        (When("vendredi", "matin"), "Ouvert vendredi matin", "Fr 11:00-11:30"),
    ],
)
def test_moments_are_exact_and_said(when: When, label: str, hours: str) -> None:
    listed("Ouverte", opening_hours=hours)
    listed("Fermée", opening_hours="We 10:00-11:00")
    assert when.label() == label
    assert found("", when=when) == found("boucher", when=when) == ["Ouverte"]


@pytest.mark.parametrize(
    ("day", "hour", "when"),
    [
        ("", "", None),
        ("hier", "25:00", None),
        ("lundi", "", When("lundi")),
        ("", "9:30", When("aujourdhui", hour=570)),
        ("demain", "09:30", When("demain", hour=570)),
        ("\x00", "²", None),
    ],
)
def test_a_moment_is_read_from_the_form(day: str, hour: str, when: When | None) -> None:
    assert When.read(day, hour) == when
