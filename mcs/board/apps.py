"""Registers the board: its panels on a listing's page, its part of digests, what it does when somebody arrives."""

from datetime import timedelta

from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "mcs.board"
    label = "board"

    def ready(self) -> None:
        from mcs.board.personal_data import HOLDINGS
        from mcs.board.queries.neighbour import has_published
        from mcs.board.subjects import register_subjects
        from mcs.board.views.arrival import publish_pending
        from mcs.board.views.held import HELD
        from mcs.board.views.trades import trades_section
        from mcs.members.arrivals import on_arrival
        from mcs.members.holdings import declare
        from mcs.members.sections import register_section
        from mcs.messaging.reasons import register_reason
        from mcs.moderation.queues import register_queue

        declare(*HOLDINGS)
        register_queue(HELD)
        register_subjects()
        register_reason(has_published)
        register_section(trades_section)
        on_arrival(publish_pending)
        self._join_the_directory()
        self._begin_jobs()

    def _join_the_directory(self) -> None:
        from mcs.board.actions.held import hold_own, hold_unfound
        from mcs.board.actions.merge import move_to_kept, take_back
        from mcs.board.actions.named import attach_named
        from mcs.board.views.listing_posts import posts_panel
        from mcs.board.views.recommendations import recommendations_panel
        from mcs.board.views.trades import trades_panel
        from mcs.directory.listed import on_listed, on_managed, on_refused
        from mcs.directory.merging import Merger, register_merger
        from mcs.directory.panels import register_panel

        register_merger(Merger("board", move_to_kept, take_back))
        on_listed(attach_named)
        on_managed(hold_own)
        on_refused(hold_unfound)
        for panel in (recommendations_panel, posts_panel, trades_panel):
            register_panel(panel)

    def _begin_jobs(self) -> None:
        from mcs.board.actions.ask_around import ask_around
        from mcs.board.actions.close import tend_requests
        from mcs.board.actions.remove import purge_removed
        from mcs.board.actions.score import refresh_scores
        from mcs.board.digest import ending_tips, waiting_requests
        from mcs.board.threads import find_thread
        from mcs.lib.periodic.registry import register
        from mcs.notices.digest import register_source
        from mcs.notices.threads import register_threads

        register("refresh_scores", every=timedelta(days=1), run=refresh_scores)
        register("tend_requests", every=timedelta(hours=1), run=tend_requests)
        register("purge_removed", every=timedelta(days=1), run=purge_removed)
        register("ask_around", every=timedelta(minutes=15), run=ask_around)
        register_threads("post", find_thread)
        register_source("requests", position=10, source=waiting_requests)
        register_source("tips", position=30, source=ending_tips)
