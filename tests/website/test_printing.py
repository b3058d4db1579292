"""The directory on paper: what stands in it, and the PDF."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from mcs.directory.enums import ListingStatus
from mcs.directory.models import Category, Listing
from mcs.directory.queries.selection import Selection
from mcs.lib.ratelimit.limits import Limit
from mcs.website.printing.book import book
from mcs.website.printing.paper import Format, Paper
from mcs.website.printing.sheet import sheets
from mcs.website.printing.short_hours import plain_week, short_hours
from mcs.website.views import printing
from tests.factories import make_category, make_district, make_listing

pytestmark = pytest.mark.django_db

NBSP, JOINER = "\u00a0", "\u2060"
WHOLE = Paper(Format.LARGE, Selection())
ORDINARY_WEEK = date(2026, 11, 23)


def bakery() -> Category:
    return make_category("shop=bakery", slug="boulangerie", name_fr="Boulangerie", listing_count=1)


def shown(paper: Paper = WHOLE) -> dict[str, list[str]]:
    """The names under each trade."""
    return {
        trade["name"]: [entry["name"] for entry in trade["entries"]]
        for group in book(paper)["groups"]
        for trade in group["trades"]
    }


def only_entry() -> dict[str, Any]:
    entry: dict[str, Any] = book(WHOLE)["groups"][0]["trades"][0]["entries"][0]
    return entry


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-13:00", "lun–ven 9h–12h30, 14h–19h · sam 9h–13h"),
        ("Mo-Su 08:00-20:00", "tous les jours 8h–20h"),
        ("Tu,Th 10:00-24:00", "mar 10h–24h · jeu 10h–24h"),
        ("24/7", "jour et nuit"),
        ("Fr 20:00-02:00; PH off", "ven 20h–2h"),
        (
            "Mo 08:00-09:00; Tu 09:00-10:00; We 10:00-11:00; Th 11:00-12:00; Fr 12:00-13:00",
            "horaires variables, appelez",
        ),
        ("off", ""),
        ("n’importe quoi", ""),
        ("", ""),
    ],
)
def test_hours_are_told_in_few_words(expression: str, words: str) -> None:
    assert short_hours(expression, ORDINARY_WEEK) == words


def test_hours_are_those_of_a_week_without_a_holiday() -> None:
    assert plain_week(date(2026, 12, 22)) == date(2027, 1, 5)
    assert plain_week(ORDINARY_WEEK) == ORDINARY_WEEK


def test_an_entry_says_whom_to_call_and_what_decides() -> None:
    make_listing(
        "Boucherie du Prado",
        phone="+33491000001",
        district=make_district(8),
        opening_hours="Tu-Sa 08:00-19:00",
        delivers=True,
        comes_to_you=True,
        recommendation_count=4,
    )
    assert only_entry() == {
        "phone": f"04{NBSP}91{NBSP}00{NBSP}00{NBSP}01",
        "other_phone": "",
        "name": "Boucherie du Prado",
        "place": "214 avenue du Prado, 8e",
        "hours": f"mar{JOINER}–{JOINER}sam{NBSP}8h{JOINER}–{JOINER}19h",
        "notes": f"livre · vient{NBSP}chez{NBSP}vous · 4{NBSP}voisins",
    }


def test_a_delivery_that_has_ended_is_not_printed() -> None:
    make_listing(delivers=True, delivery_ends_on=timezone.localdate() - timedelta(days=1))
    assert only_entry()["notes"] == ""


def test_a_site_stands_where_there_is_no_telephone() -> None:
    make_listing(phone="", website="https://www.prado.example/menu")
    assert only_entry()["phone"] == "prado.example"


def test_letters_no_font_has_are_left_out_of_names() -> None:
    make_listing("食物语（Maison Li）🎂", address="1 rue 食")
    assert (only_entry()["name"], only_entry()["place"]) == ("Maison Li", "1 rue")
    Listing.objects.update(name="食物语")
    assert only_entry()["name"] == "Boucherie"


def test_listings_stand_by_trade_and_name_and_drafts_nowhere() -> None:
    make_listing("Élan")
    make_listing("Zèbre")
    make_listing("Aube", category=bakery())
    make_listing("Brouillon", status=ListingStatus.DRAFT)
    assert shown() == {"Boucherie": ["Élan", "Zèbre"], "Boulangerie": ["Aube"]}
    assert [name["name"] for name in book(WHOLE)["names"]] == ["Aube", "Élan", "Zèbre"]
    assert book(WHOLE)["count"] == "3 adresses"


def test_a_part_holds_its_district_and_its_trade_even_a_second_one() -> None:
    eight, bread = make_district(8), bakery()
    make_listing("A", district=eight).other_categories.add(bread)
    make_listing("B", district=eight)
    make_listing("C", district=make_district(9), category=bread)
    assert shown(Paper(Format.COMPACT, Selection(district=eight))) == {"Boucherie": ["A", "B"]}
    assert shown(Paper(Format.COMPACT, Selection(category=bread))) == {"Boulangerie": ["A", "C"]}
    both = Paper(Format.COMPACT, Selection(eight, bread))
    assert (shown(both), book(both)["part"]) == ({"Boulangerie": ["A"]}, "Boulangerie, 8e arrondissement")
    assert both.name == "annuaire-8e-boulangerie-a4"


def test_a_district_sheet_begins_with_what_one_needs_and_wants_a_telephone() -> None:
    district = make_district(8)
    make_listing("Sans", district=district, phone="")
    for number in range(5):
        make_listing(f"B{number}", district=district, recommendation_score=number)
    pharmacy = make_category("amenity=pharmacy", slug="pharmacie", name_fr="Pharmacie", group="health")
    make_listing("P", district=district, category=pharmacy)
    make_listing("Ailleurs", district=None)
    (page,) = sheets(Paper(Format.SHEET, Selection()))["districts"]
    names = {trade["name"]: [entry["name"] for entry in trade["entries"]] for trade in page["trades"]}
    assert list(names.items()) == [("Pharmacie", ["P"]), ("Boucherie", ["B4", "B3", "B2"])]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("format=a4", 4), ("format=page", 5), ("arrondissement=8", 5)])
def test_pdf_costs_the_same_at_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int, query: str, queries: int
) -> None:
    for number in range(count):
        make_listing(f"Boucherie {number}", district=make_district(8))
    with django_assert_num_queries(queries):
        assert client.get(f"/annuaire.pdf?{query}").status_code == 200


@pytest.mark.parametrize("form", ["a5", "a4", "page"])
def test_pdf_is_tagged_titled_and_in_its_language(client: Client, form: str) -> None:
    make_listing('Chez "#Paul" <b> \\ $x$', district=make_district(8))
    page = client.get(f"/annuaire.pdf?format={form}")
    assert page.headers["Content-Type"] == "application/pdf"
    assert page.headers["Content-Disposition"] == f'inline; filename="annuaire-{form}.pdf"'
    for mark in (b"/StructTreeRoot", b"/Lang", b"/Title", b"pdfuaid:part", b"/Marked true"):
        assert mark in page.content
    assert page.cookies.output() == ""


def test_pdf_with_letters_of_the_whole_world_is_made_all_the_same(client: Client) -> None:
    make_category(name_fr="食物")
    make_listing("Maison Li")
    assert client.get("/annuaire.pdf").content[:5] == b"%PDF-"


def test_sheet_is_one_page_a_district_however_much_there_is(client: Client) -> None:
    for number in range(90):
        trade = make_category(f"shop=k{number // 3}", slug=f"k{number // 3}", name_fr="Un métier au nom bien trop long")
        make_listing("Une enseigne au nom qui ne finit pas de finir", category=trade, district=make_district(8))
    make_listing(district=make_district(9))
    assert pages(client.get("/annuaire.pdf?format=page&arrondissement=8").content) == 1
    assert pages(client.get("/annuaire.pdf?format=page").content) == 2


def test_pdf_is_kept_until_the_directory_changes(client: Client, settings: Settings) -> None:
    make_listing()
    first = client.get("/annuaire.pdf")
    (kept,) = settings.PRINTED_DIR.glob("*.pdf")
    kept.write_bytes(b"%PDF- kept")
    assert client.get("/annuaire.pdf").content == b"%PDF- kept"
    assert client.get("/annuaire.pdf", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    make_listing("Autre")
    again = client.get("/annuaire.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content[:8] == b"%PDF- ke") == (200, False)
    assert len(list(settings.PRINTED_DIR.glob("*.pdf"))) == 1


@pytest.mark.parametrize(
    "query", ["format=a3", "arrondissement=99", "arrondissement=x", "categorie=rien", "categorie=%00", "categorie=vide"]
)
def test_what_cannot_be_printed_is_not_found(client: Client, query: str) -> None:
    make_listing()
    make_category("shop=vide", slug="vide")
    assert client.get(f"/annuaire.pdf?{query}").status_code == 404


def test_part_without_addresses_says_so_and_keeps_what_was_chosen(client: Client) -> None:
    make_district(10)
    make_listing(district=make_district(8), category=make_category(listing_count=1))
    response = client.get("/annuaire.pdf?format=a4&arrondissement=10&categorie=shop-butcher")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Il n’y a pas encore d’adresse de ce métier dans cet arrondissement." in page
    assert '<option value="shop-butcher" selected>' in page
    assert 'value="a4" checked>' in page


def test_printing_too_often_is_answered_with_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "PRINTS", Limit("print", 1, 3600))
    make_listing()
    assert client.get("/annuaire.pdf").status_code == 200
    refused = client.get("/annuaire.pdf")
    assert refused.status_code == 429
    assert "Vous avez beaucoup imprimé en une heure." in refused.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_print_page_offers_what_there_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    make_district(10)
    for number in range(count):
        trade = make_category(f"shop=k{number}", slug=f"k{number}", listing_count=1)
        make_listing(district=make_district(7 + number), category=trade)
    cache.clear()
    with django_assert_num_queries(2):
        text = client.get("/annuaire/imprimer/").content.decode()
    assert text.count('href="/annuaire.pdf?format=page&amp;arrondissement=') == count
    assert text.count('<option value="k') == count
