"""Registers moderation: its queues on the desk, what it can report by itself, what it holds about people."""

from datetime import timedelta

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "mcs.moderation"
    label = "moderation"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.members.arrivals import on_arrival
        from mcs.members.closed import explain_with
        from mcs.members.holdings import declare
        from mcs.moderation import notices  # noqa: F401 — its kinds register themselves
        from mcs.moderation.actions.desk import forget_old_decisions
        from mcs.moderation.actions.forget import forget_decided
        from mcs.moderation.actions.invitations import forget_invitations
        from mcs.moderation.actions.morning import mail_keepers
        from mcs.moderation.actions.reads import forget_reads
        from mcs.moderation.actions.sanctions import end_due_sanctions
        from mcs.moderation.actions.traces import forget_old_traces
        from mcs.moderation.arrivals import join_team, recognise
        from mcs.moderation.closing import why_closed
        from mcs.moderation.desk_data import DESK
        from mcs.moderation.measures_data import MEASURES_HELD, READS
        from mcs.moderation.personal_data import HOLDINGS
        from mcs.moderation.queues import register_queue
        from mcs.moderation.reportables import register_reportable
        from mcs.moderation.subjects import MEASURE, MEMBER, PHOTO
        from mcs.moderation.views.queues import QUEUES

        for queue in QUEUES:
            register_queue(queue)
        register_reportable(PHOTO)
        register_reportable(MEMBER)
        register_reportable(MEASURE)
        on_arrival(recognise)
        on_arrival(join_team)
        explain_with(why_closed)
        register("end_due_sanctions", every=timedelta(minutes=10), run=end_due_sanctions)
        register("mail_keepers", every=timedelta(minutes=15), run=mail_keepers)
        register("forget_old_traces", every=timedelta(hours=1), run=forget_old_traces)
        register("forget_reads", every=timedelta(days=1), run=forget_reads)
        register("forget_decided", every=timedelta(days=1), run=forget_decided)
        register("forget_invitations", every=timedelta(days=1), run=forget_invitations)
        register("forget_desk_decisions", every=timedelta(days=1), run=forget_old_decisions)
        declare(*HOLDINGS, DESK, MEASURES_HELD, READS)
