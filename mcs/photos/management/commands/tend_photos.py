"""`tend_photos`: what the worker does for photos every hour, at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mcs.photos.actions import tend_photos


class Command(BaseCommand):
    help = "Takes up photos whose job was interrupted, and removes those received with a form that was never sent."

    def handle(self, *args: Any, **options: Any) -> None:
        resumed, removed = tend_photos()
        self.stdout.write(f"Photos: {resumed} taken up again, {removed} removed.")
