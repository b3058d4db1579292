"""The directory as files: what they say, and what they don't."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries, Settings

from mcs.directory.enums import ListingStatus
from mcs.directory.exports.tables import guarded
from mcs.directory.exports.told import listing_id, slug_of
from mcs.directory.sources.tables import plain_row
from mcs.directory.views import open_data
from mcs.lib.ratelimit.limits import Limit
from tests.directory.exports import export, make_full_listing, read_table
from tests.factories import make_category, make_district, make_listing, make_member

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str) -> str:
    return b"".join(client.get(address)).decode()


def features(client: Client, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text_of(client, f"/donnees/annuaire.geojson{query}"))["features"]
    return found


def test_csv_says_all_that_is_published(client: Client) -> None:
    listing = make_full_listing()
    (row,) = csv.DictReader(io.StringIO(text_of(client, "/donnees/annuaire.csv"), newline=""))
    assert row.pop("exporte_le") > "2026"
    assert {header: value for header, value in row.items() if value} == {
        "id": f"http://localhost:8000/annuaire/{listing.slug}/",
        "nom": '\'=Boucherie "du Prado"; fils',
        "metiers": "Boucherie | Épicerie fine",
        "telephone": "04 91 00 00 01",
        "autre_telephone": "'+390612345678",
        "adresse": "214 bis avenue du Prado",
        "code_postal": "13008",
        "ville": "Marseille",
        "latitude": "43.270001",
        "longitude": "5.380002",
        "site_web": "https://prado.example/",
        "facebook": "https://www.facebook.com/prado",
        "autres_liens": "https://instagram.com/prado https://prado.example/menu",
        "horaires": "Tu-Sa 08:00-12:30,15:00-19:00; PH off",
        "sur_rendez_vous": "oui",
        "fermetures": "2026-08-01/2026-08-21 Congés / été | 2026-12-25/2026-12-25",
        "description": "Viande d’ici,\nlivrée chaude.\n\n@Prado; “la bonne”",
        "a_domicile": "oui",
        "arrondissements_servis": "8e, 9e",
        "livraison": "oui",
        "livraison_arrondissements": "9e",
        "livraison_km": "2.5",
        "livraison_jours": "mardi; vendredi matin",
        "livraison_minimum": "25",
        "livraison_frais": "3.50",
        "livraison_precisions": "'-10 % dès 50 €, avant midi",
        "livraison_jusqu_au": "2027-01-31",
        "commande_et_retrait": "oui",
        "accessible": "non",
        "arrondissement": "8e",
        "tags_osm": "shop=butcher;shop=deli",
        "recommandations": "0",
    }


def test_geojson_speaks_openstreetmap(client: Client) -> None:
    listing = make_full_listing()
    (feature,) = features(client)
    said = feature["properties"]
    assert feature["id"] == said["@id"] == listing_id(listing)
    assert feature["geometry"] == {"type": "Point", "coordinates": [5.380002, 43.270001]}
    assert {tag: said[tag] for tag in said if not tag.startswith(("mcs:", "@"))} == {
        "name": '=Boucherie "du Prado"; fils',
        "shop": "butcher;deli",
        "addr:housenumber": "214 bis",
        "addr:street": "avenue du Prado",
        "addr:postcode": "13008",
        "addr:city": "Marseille",
        "phone": "+33491000001;+390612345678",
        "website": "https://prado.example/",
        "contact:facebook": "https://www.facebook.com/prado",
        "opening_hours": "Tu-Sa 08:00-12:30,15:00-19:00; PH off",
        "description": "Viande d’ici,\nlivrée chaude.\n\n@Prado; “la bonne”",
        "delivery": "yes",
        "wheelchair": "no",
    }
    assert (said["mcs:comes_to_you"], said["mcs:delivery_minimum"], said["mcs:district"]) == ("yes", "25", "13208")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("cuisine=pizza", {"amenity": "restaurant", "cuisine": "pizza"}),
        ("healthcare:speciality=osteopathy", {"healthcare": "doctor", "healthcare:speciality": "osteopathy"}),
        ("craft=plumber", {"craft": "plumber"}),
    ],
)
def test_a_finer_trade_brings_what_it_is_a_kind_of(client: Client, tag: str, expected: dict[str, str]) -> None:
    make_listing(category=make_category(tag))
    (feature,) = features(client)
    keys = ("amenity", "cuisine", "healthcare", "healthcare:speciality", "craft", "shop")
    assert {key: feature["properties"][key] for key in keys if key in feature["properties"]} == expected
    assert feature["geometry"] is None


def test_vcards_hold_whom_to_call(client: Client) -> None:
    make_full_listing()
    make_listing("Autre")
    text = text_of(client, "/donnees/annuaire.vcf")
    assert text.count("BEGIN:VCARD\r\nVERSION:3.0\r\n") == text.count("END:VCARD\r\n") == 2
    assert "TEL;TYPE=WORK,VOICE:+33491000001\r\n" in text


@pytest.mark.parametrize("ending", ["csv", "geojson", "vcf"])
def test_what_is_not_published_stays_inside(client: Client, ending: str) -> None:
    make_full_listing()
    make_listing("Brouillon", status=ListingStatus.DRAFT)
    make_listing("Parti", status=ListingStatus.REMOVED)
    make_listing("Gérée", manager=make_member("Sophie Secrète", email="sophie@secret.example"))
    text = text_of(client, f"/donnees/annuaire.{ending}")
    secrets = ("Brouillon", "Parti", "Secrète", "secret.example", "prado@network.example")
    assert [word for word in secrets if word in text] == []


@pytest.mark.parametrize("ending", ["csv", "geojson", "vcf"])
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["A", "B", "C"]),
        ("?arrondissement=8", ["A", "B"]),
        ("?categorie=boulangerie", ["B", "C"]),
        ("?categorie=boulangerie&arrondissement=8", ["B"]),
    ],
)
def test_a_part_may_be_taken_in_the_order_it_came(client: Client, ending: str, query: str, names: list[str]) -> None:
    bread = make_category("shop=bakery", slug="boulangerie")
    make_listing("A", district=make_district(8))
    make_listing("B", district=make_district(8)).other_categories.add(bread)
    make_listing("C", category=bread)
    text = text_of(client, f"/donnees/annuaire.{ending}{query}")
    said = {"csv": ",{},", "geojson": '"name": "{}"', "vcf": "FN:{}\r"}[ending]
    places = [text.find(said.format(name)) for name in "ABC"]
    assert [name for name, place in zip("ABC", places, strict=True) if place > 0] == names
    assert sorted(place for place in places if place > 0) == [place for place in places if place > 0]


@pytest.mark.parametrize("query", ["?arrondissement=99", "?categorie=rien", "?arrondissement=%00"])
def test_a_part_that_does_not_exist_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/donnees/annuaire.csv{query}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("ending", ["csv", "geojson", "vcf"])
def test_files_cost_the_same_at_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int, ending: str
) -> None:
    for number in range(count):
        make_listing(f"Boucherie {number}")
    with django_assert_num_queries(8):
        assert text_of(client, f"/donnees/annuaire.{ending}").count("Boucherie") >= count


def test_an_unchanged_file_is_not_sent_again(client: Client) -> None:
    listing = make_listing()
    etag = client.get("/donnees/annuaire.csv").headers["ETag"]
    assert client.get("/donnees/annuaire.csv", headers={"If-None-Match": etag}).status_code == 304
    assert client.get("/donnees/annuaire.geojson", headers={"If-None-Match": etag}).status_code == 200
    listing.status = ListingStatus.REMOVED
    listing.save()
    assert client.get("/donnees/annuaire.csv", headers={"If-None-Match": etag}).status_code == 200


def test_taking_too_many_files_is_answered_with_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "EXPORTS", Limit("export", 1, 3600))
    assert client.get("/donnees/annuaire.csv").status_code == 200
    refused = client.get("/donnees/annuaire.csv")
    assert refused.status_code == 429
    assert "Vous avez pris beaucoup de fichiers en une heure." in refused.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_states_the_licence_and_the_parts(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, settings: Settings, count: int
) -> None:
    settings.DATA_LICENCE = "Licence Ouverte 2.0"
    for number in range(count):
        trade = make_category(f"shop=k{number}", slug=f"k{number}", listing_count=1)
        make_listing(district=make_district(7 + number), category=trade, source="osm", source_id=str(number))
    with django_assert_num_queries(4):
        text = client.get("/donnees/").content.decode()
    assert ">Licence Ouverte 2.0</a>" in text
    assert "les contributeurs d’OpenStreetMap" in text
    assert text.count('<option value="k') == count


@given(st.text(alphabet="'=+-@\t\r1.aé ", max_size=8))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert cell[:1] not in "=+-@\t\r" or not cell or cell.lstrip("-").replace(".", "", 1).isdigit()
    read = plain_row(2, [("nom", cell)], {}).values.get("name", "")
    assert (read if text.strip() else read.strip()) == (text if text.strip() else "")


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("http://localhost:8000/annuaire/boucherie-2/", "boucherie-2"),
        ("https://LOCALHOST:8000/annuaire/boucherie-2/", "boucherie-2"),
        ("http://localhost:8000/annuaire/a/b/", ""),
        ("http://localhost:8000/annuaire//", ""),
        ("http://localhost:8000/carte/", ""),
        ("http://autre.example/annuaire/boucherie-2/", ""),
        ("node/123", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_an_id_is_ours_or_none(key: str, slug: str) -> None:
    assert slug_of(key) == slug


def test_command_writes_a_workbook_of_texts_with_emails_when_asked(tmp_path: Path) -> None:
    make_full_listing()
    sheet = load_workbook(export(tmp_path / "a.xlsx", "--emails")).worksheets[0]
    headers, cells = ([cell.value for cell in row] for row in sheet.iter_rows())
    row = dict(zip(headers, cells, strict=True))
    assert (row["nom"], row["autre_telephone"]) == ('=Boucherie "du Prado"; fils', "+390612345678")
    assert row["courriel"] == "prado@network.example"
    assert {cell.data_type for cell in sheet[2] if cell.value} == {"s"}


def test_command_writes_a_part(tmp_path: Path) -> None:
    make_listing("A", district=make_district(8))
    make_listing("B")
    assert [row["nom"] for row in read_table(export(tmp_path / "a.csv", "--district", "8"))] == ["A"]


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("a.pdf", [], "Un fichier finit par l’un de"),
        ("a.csv", ["--district", "99"], "Il n’y a pas ici"),
        ("nulle/part.csv", [], "n’a pas pu être écrit"),
    ],
)
def test_command_ends_in_a_sentence(tmp_path: Path, name: str, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("export_listings", str(tmp_path / name), *arguments)
    assert list(tmp_path.iterdir()) == []
