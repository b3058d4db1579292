"""Registers moderation: its queues on the desk, what it can report by itself, what it holds about people."""

from datetime import timedelta

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "mcs.moderation"
    label = "moderation"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.members.holdings import declare
        from mcs.moderation import notices  # noqa: F401 — its kinds register themselves
        from mcs.moderation.actions.forget import forget_decided
        from mcs.moderation.personal_data import HOLDINGS
        from mcs.moderation.queries.reports import appeal_items, report_items
        from mcs.moderation.queues import register_queue
        from mcs.moderation.reportables import register_reportable
        from mcs.moderation.subjects import MEMBER, PHOTO

        register_queue(report_items)
        register_queue(appeal_items)
        register_reportable(PHOTO)
        register_reportable(MEMBER)
        register("forget_decided", every=timedelta(days=1), run=forget_decided)
        declare(*HOLDINGS)
