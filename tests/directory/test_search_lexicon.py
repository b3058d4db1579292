"""Reading a query as trades and words."""

from __future__ import annotations

import pytest

from mcs.directory.actions.categories import load_categories
from mcs.directory.models import Category
from mcs.directory.queries.lexicon import load_lexicon, query_words
from mcs.directory.queries.search import search_listings
from tests.factories import make_category

pytestmark = pytest.mark.django_db


def read(text: str) -> list[tuple[str, ...]]:
    return [(*chunk.words, *map(str, chunk.categories)) for chunk in load_lexicon().read(query_words(text))]


def test_longest_phrase_is_read_first_in_any_order() -> None:
    pastry = make_category("shop=pastry", name_fr="Pâtisserie", synonyms=["gâteau", "gâteau d’anniversaire"])
    assert read("anniversaire gateaux mazargues") == [("anniversaire", "gateaux", str(pastry.pk)), ("mazargues",)]
    assert read("gâteau mazargues") == [("gateau", str(pastry.pk)), ("mazargues",)]


def test_a_name_goes_before_a_synonym() -> None:
    first = make_category("shop=deli", name_fr="Traiteur", name_en="Deli", synonyms=["viande", "boucherie"])
    butcher = make_category()
    assert read("viande") == [("viande", str(first.pk), str(butcher.pk))]
    assert read("boucherie") == [("boucherie", str(butcher.pk), str(first.pk))]


def test_each_part_of_a_name_stands_for_the_category() -> None:
    cellar = make_category("shop=wine", name_fr="Caviste et bières", name_en="Wine and beer", synonyms=[])
    assert read("bière") == [("biere", str(cellar.pk))]
    assert read("cavistes") == [("cavistes", str(cellar.pk))]


def test_a_service_is_a_trade_only_when_alone() -> None:
    courier = make_category("amenity=courier", name_fr="Coursier et livraison", synonyms=["livreur"])
    butcher = make_category()
    assert read("livraison") == [("livraison", str(courier.pk))]
    assert read("livraison viande") == [("livraison",), ("viande", str(butcher.pk))]


def test_part_of_a_name_is_a_trade_only_when_nothing_else_is() -> None:
    phones = make_category("shop=mobile_phone", name_fr="Téléphonie et réparation", synonyms=[])
    bicycles = make_category("shop=bicycle", name_fr="Vélos", synonyms=["cycles"])
    assert read("réparation") == [("reparation", str(phones.pk))]
    assert read("réparation vélo") == [("reparation",), ("velo", str(bicycles.pk))]


@pytest.mark.parametrize("text", ["saint loup", "rue du loup", "Ste-Loup"])
def test_what_names_a_place_is_no_trade(text: str) -> None:
    fish = make_category("shop=seafood", name_fr="Poissonnerie", synonyms=["loup", "saint-pierre"])
    assert read(text)[-1] == ("loup",)
    assert read("loup") == [("loup", str(fish.pk))]
    assert read("saint pierre") == [("saint", "pierre", str(fish.pk))]


def test_lexicon_follows_every_change_of_the_categories() -> None:
    butcher = make_category()
    assert read("merguez") == [("merguez",)]
    butcher.synonyms = ["merguez"]
    butcher.save()
    assert read("merguez") == [("merguez", str(butcher.pk))]
    butcher.delete()
    assert read("merguez") == [("merguez",)]


def test_query_words_are_few_and_say_something() -> None:
    assert query_words("Je cherche un bon plombier, svp") == ["plombier"]
    assert len(query_words(" ".join(f"mot{number}" for number in range(100)))) == 12


REAL = [
    ("boucher", "shop=butcher"),
    ("bouchere", "shop=butcher"),
    ("boulangeres", "shop=bakery"),
    ("une baguette", "shop=bakery"),
    ("boulengerie", "shop=bakery"),
    ("coiffeuse", "shop=hairdresser"),
    ("coifeur", "shop=hairdresser"),
    ("plonbier", "craft=plumber"),
    ("plombière", "craft=plumber"),
    ("fuite d'eau", "craft=plumber"),
    ("j’ai une fuite d’eau sous l’évier", "craft=plumber"),
    ("chauffe eau en panne", "craft=plumber"),
    ("poisonerie", "shop=seafood"),
    ("poissonnière", "shop=seafood"),
    ("livraison poisson mazargues", "shop=seafood"),
    ("gateau anniversaire", "shop=pastry"),
    ("gâteaux d'anniversaire", "shop=pastry"),
    ("patisier", "shop=pastry"),
    ("fleuriste", "shop=florist"),
    ("fleurriste", "shop=florist"),
    ("garder mon chat", "amenity=animal_boarding"),
    ("electriciene", "craft=electrician"),
    ("serrurrier", "craft=locksmith"),
    ("porte claquée", "craft=locksmith"),
    ("pharmacie de garde", "amenity=pharmacy"),
    ("farmacie", "amenity=pharmacy"),
    ("opticien", "shop=optician"),
    ("kinésitérapeute", "healthcare=physiotherapist"),
    ("infirmière à domicile", "healthcare=nurse"),
    ("esthéticienne", "shop=beauty"),
    ("estheticiene", "shop=beauty"),
    ("petit déjeuner surprise", "craft=caterer"),
    ("brunch à domicile", "craft=caterer"),
    ("traiteur", "craft=caterer"),
    ("auto ecole", "amenity=driving_school"),
    ("reparation velo", "shop=bicycle"),
    ("avocate", "office=lawyer"),
    ("notaire", "office=notary"),
    ("dentist", "amenity=dentist"),
    ("vétérinaire", "amenity=veterinary"),
    ("veterinère", "amenity=veterinary"),
    ("pizza", "cuisine=pizza"),
    ("fromages", "shop=cheese"),
    ("aide aux devoirs", "amenity=prep_school"),
    ("Je cherche un plombier sérieux vers Sainte-Marguerite", "craft=plumber"),
    ("butcher", "shop=butcher"),
]


@pytest.fixture
def _categories() -> None:
    load_categories()


@pytest.mark.usefixtures("_categories")
@pytest.mark.parametrize(("text", "tag"), REAL)
def test_real_query_is_understood_as_its_trade(text: str, tag: str) -> None:
    category = search_listings(text).category
    assert category is not None
    assert category.tag == tag


@pytest.mark.usefixtures("_categories")
@pytest.mark.parametrize("text", ["Zinzolin", "13009", "avenue du Prado", "Saint-Loup"])
def test_name_or_place_is_no_trade(text: str) -> None:
    assert (search_listings(text).category, Category.objects.count() > 180) == (None, True)
