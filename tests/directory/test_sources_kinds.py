"""What the trades of other files are called here, with the real categories."""

from __future__ import annotations

import pytest

from mcs.directory.actions.categories import load_categories
from mcs.directory.categories import read_categories
from mcs.directory.queries.trades import Trades
from mcs.directory.sources import kinds as kinds_module
from mcs.directory.sources.kinds import tag_in_words, tag_of

TAGS = frozenset(row.tag for row in read_categories())


def test_files_of_kinds_lead_to_categories_that_exist() -> None:
    ours = [tag for tag, _theirs in kinds_module._lines("tags.tsv")] + [tag for _words, tag in kinds_module._words()]
    assert sorted(set(ours) - TAGS) == []


def test_no_tag_of_ours_is_said_to_be_another() -> None:
    theirs = [tag for _ours, tags in kinds_module._lines("tags.tsv") for tag in tags.split()]
    assert (sorted(TAGS.intersection(theirs)), len(theirs)) == ([], len(set(theirs)))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("shop=bakery", "shop=bakery"),
        ("shop=dry_cleaning", "shop=laundry"),
        ("craft=key_cutter", "shop=shoe_repair"),
        ("craft=shoemaker", "shop=shoe_repair"),
        ("craft=tailor", "craft=dressmaker"),
        ("shop=tea", "shop=coffee"),
        ("craft=brewery", "shop=wine"),
        ("shop=party", "shop=variety_store"),
        ("shop=hardware", "shop=doityourself"),
        ("amenity=kindergarten", "amenity=school"),
        ("tourism=hostel", "tourism=hotel"),
        ("amenity=internet_cafe", "amenity=coworking_space"),
        ("amenity=public_bath", "leisure=sauna"),
        ("shop=tyres", "shop=car_repair"),
        ("shop=storage_rental", "office=moving_company"),
        ("craft=electronics_repair", "shop=repair"),
        ("craft=carpenter", "craft=joiner"),
        ("cuisine=sushi", "cuisine=asian"),
        ("shop=*", "shop=yes"),
        ("library", "amenity=library"),
        ("dry_cleaning", "shop=laundry"),
        ("amenity=bench", ""),
        ("shop=", ""),
        ("=", ""),
        ("", ""),
    ],
)
def test_tag_of_openstreetmap_has_its_category(tag: str, expected: str) -> None:
    assert tag_of(tag, TAGS) == expected


def test_trade_the_network_has_not_is_not_given() -> None:
    assert (tag_of("shop=tea", {"shop=wine"}), tag_in_words("Pharmacie", {"shop=wine"})) == ("", "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Auto-école", "amenity=driving_school"),
        ("École élémentaire", "amenity=school"),
        ("Ecoles Formant aux Professions Sanitaires", "amenity=college"),
        ("Institut Médico-Educatif (I.M.E.)", "social_facility=day_care"),
        ("Etablissement et Service d'Aide par le Travail (E.S.A.T.)", "social_facility=day_care"),
        ("Maison d'Accueil Spécialisée (M.A.S.)", "social_facility=day_care"),
        ("Service d'Éducation Spéciale et de Soins à Domicile", "social_facility=day_care"),
        ("Centre Médico-Psychologique (C.M.P.)", "healthcare:speciality=psychiatry"),
        ("Centre Médico-Psycho-Pédagogique (C.M.P.P.)", "healthcare=psychotherapist"),
        ("Centre soins accompagnement prévention addictologie (CSAPA)", "healthcare=counselling"),
        ("Centre Planification ou Education Familiale", "amenity=clinic"),
        ("Unités Evaluation Réentraînement et d'Orient. Soc. et Pro.", "healthcare=rehabilitation"),
        ("Mareyage et préparation de produits de la pêche", "shop=wholesale"),
        ("Pressing", "shop=laundry"),
        ("Plombier", "craft=plumber"),
        ("Coiffeuse à domicile", "shop=hairdresser"),
        ("plombier chauffagiste agréé", "craft=plumber"),
        ("École de danse", "leisure=dance"),
        ("Quincaillerie", "shop=doityourself"),
    ],
)
@pytest.mark.django_db
def test_trade_in_words_has_its_category(words: str, expected: str) -> None:
    load_categories()
    assert [category.tag for category in Trades().categories([words], "")] == [expected]


@pytest.mark.parametrize(
    ("kinds", "name", "expected"),
    [
        (["Boulangerie", "Chocolatier", "Boulangerie-Pâtisserie"], "", ["shop=bakery", "shop=chocolate"]),
        (["shop=falconry", "amenity=cafe", "shop=*"], "", ["amenity=cafe"]),
        (["shop=falconry", "shop=*"], "Boucherie du Prado", ["shop=yes"]),
        (["Xylophagie"], "Boucherie du Prado", []),
        ([], "Boucherie du Prado", ["shop=butcher"]),
        ([], "Maison Lévy", []),
        ([], "", []),
        ([], "🎉", []),
    ],
)
@pytest.mark.django_db
def test_trades_of_a_business_are_told_from_all_it_says(kinds: list[str], name: str, expected: list[str]) -> None:
    load_categories()
    assert [category.tag for category in Trades().categories(kinds, name)] == expected
