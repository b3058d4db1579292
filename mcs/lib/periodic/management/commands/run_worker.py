"""`run_worker`: the worker of jobs, which also keeps the clock of periodic ones."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import connection
from django_tasks_db.management.commands.db_worker import Command as WorkerCommand

from mcs.lib.away import DATABASE_AWAY
from mcs.lib.periodic.clock import Clock
from mcs.lib.periodic.workers import living_worker

PAUSE = 2  # seconds before the database is asked again
logger = logging.getLogger(__name__)


class Command(WorkerCommand):
    help = "Does the jobs of every queue, and the periodic ones when their turn comes. Any number may run at once."
    requires_system_checks: list[str] = []  # the sooner it is back

    def handle(self, **options: Any) -> None:
        clock = Clock()
        clock.start()
        try:
            while not self._work(options):
                time.sleep(PAUSE)
        finally:
            clock.stop()

    def _work(self, options: dict[str, Any]) -> bool:
        """Works until told to end; False when the database went away or stayed locked, which is waited out."""
        try:
            with living_worker() as name:
                super().handle(**options | {"queue_name": "*", "reload": False, "worker_id": name})
        except DATABASE_AWAY as error:
            logger.warning("The worker waits for the database: %s", error)
            connection.close()
            return False
        return True

    def configure_logging(self, verbosity: int) -> None:
        """Jobs that fail are told, as LOGGING has it; each that succeeds only when asked for, by `-v 2`."""
        if verbosity > 1:
            super().configure_logging(1)
