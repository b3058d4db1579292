"""What waits for the volunteers in the directory, and what they need to decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mcs.directory.enums import ClaimProof, ClaimStatus, RequestStatus, SuggestionKind
from mcs.directory.models import Claim, ListingRequest, Suggestion
from mcs.directory.queries.duplicates import possible_duplicates
from mcs.directory.queries.history import Line
from mcs.directory.queries.listing import listing_photos, week
from mcs.directory.queries.plain import plain_values
from mcs.directory.queries.wording import SILENT, Words, field_label, in_order
from mcs.lib.contacts import written_phone
from mcs.moderation.queues import QueueItem

SHOWN = 50


def waiting_requests() -> Iterable[QueueItem]:
    """Merchants' messages not decided yet, oldest first (one query)."""
    waiting = ListingRequest.objects.filter(status=RequestStatus.WAITING).select_related("listing")
    for request in waiting.order_by("created_at", "pk")[:SHOWN]:
        yield QueueItem(
            queue=_("Listing request"),
            icon="store",
            title=request.listing.name,
            excerpt=Truncator(request.message).chars(140),
            waiting_since=request.created_at,
            url=reverse("directory:listing_review", args=[request.pk]),
        )


def waiting_suggestions() -> Iterable[QueueItem]:
    """What members proposed, not decided yet, oldest first (one query)."""
    waiting = Suggestion.objects.filter(status=RequestStatus.WAITING).select_related("listing", "member")
    for suggestion in waiting.order_by("created_at", "pk")[:SHOWN]:
        yield QueueItem(
            queue=_("Suggestion"),
            icon="lightbulb",
            title=suggestion.listing.name,
            excerpt=Truncator(suggestion.text or str(suggestion.get_kind_display())).chars(140),
            waiting_since=suggestion.created_at,
            url=reverse("directory:suggestion_review", args=[suggestion.pk]),
        )


def waiting_claims() -> Iterable[QueueItem]:
    """Businesses to call and read a code to, and claims of a listing that has a manager, oldest first (one query)."""
    to_call = Q(status=ClaimStatus.OPEN, proof=ClaimProof.PHONE, decided_by=None, expires_at__gt=timezone.now())
    waiting = Claim.objects.filter(Q(status=ClaimStatus.WAITING) | to_call).select_related("listing", "member")
    for claim in waiting.order_by("created_at", "pk")[:SHOWN]:
        call = _("Call %(phone)s and read out the code: %(who)s says this business is theirs.")
        look = _("%(who)s says this business is theirs, and it has a manager already.")
        said = {"phone": written_phone(claim.target), "who": claim.member.display_name}
        yield QueueItem(
            queue=_("Claim"),
            icon="badge-check",
            title=claim.listing.name,
            excerpt=str(call if claim.status == ClaimStatus.OPEN else look) % said,
            waiting_since=claim.created_at,
            url=reverse("directory:claim_review", args=[claim.pk]),
        )


def suggestion_page(suggestion: Suggestion) -> dict[str, Any]:
    """What is proposed, fact by fact, and of a missing business what it may be a duplicate of."""
    listing = suggestion.listing
    names = in_order(suggestion.values.keys() - SILENT)
    now = plain_values(listing, names)
    words = Words.of([now, suggestion.values])
    return {
        "suggestion": suggestion,
        "listing": listing,
        "lines": [
            Line(field_label(name), words.say(name, now[name]), words.say(name, suggestion.values[name]))
            for name in names
        ],
        "duplicates": possible_duplicates(listing) if suggestion.kind == SuggestionKind.MISSING else [],
    }


def review_page(request: ListingRequest) -> dict[str, Any]:
    """The message, its photos, the draft's week and what it may be a duplicate of."""
    return {
        "asked": request,
        "listing": request.listing,
        "photos": listing_photos(request.listing),
        "week": week(request.listing),
        "duplicates": possible_duplicates(request.listing),
    }
