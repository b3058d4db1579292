"""`load_districts`: exact outlines from a GeoJSON file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from mcs.places.actions import load_districts
from mcs.places.management.loading import report


class Command(BaseCommand):
    help = "Gives the districts the outlines of a GeoJSON file, found by their INSEE code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="A FeatureCollection of Polygons or MultiPolygons in WGS 84.")
        parser.add_argument("--all", action="store_true", help="Create the districts the network doesn't have yet.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        report(self, lambda: load_districts(path=file, create_all=options["all"]), file)
