"""`load_places`: the districts and streets that come with the software."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mcs.places.actions import load_places
from mcs.places.management.loading import report


class Command(BaseCommand):
    help = "Adds Marseille's 8th, 9th and 10th arrondissements and streets of theirs where they are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        report(self, load_places, "places")
