"""Registers the notices app: the members' codes, the rounds of the mail, and the way to the bell on one's own page."""

from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "mcs.notices"
    label = "notices"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.members.holdings import declare
        from mcs.members.mail import carry_with
        from mcs.members.sections import register_section
        from mcs.notices.account import carry
        from mcs.notices.actions.preferences import begin_rhythms
        from mcs.notices.actions.tell import purge_entries
        from mcs.notices.personal_data import HOLDINGS
        from mcs.notices.push_rounds import send_pushes
        from mcs.notices.rounds import send_digests, send_notices
        from mcs.notices.views.preferences import notices_section

        carry_with(carry)
        declare(*HOLDINGS)
        register_section(notices_section)
        register("send_notices", every=timedelta(minutes=1), run=send_notices)
        register("send_digests", every=timedelta(minutes=1), run=send_digests)
        register("send_pushes", every=timedelta(minutes=1), run=send_pushes)
        register("begin_rhythms", every=timedelta(minutes=5), run=begin_rhythms)
        register("purge_notices", every=timedelta(days=1), run=purge_entries)
