"""`load_categories`: the trades of data/categories.tsv into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mcs.directory.actions.categories import load_categories


class Command(BaseCommand):
    help = "Creates or updates the directory's categories from the project's file; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_categories()
        self.stdout.write(
            f"Categories: {loaded.created} created, {loaded.updated} updated, {loaded.unchanged} unchanged."
        )
