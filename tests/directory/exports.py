"""A listing that says all it can, and files of exports to correct."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.management import call_command
from openpyxl import load_workbook

from mcs.directory.models import Closure, Listing
from tests.factories import make_category, make_district, make_listing

Edit = Callable[[dict[str, str]], None]

# By our names: how each format calls a few facts.
HEADERS = {"phone": "telephone", "name": "nom", "address": "adresse", "kind": "metiers", "hours": "horaires"}
TAGS = {"phone": "phone", "name": "name", "address": "addr:full", "hours": "opening_hours"}


def make_full_listing() -> Listing:
    """Every fact of a listing, with what breaks a careless file."""
    eight, nine = make_district(8), make_district(9)
    listing = make_listing(
        '=Boucherie "du Prado"; fils',
        district=eight,
        description="Viande d’ici,\nlivrée chaude.\n\n@Prado; “la bonne”",
        address="214 bis avenue du Prado",
        latitude=43.270001,
        longitude=5.380002,
        phone="+33491000001",
        other_phone="+390612345678",
        email="prado@network.example",
        website="https://prado.example/",
        facebook="https://www.facebook.com/prado",
        links=["https://instagram.com/prado", "https://prado.example/menu"],
        opening_hours="Tu-Sa 08:00-12:30,15:00-19:00; PH off",
        by_appointment=True,
        wheelchair=False,
        click_and_collect=True,
        comes_to_you=True,
        delivers=True,
        delivery_km=2.5,
        delivery_days="mardi; vendredi matin",
        delivery_minimum=2500,
        delivery_fee=350,
        delivery_note="-10 % dès 50 €, avant midi",
        delivery_ends_on=date(2027, 1, 31),
    )
    listing.other_categories.add(make_category("shop=deli", slug="epicerie-fine", name_fr="Épicerie fine"))
    listing.served_districts.add(eight, nine)
    listing.delivery_districts.add(nine)
    Closure.objects.create(listing=listing, starts_on=date(2026, 8, 1), ends_on=date(2026, 8, 21), note="Congés | été")
    Closure.objects.create(listing=listing, starts_on=date(2026, 12, 25), ends_on=date(2026, 12, 25))
    return listing


def export(path: Path, *arguments: str) -> Path:
    call_command("export_listings", str(path), *arguments, stdout=io.StringIO())
    return path


def read_table(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if text.startswith("id;") else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def correct(path: Path, name: str, **facts: str) -> None:
    """Edits the row of that name in an exported file, as its owner would."""
    {".csv": _correct_csv, ".xlsx": _correct_xlsx, ".geojson": _correct_geojson}[path.suffix](path, name, facts)


def _correct_csv(path: Path, name: str, facts: dict[str, str]) -> None:
    rows = read_table(path)
    for row in rows:
        if row["nom"].removeprefix("'") == name:
            row.update({HEADERS.get(fact, fact): value for fact, value in facts.items()})
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def _correct_xlsx(path: Path, name: str, facts: dict[str, str]) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[0]
    headers = [str(cell.value) for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[headers.index("nom")].value == name:
            for fact, value in facts.items():
                row[headers.index(HEADERS.get(fact, fact))].value = value or None
    book.save(path)


def _correct_geojson(path: Path, name: str, facts: dict[str, str]) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    for feature in data["features"]:
        if feature["properties"]["name"] == name:
            feature["properties"] |= {TAGS.get(fact, fact): value for fact, value in facts.items()}
    path.write_text(json.dumps(data), encoding="utf-8")
