"""Registers the members app, what it holds about people, and the jobs that make that end."""

from datetime import timedelta

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "mcs.members"
    label = "members"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.members import erasure, exports
        from mcs.members.holdings import declare
        from mcs.members.personal_data import HOLDINGS

        declare(*HOLDINGS)
        register("expire_exports", every=timedelta(hours=1), run=exports.expire_exports)
        register("erase_dormant_members", every=timedelta(days=1), run=erasure.erase_dormant_members)
        register("forget_ended_sessions", every=timedelta(days=1), run=erasure.forget_ended_sessions)
        register("forget_kept_identities", every=timedelta(days=1), run=erasure.forget_kept_identities)
