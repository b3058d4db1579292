"""`export_listings FILE`: the directory as CSV, XLSX, GeoJSON or vCards."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.directory.exports.cards import vcards
from mcs.directory.exports.features import geojson_parts
from mcs.directory.exports.tables import csv_lines, write_workbook
from mcs.directory.exports.told import exported
from mcs.directory.queries.selection import Selection

WRITERS = {
    ".csv": csv_lines,
    ".geojson": geojson_parts,
    ".vcf": vcards,
}
KINDS = (*WRITERS, ".xlsx")


class Command(BaseCommand):
    help = (
        "Writes the published listings into a file: .csv, .xlsx, .geojson or .vcf. All but the vCards can be corrected"
        " and given back to import_listings, which finds each listing by its id."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=f"What to write; its ending says how: {', '.join(KINDS)}.")
        parser.add_argument("--district", default="", help="Only this district, by its number: 8.")
        parser.add_argument("--category", default="", help="Only this trade, by its slug: boulangerie.")
        parser.add_argument(
            "--emails",
            action="store_true",
            help="With the e-mail addresses of the businesses, which the public files leave out.",
        )

    def handle(self, *args: Any, file: Path, district: str, category: str, emails: bool, **options: Any) -> None:
        kind = file.suffix.lower()
        if kind not in KINDS:
            raise CommandError(_("A file ends in one of: %(kinds)s.") % {"kinds": ", ".join(KINDS)})
        try:
            selection = Selection.read({"arrondissement": district, "categorie": category})
        except Http404 as error:
            raise CommandError(_("There is no such district or trade here.")) from error
        try:
            self._write(file, kind, selection, emails=emails)
        except OSError as error:
            message = _("%(file)s could not be written: %(reason)s.") % {"file": file, "reason": error.strerror}
            raise CommandError(message) from error
        count = selection.listings().count()
        self.stdout.write(_("Listings written to %(file)s: %(count)s.") % {"file": file, "count": count})

    def _write(self, file: Path, kind: str, selection: Selection, *, emails: bool) -> None:
        """Under another name first: a file that was there stays whole if this fails."""
        draft = file.with_name(f"{file.name}.part")
        at, listings = timezone.now(), exported(selection)
        try:
            if kind == ".xlsx":
                with draft.open("wb") as book:
                    write_workbook(book, listings, at, emails=emails)
            else:
                parts: Iterable[str] = WRITERS[kind](listings, at, emails=emails)
                with draft.open("w", encoding="utf-8", newline="") as text:
                    text.writelines(parts)
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)
