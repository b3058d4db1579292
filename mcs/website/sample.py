"""One of each kind in the network at hand: who looks at the audited pages, and what stands for the {names} of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet

from mcs.board.enums import ContentStatus, PostKind
from mcs.board.models import Comment, Post
from mcs.directory.models import Claim, Listing, ListingRequest, Suggestion
from mcs.directory.queries.desk import REQUESTS
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.messaging.models import Participant
from mcs.messaging.models import Report as ConversationReport
from mcs.moderation.models import Appeal, CannedAnswer, Decision, Likeness, Report
from mcs.moderation.queues import known_queue
from mcs.moderation.rules.mail import press_url
from mcs.orders.models import Order
from mcs.orders.rules.access import answer_token
from mcs.website.audit import MEMBER, MERCHANT, VISITOR, VOLUNTEER

Places = dict[str, Any]


def viewers() -> dict[str, Member | None]:
    """Somebody for each who sees audited pages: a member who ordered and writes, a merchant with orders."""
    members = Member.objects.filter(role=Role.MEMBER, is_active=True, posts__isnull=False)
    ordered = members.filter(pk__in=Order.objects.values("member"))
    writing = ordered.filter(pk__in=Participant.objects.values("member"))
    return {
        VISITOR: None,
        MEMBER: first(writing) or first(ordered) or first(members),
        MERCHANT: first(Member.objects.filter(listings__orders__isnull=False)),
        VOLUNTEER: first(Member.objects.filter(role=Role.VOLUNTEER)),
    }


def first(found: QuerySet[Any]) -> Any:
    """The oldest of them; None when there is none."""
    return found.order_by("pk").first()


def places(viewers: dict[str, Member | None]) -> Places:
    """By name, what stands in the addresses; a name is missing where the network has none."""
    found = _board(viewers) | _reported() | _desk(viewers) | _own(viewers)
    return {name: place for name, place in found.items() if place not in (None, "")}


def _key(found: QuerySet[Any], field: str = "pk") -> Any:
    one: Model | None = first(found)
    return getattr(one, field) if one else None


def _board(viewers: dict[str, Member | None]) -> Places:
    post = Post.objects.published().order_by("-comment_count", "pk").first()
    merchant, shown = viewers[MERCHANT], Listing.objects.published()
    listing = first(shown.filter(manager=merchant, orders__isnull=False)) if merchant else None
    listing = listing or first(shown)
    reviews = Post.objects.published().filter(kind=PostKind.REVIEW, listing__manager=merchant)
    return {
        "listing": listing.slug if listing else None,
        "twin": _key(shown.exclude(pk=listing.pk), "slug") if listing else None,
        "post": f"{post.pk}-{post.slug}" if post else None,
        "comment": _key(Comment.objects.published().exclude(author=viewers[MEMBER])),
        "review": _key(reviews) if merchant else None,
        "neighbour": _key(Member.objects.filter(pk__in=Decision.objects.values("author"))),
    }


def _reported() -> Places:
    return {
        "told": _key(Report.objects.all(), "reference"),
        "statement": _key(Decision.objects.exclude(ground=""), "reference"),
        "notice": _key(Report.objects.filter(decision=None)),
        "appeal": _key(Appeal.objects.filter(decided_at=None)),
        "likeness": _key(Likeness.objects.all()),
        "report": _key(ConversationReport.objects.filter(decided_at=None)),
    }


def _desk(viewers: dict[str, Member | None]) -> Places:
    volunteer, request = viewers[VOLUNTEER], first(ListingRequest.objects.filter(status="waiting"))
    presses = known_queue(REQUESTS).presses(str(request.pk)) if volunteer and request else ()
    links = [press_url(volunteer, known_queue(REQUESTS), str(request.pk), press) for press in presses if volunteer]
    return {
        "held": _key(Post.objects.filter(status=ContentStatus.HELD)),
        "request": request.pk if request else None,
        "suggestion": _key(Suggestion.objects.filter(status="waiting")),
        "claim": _key(Claim.objects.filter(decided_by=None)),
        "asked": _key(Participant.objects.filter(is_volunteers=True), "conversation_id"),
        "keeper": volunteer.pk if volunteer else None,
        "canned": _key(CannedAnswer.objects.all()),
        "press": links[0].rstrip("/").rpartition("/")[2] if links else None,
    }


def _own(viewers: dict[str, Member | None]) -> Places:
    order = first(Order.objects.filter(member=viewers[MEMBER]))
    sides = Participant.objects.filter(member=viewers[MEMBER], is_volunteers=False)
    return {
        "conversation": _key(sides, "conversation_id"),
        "order": order.pk if order else None,
        "answer": answer_token(order) if order else None,
    }
