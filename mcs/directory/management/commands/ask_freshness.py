"""`manage.py ask_freshness`: asks merchants whether what their page says still holds."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from mcs.directory.actions.freshness import A_DAY, ask_freshness


class Command(BaseCommand):
    help = "Mails the merchants whose facts nobody confirmed for 90 days, the longest first; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at-most", type=int, default=A_DAY, help="how many to ask in this run")

    def handle(self, *args: Any, **options: Any) -> None:
        count = ask_freshness(at_most=options["at_most"])
        self.stdout.write(f"{count} asked.")
