"""The desk's nouns; what is reported, what was decided about it, and who asked for another look."""

from mcs.moderation.models.desk import CannedAnswer, Delegation, DeskDecision, DeskNote, InHand, Pause, UsedLink
from mcs.moderation.models.reports import Appeal, Decision, Report

__all__ = [
    "Appeal",
    "CannedAnswer",
    "Decision",
    "Delegation",
    "DeskDecision",
    "DeskNote",
    "InHand",
    "Pause",
    "Report",
    "UsedLink",
]
