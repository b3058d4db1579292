"""The merchant's right of reply: once to each review and each recommendation."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from mcs.board.actions.tell import tell_replied
from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models import Post, Recommendation, Reply
from mcs.board.queries.trust import reason_to_hold_change, standing
from mcs.board.rules import may_reply
from mcs.members.models import Member


@transaction.atomic
def reply(*, to: Post | Recommendation, author: Member, text: str) -> Reply:
    """The one reply, written or changed; one that is held, or was refused, waits for a volunteer whatever it says.

    Raises PermissionDenied for anyone but who runs the business.
    """
    listing = to.listing
    if listing is None or not may_reply(author, listing):
        raise PermissionDenied
    values = {"listing": listing, "author": author, "text": text} | standing(author, text, by_machine=False)
    found, is_new = Reply.objects.select_for_update().get_or_create(**_target(to), defaults=values)
    if is_new and found.is_published:
        tell_replied(found)
    elif not is_new and (found.text != text or found.status == ContentStatus.REMOVED):
        _change(found, author, text)
    return found


@transaction.atomic
def remove_reply(*, to: Post | Recommendation, author: Member) -> bool:
    """Takes the reply away; False when there was none. Raises PermissionDenied as `reply` does.

    Of one that was held the row stays: written again, it waits again.
    """
    if to.listing is None or not may_reply(author, to.listing):
        raise PermissionDenied
    found = Reply.objects.select_for_update().filter(**_target(to)).exclude(status=ContentStatus.REMOVED).first()
    if found is None:
        return False
    return hide_reply(reply=found) if found.hold_reason else found.delete()[0] > 0


def hide_reply(*, reply: Reply) -> bool:
    """Nobody but its author sees it any more; False when that was so already."""
    shown = Reply.objects.filter(pk=reply.pk).exclude(status=ContentStatus.REMOVED)
    return shown.update(status=ContentStatus.REMOVED, removed_at=timezone.now()) > 0


def show_reply(*, reply: Reply) -> bool:
    """Everybody sees it again; False when its author has written another since, which waits."""
    hidden = Reply.objects.filter(pk=reply.pk, status=ContentStatus.REMOVED)
    return hidden.update(status=ContentStatus.PUBLISHED, hold_reason="", removed_at=None) > 0


def _change(found: Reply, author: Member, text: str) -> None:
    reason = found.hold_reason or reason_to_hold_change(author, text, found.text)
    found.text, found.author, found.edited_at = text, author, timezone.now()
    if reason:
        found.status, found.hold_reason, found.removed_at = ContentStatus.HELD, HoldReason(reason), None
    found.save()


def _target(to: Post | Recommendation) -> dict[str, Any]:
    return {"review": to} if isinstance(to, Post) else {"recommendation": to}
