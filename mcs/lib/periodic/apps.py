"""Registers the turns' table, and what every site of this kind must tidy."""

from datetime import timedelta

from django.apps import AppConfig


class PeriodicConfig(AppConfig):
    name = "mcs.lib.periodic"
    label = "periodic"

    def ready(self) -> None:
        from mcs.lib.periodic import tidying
        from mcs.lib.periodic.registry import register

        register("clearsessions", every=timedelta(days=1), run=tidying.clear_sessions)
        register("prune_db_task_results", every=timedelta(days=1), run=tidying.prune_task_results)
