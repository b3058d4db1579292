"""`run_periodic`: the periodic jobs whose turn has come, then nothing more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mcs.lib.periodic.clock import run_due_jobs
from mcs.lib.periodic.models import Turn


class Command(BaseCommand):
    help = "Does the periodic jobs that are due and stops: for those who prefer a timer of the system to run_worker."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--now", action="store_true", help="Do all of them, due or not.")

    def handle(self, *args: Any, now: bool, **options: Any) -> None:
        if now:
            Turn.objects.filter(holder="").delete()
        for name in run_due_jobs():
            self.stdout.write(name)
