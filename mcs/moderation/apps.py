"""Registers the moderation app: what it holds about people, and what the desk does from time to time."""

from datetime import timedelta

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "mcs.moderation"
    label = "moderation"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.members.holdings import declare
        from mcs.moderation.actions.desk import forget_old_decisions
        from mcs.moderation.personal_data import HOLDINGS

        register("forget_desk_decisions", every=timedelta(days=1), run=forget_old_decisions)
        declare(*HOLDINGS)
