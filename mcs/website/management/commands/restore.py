"""`manage.py restore SRC`: a backup, back in an empty place."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mcs.website.keeping.restore import restore
from mcs.website.keeping.shelf import open_shelf, read_manifest


class Command(BaseCommand):
    help = "Brings a backup back into an empty database, SQLite or PostgreSQL, and its photos into the storage."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="SRC", help="The folder or s3://bucket/prefix given to backup.")
        parser.add_argument("--moment", default="", help="Which backup; the newest unless said.")

    def handle(self, *args: Any, place: str, moment: str, **options: Any) -> None:
        shelf = open_shelf(place)
        moment, manifest = read_manifest(shelf, moment)
        restore(shelf, moment, manifest)
        rows = sum(kept.rows for kept in manifest.tables.values())
        self.stdout.write(f"{manifest.network} is as it was at {moment}: {rows} rows.")
