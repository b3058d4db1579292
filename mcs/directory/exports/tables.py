"""CSV and XLSX: a row a listing, under French headers that the import knows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from mcs.directory.exports.told import listing_id, moment, told, trades
from mcs.directory.models import Listing

# Headers by our names; those without a name are for reading only.
COLUMNS = {
    "key": "id",
    "exported_at": "exporte_le",
    "name": "nom",
    "kind": "metiers",
    "phone": "telephone",
    "other_phone": "autre_telephone",
    "email": "courriel",
    "address": "adresse",
    "postcode": "code_postal",
    "city": "ville",
    "latitude": "latitude",
    "longitude": "longitude",
    "website": "site_web",
    "facebook": "facebook",
    "links": "autres_liens",
    "opening_hours": "horaires",
    "by_appointment": "sur_rendez_vous",
    "closures": "fermetures",
    "description": "description",
    "comes_to_you": "a_domicile",
    "served_districts": "arrondissements_servis",
    "delivers": "livraison",
    "delivery_districts": "livraison_arrondissements",
    "delivery_km": "livraison_km",
    "delivery_days": "livraison_jours",
    "delivery_minimum": "livraison_minimum",
    "delivery_fee": "livraison_frais",
    "delivery_note": "livraison_precisions",
    "delivery_ends_on": "livraison_jusqu_au",
    "click_and_collect": "commande_et_retrait",
    "wheelchair": "accessible",
}
READ_ONLY = ("arrondissement", "tags_osm", "verifie_le", "recommandations")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # what a spreadsheet takes for a formula (OWASP, "CSV Injection")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def csv_lines(listings: Iterable[Listing], at: datetime, *, emails: bool = False) -> Iterator[str]:
    """The file's lines, header first (RFC 4180, to be written as UTF-8)."""
    writer = csv.writer(_Echo())
    for cells in rows(listings, at, emails=emails):
        yield writer.writerow([guarded(cell) for cell in cells])


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run; the import takes it off again."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_workbook(file: IO[bytes], listings: Iterable[Listing], at: datetime, *, emails: bool = False) -> None:
    """One sheet, every cell a text: no telephone loses its 0, nothing is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("annuaire")
    sheet.freeze_panes = "D2"
    for number, cells in enumerate(rows(listings, at, emails=emails)):
        sheet.append([_cell(sheet, text, is_header=number == 0) for text in cells])
    book.save(file)


def rows(listings: Iterable[Listing], at: datetime, *, emails: bool) -> Iterator[list[str]]:
    """The header, then each listing's cells. Addresses of e-mail only where the operator asks for them."""
    names = [name for name in COLUMNS if emails or name != "email"]
    yield [*(COLUMNS[name] for name in names), *READ_ONLY]
    for listing in listings:
        facts = told(listing) | {
            "key": listing_id(listing),
            "exported_at": moment(at),
            "kind": " | ".join(trades(listing)),
        }
        yield [*(facts[name] for name in names), *_read_only(listing)]


def _read_only(listing: Listing) -> list[str]:
    tags = [listing.category.tag, *(category.tag for category in listing.other_categories.all())]
    return [
        listing.district.short_name if listing.district else "",
        ";".join(tags),
        listing.checked_on.isoformat() if listing.checked_on else "",
        str(listing.recommendation_count),
    ]


def _cell(sheet: Any, text: str, *, is_header: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=text or None)
    if text:
        cell.data_type = "s"
        cell.number_format = "@"
    if is_header:
        cell.font = Font(bold=True)
    return cell


class _Echo:
    """A file that gives back what is written to it, for csv to make one line at a time."""

    def write(self, text: str) -> str:
        return text
