"""A draft listing read from what merchants write."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcs.directory.actions.categories import load_categories
from mcs.directory.models import Category
from mcs.directory.queries.draft import draft_from
from mcs.directory.queries.draft_name import name_in
from mcs.directory.queries.draft_trade import spoken_of
from mcs.lib.contacts import find_all
from mcs.lib.hours import parse
from mcs.places.actions import load_places
from mcs.places.models import Street
from tests.directory.merchants import MERCHANTS, NEWCOMERS
from tests.factories import make_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def _network() -> None:
    load_categories()
    load_places()


@pytest.mark.parametrize("trade", [*MERCHANTS, *NEWCOMERS])
@pytest.mark.usefixtures("_network")
def test_draft_tells_what_the_merchant_tells(trade: str) -> None:
    merchant = (MERCHANTS | NEWCOMERS)[trade]
    values = draft_from(merchant.message).values()
    values["category"] = values["category"].tag
    assert {name: values[name] for name in merchant.said} == merchant.said


@pytest.mark.usefixtures("_network")
def test_draft_says_nothing_the_merchant_did_not() -> None:
    values = draft_from("Bonjour, je suis couturière, bien à vous").values()
    assert values == {
        "name": "Couture et retouches",
        "category": Category.objects.get(tag="craft=dressmaker"),
        "description": "Je suis couturière.",
        "address": "",
        "postcode": "",
        "city": "Marseille",
        "district": None,
        "latitude": None,
        "longitude": None,
        "phone": "",
        "other_phone": "",
        "email": "",
        "website": "",
        "facebook": "",
        "opening_hours": "",
        "delivers": False,
        "delivery_note": "",
        "comes_to_you": False,
        "by_appointment": False,
    }


@pytest.mark.usefixtures("_network")
def test_draft_stands_on_the_map_in_its_street() -> None:
    values = draft_from("Librairie, 214 av du Prado").values()
    street = Street.objects.filter(folded_name="avenue du prado").first()
    assert street
    assert (values["address"], values["postcode"]) == ("214 avenue du Prado", "13008")
    assert (values["latitude"], values["district"].number) == (street.latitude, 8)


@pytest.mark.usefixtures("_network")
@pytest.mark.parametrize(
    "message",
    ["43 rue Borély... euh 214 avenue du Prado", "12 rue du Rouet... 214 avenue du Prado pardon. Lundi 9h-12h"],
)
def test_address_taken_back_gives_way_to_the_one_meant(message: str) -> None:
    assert draft_from(message).address == "214 avenue du Prado"


@pytest.mark.usefixtures("_network")
@pytest.mark.parametrize(
    ("message", "address"),
    [
        ("je suis bd de la blancarde au 47, venez", "47 boulevard de la Blancarde"),
        ("bar à vins 34 Grand Rue 13002", "34 Grand Rue"),
        ("54 rue Émile Zola Mazargues", "54 rue Émile Zola"),
        ("au 88 La Canebière", "88 La Canebière"),
        ("Garage\nRoute de la Treille - 13011 Marseille", "Route de la Treille"),
        ("au 31 av de st antoine 15eme", "31 avenue de Saint-Antoine"),
        ("boulangerie rue st pierre 251 a coté de la timone", "251 rue Saint-Pierre"),
        ("kiosque place sebastopol, ouvert", "place Sebastopol"),
        ("couture 17 r. d'Endoume 13007", "17 rue d'Endoume"),
        ("au 11 place aux Huiles (Vieux-Port)", "11 place aux Huiles"),
        ("une rue commerçante, au calme", ""),
    ],
)
def test_address_in_a_street_nobody_loaded_is_told(message: str, address: str) -> None:
    assert draft_from(message).address == address


@pytest.mark.usefixtures("_network")
def test_tags_of_a_pasted_page_are_no_words() -> None:
    draft = draft_from("<p>Facebook : <b>Chez Lulu</b></p><br/>lulu@x.fr")
    assert (draft.contacts.facebook_name, draft.contacts.emails) == ("Chez Lulu", ["lulu@x.fr"])


@pytest.mark.usefixtures("_network")
@pytest.mark.parametrize(
    ("message", "page"),
    [
        ("Fleuriste, boutique Les Lilas Bleus. Sur facebook c'est le même nom", "Les Lilas Bleus"),
        ("Fleuriste, boutique Les Lilas Bleus. Facebook : idem", "Les Lilas Bleus"),
        ("Imprimerie Lilas Bleus. Une page Facebook, qui porte le nom de l'imprimerie", "Imprimerie Lilas Bleus"),
        ("Fleuriste, boutique Les Lilas Bleus. Ma page Facebook a le même nom que mon site", ""),
        ("Je suis fleuriste. Facebook : même nom", ""),
    ],
)
def test_page_said_to_be_called_as_the_shop_is(message: str, page: str) -> None:
    assert draft_from(message).contacts.facebook_name == page


@pytest.mark.usefixtures("_network")
def test_words_before_a_bracket_tell_what_is_to_be_kept() -> None:
    draft = draft_from("Jardinier. Port. 06 39 98 30 17. Adresse (à ne pas publier) 8 impasse des Pins")
    assert (draft.contacts.phones, draft.address) == (["+33639983017"], "")


@pytest.mark.usefixtures("_network")
def test_sentence_tells_what_is_to_be_kept_where_its_end_does_not() -> None:
    draft = draft_from("Psychologue, margaux@psy.example. Mon Facebook est personnel, merci de ne pas le publier.")
    assert draft.contacts.emails == ["margaux@psy.example"]


@pytest.mark.usefixtures("_network")
def test_trees_are_no_trades() -> None:
    assert spoken_of("la résidence autonomie Les Oliviers de Saint-Loup")[0].tag == "social_facility=assisted_living"


@pytest.mark.usefixtures("_network")
@pytest.mark.parametrize(
    ("message", "tag"),
    [
        ("Je cuisine sénégalais pour emporter", "craft=caterer"),
        ("Cabinet Mercier Expertise, expert-comptable", "office=accountant"),
        ("trois assistantes maternelles, maison avec jardin", "childcare=childminder"),
        ("Je fais du babysitting le soir", "childcare=childminder"),
        ("Étanchéité de terrasses", "craft=roofer"),
    ],
)
def test_trade_is_what_the_sentence_makes_of_its_words(message: str, tag: str) -> None:
    assert spoken_of(message)[0].tag == tag


@pytest.mark.usefixtures("_network")
def test_what_the_law_calls_services_outweighs_no_trade() -> None:
    assert spoken_of("mes services à la personne, ménage repassage vitres")[0].tag == "craft=cleaning"
    assert spoken_of("services à la personne")[0].tag == "social_facility=ambulatory_care"
    assert spoken_of("chorale, à la maison de quartier")[0].tag == "amenity=music_school"


def test_name_is_the_page_without_its_place_where_the_shop_is_called_so() -> None:
    message = "slt la team cest pizza nono, on livre. fb pizza nono marseille"
    assert name_in(message, "Pizzeria", "", find_all(message)) == "Pizza nono"
    message = "la boulangerie du petit port. facebook : boulangerie du petit port"
    assert name_in(message, "Boulangerie", "", find_all(message)) == "Boulangerie du petit port"


def test_page_is_a_name_and_a_label_is_none() -> None:
    page = "Je fais des bijoux. Pour ma page tapez Madame Pompon sur facebook. Sms 07 39 98 50 12"
    assert name_in(page, "Bijouterie", "", find_all(page)) == "Madame Pompon"
    assert name_in("Je fais des bijoux. Sms", "Bijouterie", "") == "Bijouterie"


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Notre magasin « L’Atelier du Vélo » répare", "L’Atelier du Vélo"),
        ("ma boutique s’appelle Au Fil d’Ariane, 3 rue A", "Au Fil d’Ariane"),
        ("un magasin de vélo, ca s apele Velo Bonneveine au 87 avenue", "Velo Bonneveine"),
        ("mon institut s'appelle les mains de fée et je fais", "Les mains de fée"),
        ("je suis la gérante du Bistrot de la Plage", "Bistrot de la Plage"),
        ("Bienvenue chez Marius et Fanny !", "Marius et Fanny"),
        ("PHARMACIE DES CALANQUES tel 04 91 00 00 00", "PHARMACIE DES CALANQUES"),
        ("voici la Boulangerie du Rouet, ouverte", "Boulangerie du Rouet"),
        ("ma boutique s'appelle un brin de folie.", "Un brin de folie"),
        ("La Squadra pizzeria au feu de bois 128 rue A", "La Squadra"),
        ("je tiens le salon de coiffure mixte A tes tifs au 31", "A tes tifs"),
        ("je vends du miel. le rucher de l'étoile. 06", "Le rucher de l'étoile"),
        ("je répare, j'apel sa L'Estaque a Velo, venez", "L'Estaque a Velo"),
        ("SUPERETTE EL BARAKA ALIMENTATION GENERALE 12 AVENUE X", "SUPERETTE EL BARAKA"),
        ("Pédicure-podologue D.E., Mme Laurence Teissier, 44", "Mme Laurence Teissier"),
        ("c'est les primeurs Ziani on est", "Ziani"),
        ("AMBULANCES DE LA VALENTINE VSL taxi conventionné", "AMBULANCES DE LA VALENTINE"),
        ("je garde vos enfants. BAFA et PSC1. Merci", "Commerce, boulevard Michelet"),
        ("c'est la Chocolaterie du Cours, artisan", "Chocolaterie du Cours"),
        ("Aux Saveurs d'Orient epicerie orientale, epices", "Aux Saveurs d'Orient"),
        ("La pâtisserie Dupont... non je plaisante ! C'est la Brioche Folle, artisan", "Brioche Folle"),
        ("Orthophoniste à Saint-Just, 30 rue B", "Commerce, boulevard Michelet"),
        ("la cordonnerie des Cinq Avenues, ressemelage", "Cordonnerie des Cinq Avenues"),
        ("un glacier, Chez Tony, sur la plage", "Chez Tony"),
        ("nous sommes fleuristes boulevard Michelet", "Commerce, boulevard Michelet"),
        ("BONJOUR MERCI TEL FAX", "Commerce, boulevard Michelet"),
        ("Cordialement", "Commerce, boulevard Michelet"),
        ("", "Commerce, boulevard Michelet"),
    ],
)
def test_name_is_the_one_the_business_gives_itself(message: str, name: str) -> None:
    assert name_in(message, "Commerce", "12 bis boulevard Michelet") == name


def test_name_without_a_street_is_the_trade_and_who_signs() -> None:
    assert name_in("je coiffe chez vous. Merci. Sandrine", "Coiffure", "") == "Coiffure, Sandrine"
    assert name_in("je coiffe chez vous. Merci", "Coiffure", "") == "Coiffure"


@pytest.mark.parametrize(
    ("message", "tags"),
    [
        ("fermé le lundi, on livre, bd Michelet, mon portable", ["shop=yes"]),
        ("petite entreprise, je répare les vélos", ["shop=bicycle"]),
        ("librairie papeterie", ["shop=books", "shop=newsagent"]),
        ("zzz", ["shop=yes"]),
        ("", ["shop=yes"]),
    ],
)
def test_trades_are_those_spoken_of(message: str, tags: list[str]) -> None:
    load_categories()
    assert sorted(category.tag for category in spoken_of(message)) == tags


def test_without_categories_there_is_no_draft() -> None:
    with pytest.raises(Category.DoesNotExist):
        spoken_of("boucher")


def test_trade_nobody_knows_falls_to_the_first_where_there_is_no_general_shop() -> None:
    category = make_category()
    assert spoken_of("zzz") == [category]


@pytest.mark.parametrize(
    "message",
    [
        "",
        "🎉🎉🎉",
        "\x00\u202e\u2066",
        "<script>alert(1)</script>",
        "« " * 4000,
        "a@" * 4000,
        "de" * 4000,
        "1" * 8000,
        "www." * 2000,
        "lundi 9h-" * 900,
        "\n" * 8000,
        "12 rue " * 1000,
        "s’appelle " * 800,
        "é" * 100_000,
    ],
)
def test_any_message_makes_a_draft_that_fits(message: str) -> None:
    make_category()
    values = draft_from(message).values()
    assert values["name"]
    assert all(len(values[name]) <= most for name, most in (("name", 120), ("address", 160), ("opening_hours", 255)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=400))
def test_any_text_makes_a_draft(message: str) -> None:
    make_category()
    values = draft_from(message).values()
    assert values["name"]
    assert not values["opening_hours"] or parse(values["opening_hours"])
