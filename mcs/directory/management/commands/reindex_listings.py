"""`manage.py reindex_listings`: makes the search index of listings again, after a restore or a change of analyser."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mcs.directory.actions.index import reindex_all


class Command(BaseCommand):
    help = "Makes the search index of listings again from the database."

    def handle(self, *args: Any, **options: Any) -> None:
        count = reindex_all()
        self.stdout.write(f"Listings in the search index: {count}.")
