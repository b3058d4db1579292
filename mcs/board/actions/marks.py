"""Thanking and following: pressed once it is so, pressed again it is not."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mcs.board.actions.tell import post_key, take_thanks_back, tell_thanked
from mcs.board.models import Comment, FeedVisit, Follow, Post, Thanks
from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.notices.actions.tell import forget


@transaction.atomic
def set_thanks(*, member: Member, thing: Post | Comment, given: bool) -> bool:
    """Thanks for a post or an answer, or takes it back; whether that changed anything. Not for one's own words."""
    if thing.author_id == member.pk:
        return False
    target = {"post": thing} if isinstance(thing, Post) else {"comment": thing}
    if given:
        _thanks, changed = Thanks.objects.get_or_create(member=member, **target)
    else:
        changed = Thanks.objects.filter(member=member, **target).delete()[0] > 0
    if changed:
        step = 1 if given else -1
        type(thing)._default_manager.filter(pk=thing.pk).update(thanks_count=F("thanks_count") + step)
        if given:
            tell_thanked(thing, member)
        else:
            take_thanks_back(thing, member)
    return changed


def thank_for_answer(*, member: Member, found: Post | Listing) -> None:
    """Thanks for the answer that solved the request, or for its most thanked one; of a listing, for the latest that
    recommends it."""
    if isinstance(found, Listing):
        naming = Comment.objects.published().filter(recommendation__in=found.recommendations.published())
        best = naming.exclude(author=member).order_by("-created_at", "-pk").first()
    else:
        answers = Comment.objects.published().filter(post=found).order_by("-thanks_count", "created_at", "pk")
        best = found.solution if found.solution and found.solution.is_published else answers.first()
    if best:
        set_thanks(member=member, thing=best, given=True)


@transaction.atomic
def set_follow(*, member: Member, post: Post, follows: bool) -> None:
    """Follows the post, or mutes it: who muted it stays so however often she answers, and its lines go."""
    Follow.objects.update_or_create(member=member, post=post, defaults={"is_muted": not follows})
    if not follows:
        forget(key=post_key(post), member=member)


def follow_by_writing(*, member: Member, post: Post) -> None:
    """Follows the post because she wrote under it, unless she muted it before."""
    Follow.objects.get_or_create(member=member, post=post)


VISIT = timedelta(minutes=30)  # coming back sooner than this is the same visit


def record_visit(*, member: Member) -> None:
    """Notes that the member looks at the board. What came before the last visit ended is read. One or two queries."""
    now = timezone.now()
    known = FeedVisit.objects.filter(member=member)
    if not known.filter(seen_at__gte=now - VISIT).update(seen_at=now):
        visit, is_first = FeedVisit.objects.get_or_create(member=member, defaults={"seen_at": now})
        if not is_first:
            known.update(before_at=visit.seen_at, seen_at=now)
