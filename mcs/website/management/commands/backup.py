"""`manage.py backup DEST`: the network as it is at this moment, while it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mcs.website.keeping.backup import back_up, prune
from mcs.website.keeping.shelf import open_shelf


class Command(BaseCommand):
    help = "Backs up the network into a folder or s3://bucket/prefix, while it runs."
    without: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="DEST", help="A folder, or s3://bucket/prefix; the same one each time.")
        parser.add_argument("--keep", type=int, default=0, help="Delete all but so many of the backups there.")

    def handle(self, *args: Any, place: str, keep: int, **options: Any) -> None:
        shelf = open_shelf(place, new=True)
        try:
            moment, manifest, remarks = back_up(shelf, without=self.without)
            if keep > 0:
                prune(shelf, keep)
        except OSError as error:
            raise CommandError(f"The backup was not made: {error}. Those made before are still there.") from error
        rows = sum(kept.rows for kept in manifest.tables.values())
        self.stdout.write(f"{place}: backup {moment}, {rows} rows.")
        for remark in remarks:
            self.stderr.write(remark)
