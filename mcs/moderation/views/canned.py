"""Answers that volunteers write often: choosing one fills in what was left empty."""

from __future__ import annotations

from django.http import QueryDict

from mcs.moderation.models import CannedAnswer

CHOICE = "reponse"


def with_canned(posted: QueryDict, box: str = "reason") -> QueryDict:
    """What was posted, the empty box filled from the answer chosen beside it: it works without JavaScript too."""
    chosen = posted.get(CHOICE, "")
    if not chosen.isdecimal() or len(chosen) > 9 or posted.get(box, "").strip():
        return posted
    answer = CannedAnswer.objects.filter(pk=int(chosen)).first()
    if answer is None:
        return posted
    filled = posted.copy()
    filled[box] = answer.text
    return filled
