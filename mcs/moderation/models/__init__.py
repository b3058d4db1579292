"""The desk's nouns; what is reported, what was decided about it, and who asked for another look."""

from mcs.moderation.models.desk import CannedAnswer, Delegation, DeskDecision, DeskNote, DoneOnce, InHand, Pause
from mcs.moderation.models.invitations import INVITED_FOR, DeskInvitation
from mcs.moderation.models.reads import PrivateRead
from mcs.moderation.models.reports import Appeal, Decision, Report
from mcs.moderation.models.sanctions import BanTrace, Likeness, Sanction

__all__ = [
    "INVITED_FOR",
    "Appeal",
    "BanTrace",
    "CannedAnswer",
    "Decision",
    "Delegation",
    "DeskDecision",
    "DeskInvitation",
    "DeskNote",
    "DoneOnce",
    "InHand",
    "Likeness",
    "Pause",
    "PrivateRead",
    "Report",
    "Sanction",
]
