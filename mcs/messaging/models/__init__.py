"""The nouns of private conversations."""

from mcs.messaging.models.conversation import Block, Conversation, Participant
from mcs.messaging.models.message import Message, MessagePhoto
from mcs.messaging.models.report import Report

__all__ = ["Block", "Conversation", "Message", "MessagePhoto", "Participant", "Report"]
