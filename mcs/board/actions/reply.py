"""The merchant's right of reply: once to each review and each recommendation."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from mcs.board.actions.tell import tell_replied
from mcs.board.models import Post, Recommendation, Reply
from mcs.board.rules import may_reply
from mcs.members.models import Member


@transaction.atomic
def reply(*, to: Post | Recommendation, author: Member, text: str) -> Reply:
    """The one reply, written or changed. Raises PermissionDenied for anyone but who runs the business."""
    listing = to.listing
    if listing is None or not may_reply(author, listing):
        raise PermissionDenied
    target = {"review": to} if isinstance(to, Post) else {"recommendation": to}
    values = {"listing": listing, "author": author, "text": text}
    found, is_new = Reply.objects.get_or_create(**target, defaults=values)
    if is_new:
        tell_replied(found)
    elif found.text != text:
        found.text, found.author, found.edited_at = text, author, timezone.now()
        found.save(update_fields=["text", "author", "edited_at"])
    return found


def remove_reply(*, to: Post | Recommendation, author: Member) -> bool:
    """Takes the reply away; False when there was none. Raises PermissionDenied as `reply` does."""
    if to.listing is None or not may_reply(author, to.listing):
        raise PermissionDenied
    target = {"review": to} if isinstance(to, Post) else {"recommendation": to}
    return Reply.objects.filter(**target).delete()[0] > 0
