"""What of messages is decided on: a conversation, reported on its own page by who takes part and by nobody else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcs.messaging.actions.report import KIND, resume_conversation
from mcs.moderation.reportables import Reportable

CONVERSATION = Reportable(
    kind=KIND,
    label=_("Conversation"),
    find=lambda key: None,  # what is private is found by nobody who asks for it by its number
    pages={},
    restore=resume_conversation,
)
