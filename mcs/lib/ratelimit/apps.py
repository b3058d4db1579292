"""Registers the counters' table, and its tidying."""

from datetime import timedelta

from django.apps import AppConfig


class RatelimitConfig(AppConfig):
    name = "mcs.lib.ratelimit"
    label = "ratelimit"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.lib.ratelimit.limits import purge_expired

        register("purge_expired", every=timedelta(hours=1), run=purge_expired)
