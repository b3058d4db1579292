"""Publishes what a visitor wrote, at the moment she has joined or signed in."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from mcs.board.views.drafts import take_pending
from mcs.board.views.post import answer_draft
from mcs.board.views.publish import publish_draft
from mcs.board.views.recommendations import recommend_draft
from mcs.members.models import Member


def publish_pending(request: HttpRequest, member: Member) -> str | None:
    """The address of what was published, or of the form that holds it still; None when nothing was waiting."""
    act, _, target = take_pending(request).partition(":")
    if act and member.is_muted:  # her draft stays in the form; why it is not published is told there
        return reverse("moderation:my_measures")
    if act == "post":
        return publish_draft(request, member)
    if act == "answer":
        return answer_draft(request, member, int(target))
    if act == "recommend":
        return recommend_draft(request, member, target)
    return None
