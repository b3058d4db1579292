"""`import_listings FILE`: businesses from a CSV, an XLSX, a GeoJSON or an Overpass answer."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from mcs.directory.actions.import_listings import (
    CREATED,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Outcome,
    import_listings,
)
from mcs.directory.models import Category, Listing
from mcs.directory.sources.files import SourceFile, read_file
from mcs.directory.sources.row import FIELDS, UnreadableFileError
from mcs.lib.text import clean_text


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
                self.stdout.write(_line(outcome))
        for line in _summary(outcomes, source):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write(_("This was a dry run: nothing was changed."))

    def _import(self, found: SourceFile, source: str, *, dry_run: bool, silent: bool) -> list[Outcome]:
        outcomes: list[Outcome] = []
        with tqdm(total=len(found.rows), desc=source, unit=_(" rows"), disable=silent) as bar:

            def report(outcome: Outcome) -> None:
                outcomes.append(outcome)
                bar.update()

            import_listings(rows=found.rows, source=source, dry_run=dry_run, report=report)
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


def _line(outcome: Outcome) -> str:
    """What became of one row, in words."""
    row = {"row": outcome.row.number, "name": clean_text(outcome.row.values.get("name", "")[:60]) or "—"}
    if outcome.state == REJECTED:
        return _("Row %(row)s, %(name)s: rejected, %(reason)s") % (row | {"reason": outcome.reason})
    end = {
        CREATED: _("Row %(row)s, %(name)s: created."),
        UPDATED: _("Row %(row)s, %(name)s: updated."),
        UNCHANGED: _("Row %(row)s, %(name)s: unchanged."),
    }[outcome.state]
    return f"{end % row} {_left_out(Counter(outcome.left_out))}".strip()


def _summary(outcomes: Sequence[Outcome], source: str) -> list[str]:
    """How many rows became what, and how many values could not be read."""
    states = Counter(outcome.state for outcome in outcomes)
    counts = {name: states[name] for name in (CREATED, UPDATED, UNCHANGED, REJECTED)}
    total = _(
        "Source %(source)s, rows: %(rows)s. Created: %(created)s, updated: %(updated)s, unchanged: %(unchanged)s,"
        " rejected: %(rejected)s."
    ) % ({"source": source, "rows": len(outcomes)} | counts)
    lost = Counter(name for outcome in outcomes for name in outcome.left_out)
    return [line for line in (total, _left_out(lost)) if line]


def _left_out(names: Mapping[str, int]) -> str:
    """ "Unreadable, left out: telephone (3), website (1)." or nothing."""
    if not names:
        return ""
    found = ", ".join(f"{FIELDS[name]} ({count})" for name, count in names.items())
    return _("Unreadable or too long, left out or cut: %(fields)s.") % {"fields": found}
