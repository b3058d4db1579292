"""`manage.py verify DEST`: whether a backup is still whole."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mcs.website.keeping.backup import problems
from mcs.website.keeping.shelf import open_shelf, read_manifest


class Command(BaseCommand):
    help = "Reads a backup whole: sizes, checksums, and the rows of each table. Needs no database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="DEST", help="The folder or s3://bucket/prefix given to backup.")
        parser.add_argument("--moment", default="", help="Which backup; the newest unless said.")

    def handle(self, *args: Any, place: str, moment: str, **options: Any) -> None:
        shelf = open_shelf(place)
        moment, manifest = read_manifest(shelf, moment)
        if found := list(problems(shelf, moment, manifest)):
            raise CommandError("\n".join([f"The backup {moment} is damaged.", *found]))
        rows = sum(kept.rows for kept in manifest.tables.values())
        self.stdout.write(f"The backup {moment} of {manifest.network} is whole: {rows} rows.")
