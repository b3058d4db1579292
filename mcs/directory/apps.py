"""Registers the directory app, its queues on the volunteers' desk, and what it does from time to time."""

from datetime import timedelta

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "mcs.directory"
    label = "directory"

    def ready(self) -> None:
        from mcs.directory import tasks
        from mcs.directory.digest import new_listings
        from mcs.directory.personal_data import HOLDINGS
        from mcs.directory.queries.listing import runs_a_business
        from mcs.directory.subjects import LISTING
        from mcs.directory.views.own_listings import own_listings_section
        from mcs.directory.views.queues import QUEUES
        from mcs.lib.periodic.registry import register
        from mcs.members.holdings import declare
        from mcs.members.sections import register_section
        from mcs.messaging.reasons import register_reason
        from mcs.moderation.queues import register_queue
        from mcs.moderation.reportables import register_reportable
        from mcs.notices.digest import register_source

        register_source("listings", position=40, source=new_listings)
        for queue in QUEUES:
            register_queue(queue)
        register_reportable(LISTING)
        register_section(own_listings_section)
        register_reason(runs_a_business)
        register("refresh_openings", every=timedelta(minutes=1), run=tasks.refresh_openings)
        register("recheck_openings", every=timedelta(days=1), run=tasks.recheck_openings)
        register("expire_facts", every=timedelta(hours=1), run=tasks.expire_facts)
        register("ask_freshness", every=timedelta(days=1), run=tasks.ask_freshness)
        register("forget_old_needs", every=timedelta(days=1), run=tasks.forget_old_needs)
        register("forget_handled", every=timedelta(days=1), run=tasks.forget_handled)
        register("forget_brought_files", every=timedelta(days=1), run=tasks.forget_brought_files)
        declare(*HOLDINGS)
