"""Rows out of a table: CSV with any delimiter and any headers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from mcs.directory.sources.row import Row, UnreadableFileError
from mcs.lib.french import fold
from mcs.lib.text import clean_text

# Headers as the files of this world call our fields, folded.
_HEADERS = {
    "name": "name|nom|nom du commerce|nom commercial|enseigne|raison sociale|denomination|title",
    "kind": "metiers|kind|categorie|category|type|type de commerce|activite|metier|libelle activite",
    "address": "address|adresse|adresse postale|voie|street",
    "postcode": "postcode|cp|code postal|zip",
    "city": "city|ville|commune",
    "latitude": "latitude|lat|y",
    "longitude": "longitude|lon|lng|long|x",
    "phone": "phone|tel|telephone|numero de telephone|contact phone",
    "other_phone": "autre telephone|other phone",
    "email": "email|mail|courriel|e mail|adresse mail|adresse email|contact email",
    "website": "website|site|site internet|site web|url|contact website",
    "facebook": "facebook|page facebook|contact facebook",
    "opening_hours": "opening hours|horaires|heures d ouverture|horaires d ouverture",
    "links": "autres liens",
    "by_appointment": "sur rendez vous",
    "closures": "fermetures",
    "description": "description|presentation",
    "comes_to_you": "a domicile",
    "served_districts": "arrondissements servis",
    "delivers": "delivers|livraison|delivery|services",
    "delivery_districts": "livraison arrondissements",
    "delivery_km": "livraison km",
    "delivery_days": "livraison jours",
    "delivery_minimum": "livraison minimum",
    "delivery_fee": "livraison frais",
    "delivery_note": "livraison precisions",
    "delivery_ends_on": "livraison jusqu au",
    "click_and_collect": "commande et retrait",
    "wheelchair": "wheelchair|accessible|pmr",
    "exported_at": "exporte le",
    "key": "key|id|identifiant|siret|osm id|ref",
}
# An export keeps a spreadsheet from reading a text as a formula by an apostrophe; here it is taken off again.
_GUARDED = re.compile(r"\A'(?='*[=+\-@\t\r])")
_FIELD_OF = {header: name for name, headers in _HEADERS.items() for header in headers.split("|")}


Record = tuple[int, list[str], str]  # the line it begins on, its cells, what is wrong with it


def field_of(header: str, mapping: Mapping[str, str]) -> str:
    """The field a header stands for, or "" for one we don't keep."""
    return mapping.get(header) or _FIELD_OF.get(fold(header.replace("_", " ")), "")


def check_headers(headers: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Raises UnreadableFileError when the mapping speaks of a header that isn't there, or none names the business."""
    shown = ", ".join(clean_text(header)[:30] for header in headers[:20] if header) or "—"
    for header in mapping:
        if header not in headers:
            raise UnreadableFileError(
                _("No column is called “%(header)s”. The columns are: %(columns)s.")
                % {"header": header, "columns": shown}
            )
    if not any(field_of(header, mapping) == "name" for header in headers):
        raise UnreadableFileError(
            _("No column names the business: call it “name”. The columns are: %(columns)s.") % {"columns": shown}
        )


def plain_row(number: int, pairs: Sequence[tuple[str, str]], mapping: Mapping[str, str]) -> Row:
    """A row out of headers and values; the first header of a field that holds something wins."""
    values: dict[str, str] = {}
    names = set()
    for header, value in pairs:
        name = field_of(header, mapping)
        names.add(name)
        if name and value.strip() and not values.get(name):
            values[name] = _GUARDED.sub("", value, count=1) if value.startswith("'") else value
    blank = frozenset(names - {"", *values})
    kinds = [kind.strip() for kind in re.split(r"[|;]", values.pop("kind", ""))]
    return Row(number, values, tuple(filter(None, kinds)), values.pop("key", "").strip(), blank)


def table_rows(text: str, mapping: Mapping[str, str]) -> Iterator[Row]:
    """The rows under the header, numbered by the line each begins on; blank lines are none."""
    first_line = text.lstrip("\n\r").partition("\n")[0]
    delimiter = max(";\t,|", key=first_line.count)
    return record_rows(_records(text, delimiter), mapping)


def record_rows(records: Iterator[Record], mapping: Mapping[str, str]) -> Iterator[Row]:
    """The rows of records, the first of which is the header. Raises UnreadableFileError for a header of no use."""
    _line, headers, problem = next(records, (1, [], ""))
    if problem:
        raise UnreadableFileError(_("The first line of this file could not be read."))
    headers = [header.strip() for header in headers]
    check_headers(headers, mapping)
    return _rows(records, headers, mapping)


def _rows(records: Iterator[Record], headers: list[str], mapping: Mapping[str, str]) -> Iterator[Row]:
    for line, cells, problem in records:
        if any(cell.strip() for cell in cells[len(headers) :]):
            problem = _("it has more cells than there are columns: does a text hold the separator?")
        if problem:
            yield Row(line, {}, problem=problem)
        else:
            yield plain_row(line, list(zip(headers, cells, strict=False)), mapping)


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Every record that isn't blank. One with a wrong quotation mark is given with its problem and the next is read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problem = _("a quotation mark is out of place or never closed, or a text is endless (lines %(lines)s).")
            yield line, [], problem % {"lines": f"{line}–{reader.line_num}"}
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells, ""
