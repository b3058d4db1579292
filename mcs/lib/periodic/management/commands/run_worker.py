"""`run_worker`: the worker of jobs, which also keeps the clock of periodic ones."""

from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as WorkerCommand

from mcs.lib.periodic.clock import Clock


class Command(WorkerCommand):
    help = "Does the jobs of every queue, and the periodic ones when their turn comes. Any number may run at once."

    def handle(self, **options: Any) -> None:
        clock = Clock()
        clock.start()
        try:
            super().handle(**options | {"queue_name": "*", "reload": False})
        finally:
            clock.stop()

    def configure_logging(self, verbosity: int) -> None:
        """Jobs that fail are told, as LOGGING has it; each that succeeds only when asked for, by `-v 2`."""
        if verbosity > 1:
            super().configure_logging(1)
