"""Registers messages: the desk's queues, the entry on one's own page, and what is done from time to time."""

from datetime import timedelta

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "mcs.messaging"
    label = "messaging"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.members.holdings import declare
        from mcs.members.sections import register_section
        from mcs.messaging.actions.forget import anonymise_old
        from mcs.messaging.actions.tell import tell_unread
        from mcs.messaging.personal_data import HOLDINGS
        from mcs.messaging.sections import messages_section
        from mcs.messaging.subjects import CONVERSATION
        from mcs.messaging.views.desk import QUEUES
        from mcs.moderation.queues import register_queue
        from mcs.moderation.reportables import register_reportable

        register("anonymise_messages", every=timedelta(days=1), run=anonymise_old)
        register("tell_unread_messages", every=timedelta(minutes=1), run=tell_unread)
        for queue in QUEUES:
            register_queue(queue)
        register_reportable(CONVERSATION)
        register_section(messages_section)
        declare(*HOLDINGS)
