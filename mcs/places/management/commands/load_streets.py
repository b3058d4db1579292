"""`load_streets`: streets from a CSV file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from mcs.places.actions import load_streets
from mcs.places.management.loading import report


class Command(BaseCommand):
    help = "Creates and moves the streets of a CSV file with the columns nom, quartier, insee, lon, lat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="In UTF-8, with a header; positions in WGS 84 degrees.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        report(self, lambda: load_streets(path=file), file)
