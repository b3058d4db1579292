"""`manage.py wake`: the end of `hibernate`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mcs.website.sleep.mark import mark


class Command(BaseCommand):
    help = "Wakes a site that sleeps: people write again."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        slept = mark().exists()
        mark().unlink(missing_ok=True)
        self.stdout.write("The site is awake." if slept else "The site was awake already.")
