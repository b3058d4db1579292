"""Registers the tables of turns and workers, and what every site of this kind must tidy."""

from datetime import timedelta

from django.apps import AppConfig


class PeriodicConfig(AppConfig):
    name = "mcs.lib.periodic"
    label = "periodic"

    def ready(self) -> None:
        from mcs.lib.periodic import tidying
        from mcs.lib.periodic.registry import register
        from mcs.lib.periodic.workers import resume_jobs

        register("clearsessions", every=timedelta(days=1), run=tidying.clear_sessions)
        register("prune_db_task_results", every=timedelta(days=1), run=tidying.prune_task_results)
        register("resume_jobs", every=timedelta(seconds=20), run=resume_jobs)
