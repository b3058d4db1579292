"""The nouns of the desk."""

from mcs.moderation.models.desk import CannedAnswer, Delegation, DeskDecision, DeskNote, InHand, Pause, UsedLink

__all__ = ["CannedAnswer", "Delegation", "DeskDecision", "DeskNote", "InHand", "Pause", "UsedLink"]
