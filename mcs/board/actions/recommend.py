"""Vouching for a listing, changing one's mind, and telling its page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from mcs.board.actions.score import score_of
from mcs.board.actions.tell import tell_recommended
from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models import Comment, Recommendation, RecommendationRevision
from mcs.board.queries.trust import reason_to_hold_change
from mcs.board.rules import is_burst, may_recommend
from mcs.directory.actions.recommend import record_recommendations
from mcs.directory.models import Listing
from mcs.members.models import Member

LONGEST_TEXT = 280  # characters of an answer that stand on the listing's page
LONGEST_QUOTE = 180


@transaction.atomic
def recommend_listing(
    *, listing: Listing, member: Member, text: str = "", comment: Comment | None = None
) -> Recommendation:
    """The member's one recommendation of the listing, made or renewed; the listing gets its new count and quote.

    With a comment it stands for that answer: its date and the need it answered. Without one, only what the member
    says of the listing changes. What it said before is kept. One of a burst of new accounts is held for a volunteer.
    Raises PermissionDenied for a business of one's own or one that isn't published.
    """
    # The lock counts two neighbours at the same moment as two.
    current = Listing.objects.select_for_update().filter(pk=listing.pk).first()
    if current is None or not may_recommend(member, current):
        raise PermissionDenied
    values: dict[str, Any] = {"text": first_sentences(text, LONGEST_TEXT)}
    if comment:
        values |= {"comment": comment, "need": comment.post.title, "created_at": comment.created_at}
    known = Recommendation.objects.filter(listing=current, member=member).first()
    recommendation = _renew(known, values) if known else _make(current, member, values)
    tell_listing(current)
    if known is None and recommendation.is_published:
        tell_recommended(recommendation)
    return recommendation


def _make(listing: Listing, member: Member, values: dict[str, Any]) -> Recommendation:
    if is_burst(member, listing, timezone.now()):
        values |= {"status": ContentStatus.HELD, "hold_reason": HoldReason.NEW_ACCOUNT_BURST}
    elif "comment" not in values and reason_to_hold_change(member, values["text"], ""):
        values |= {"status": ContentStatus.HELD, "hold_reason": HoldReason.NEW_ACCOUNT_CONTACT}
    return Recommendation.objects.create(listing=listing, member=member, **values)


def _renew(known: Recommendation, values: dict[str, Any]) -> Recommendation:
    """Changes what it says; one taken back before stands again, one held stays held."""
    said, now = (known.need, known.text), timezone.now()
    reason = "" if "comment" in values else reason_to_hold_change(known.member, values["text"], known.text)
    if reason and not known.hold_reason:
        known.hold_reason = reason
        known.status = ContentStatus.HELD
    written_at = known.edited_at or known.created_at
    for name, value in values.items():
        setattr(known, name, value)
    if (known.need, known.text) != said:
        RecommendationRevision.objects.create(
            recommendation=known, need=said[0], text=said[1], written_at=written_at, created_at=now
        )
        known.edited_at = now
    if known.status == ContentStatus.REMOVED and known.hold_reason != HoldReason.DECISION:
        known.status = ContentStatus.HELD if known.hold_reason else ContentStatus.PUBLISHED
        known.removed_at = None
    known.save()
    return known


@transaction.atomic
def withdraw_recommendation(*, recommendation: Recommendation) -> bool:
    """The member takes it back; False when it was already. Recommending again brings it back."""
    listing = Listing.objects.select_for_update().get(pk=recommendation.listing_id)
    standing = Recommendation.objects.filter(pk=recommendation.pk).exclude(status=ContentStatus.REMOVED)
    if not standing.update(status=ContentStatus.REMOVED, removed_at=timezone.now()):
        return False
    tell_listing(listing)
    return True


def tell_listing(listing: Listing) -> None:
    """Brings what the listing knows of its published recommendations up to date."""
    published = listing.recommendations.filter(status=ContentStatus.PUBLISHED)
    figures = published.aggregate(count=Count("pk"), latest=Max("created_at"))
    said = published.exclude(text="").order_by("-created_at", "-pk").values_list("text", flat=True)
    record_recommendations(
        listing=listing,
        count=figures["count"],
        recommended_at=figures["latest"] or timezone.now(),
        quote=first_sentences(said.first() or "", LONGEST_QUOTE),
        score=score_of(listing, timezone.now()),
    )


def first_sentences(text: str, longest: int) -> str:
    """As many whole sentences as `longest` characters hold; of a longer one, its first words and "…"."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    start = line[:longest]
    end = max(start.rfind(mark) for mark in (". ", "! ", "? ", "… "))
    return start[: end + 1] if end > longest // 3 else start[:-1].rsplit(" ", 1)[0] + "…"
