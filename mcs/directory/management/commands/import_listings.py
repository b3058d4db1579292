"""`import_listings FILE`: businesses from a CSV, an XLSX, a GeoJSON or an Overpass answer."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from mcs.directory.actions.import_listings import REJECTED, Outcome, import_listings
from mcs.directory.actions.import_told import told, told_in_all
from mcs.directory.models import Category, Listing
from mcs.directory.queries.elsewhere import is_of_elsewhere
from mcs.directory.sources.files import SourceFile, read_file
from mcs.directory.sources.row import FIELDS, UnreadableFileError


class Command(BaseCommand):
    help = (
        "Imports businesses from a file; every row ends as created, updated, unchanged or rejected. Rows of an export"
        " (export_listings, or the site's open data) correct the listings they name by their id: an emptied cell"
        " empties the fact, a text left as it was changes nothing, a listing changed since the export is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX, GeoJSON, or an answer of Overpass.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, change nothing.")
        parser.add_argument(
            "--source",
            help="What to call the file's origin: rows are found again by it. By default osm, or the file's name.",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADER=FIELD",
            help=f"Which header is which field; may be repeated. FIELD is one of {', '.join(FIELDS)}.",
        )

    def handle(self, *args: Any, file: Path, dry_run: bool, source: str | None, **options: Any) -> None:
        try:
            found = read_file(file, read_mapping(options["map"]))
        except UnreadableFileError as error:
            raise CommandError(f"{file}: {error}") from error
        source = (source or found.origin)[: Listing._meta.get_field("source").max_length]
        try:
            outcomes = self._import(found, source, dry_run=dry_run, silent=options["verbosity"] == 0)
        except Category.DoesNotExist as error:
            raise CommandError(_("There are no trades yet: run “manage.py load_categories” first.")) from error
        for outcome in outcomes:
            if outcome.state == REJECTED or options["verbosity"] > 1:
                self.stdout.write(told(outcome))
        for line in told_in_all(outcomes, source):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was changed."))

    def _import(self, found: SourceFile, source: str, *, dry_run: bool, silent: bool) -> list[Outcome]:
        outcomes: list[Outcome] = []
        with tqdm(total=len(found.rows), desc=source, unit=_(" rows"), disable=silent) as bar:

            def report(outcome: Outcome) -> None:
                outcomes.append(outcome)
                bar.update()

            # An operator may well bring a whole file of another town; one point far from the others is a slip.
            elsewhere = is_of_elsewhere(found.rows)
            import_listings(rows=found.rows, source=source, dry_run=dry_run, report=report, takes_far=elsewhere)
        return outcomes


def read_mapping(pairs: Sequence[str]) -> Mapping[str, str]:
    """--map's HEADER=FIELD as a dictionary; raises CommandError for what is none."""
    mapping: dict[str, str] = {}
    for pair in pairs:
        header, equals, name = pair.rpartition("=")
        if not (header and equals and name in FIELDS):
            raise CommandError(
                _("--map takes HEADER=FIELD, not “%(pair)s”. FIELD is one of: %(fields)s.")
                % {"pair": pair, "fields": ", ".join(FIELDS)}
            )
        mapping[header] = name
    return mapping
