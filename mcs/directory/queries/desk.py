"""What waits for the volunteers in the directory, and what they need to decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.directory.enums import ChangeSource, ClaimProof, ClaimStatus, RequestStatus, SuggestionKind
from mcs.directory.models import Claim, Listing, ListingChange, ListingRequest, Suggestion
from mcs.directory.queries.duplicates import possible_duplicates
from mcs.directory.queries.history import Line, holds
from mcs.directory.queries.listing import listing_photos, week
from mcs.directory.queries.plain import plain_values
from mcs.directory.queries.wording import SILENT, Words, field_label, in_order
from mcs.moderation.queues import Rows, Whole, rows, worded

REQUESTS, SUGGESTIONS, CLAIMS = "referencement", "suggestions", "gestion"  # queues, by their word in addresses


def request_rows() -> Iterable[Rows]:
    """Merchants' messages not decided yet."""
    waiting = ListingRequest.objects.filter(status=RequestStatus.WAITING)
    yield rows(waiting, REQUESTS, title="listing__name", text="message")


def suggestion_rows() -> Iterable[Rows]:
    """What members proposed, not decided yet."""
    waiting = Suggestion.objects.filter(status=RequestStatus.WAITING)
    yield rows(waiting, SUGGESTIONS, title="listing__name", text="text")


def claim_rows() -> Iterable[Rows]:
    """Businesses to call and read a code to, and claims of a listing that has a manager."""
    to_call = Q(status=ClaimStatus.OPEN, proof=ClaimProof.PHONE, decided_by=None, expires_at__gt=timezone.now())
    call = worded(
        _("Call %(phone)s and read out the code: %(who)s says this business is theirs."),
        phone="target",
        who="member__name",
    )
    look = worded(_("%(who)s says this business is theirs, and it has a manager already."), who="member__name")
    text = Case(When(status=ClaimStatus.OPEN, then=call), default=look)
    waiting = Claim.objects.filter(Q(status=ClaimStatus.WAITING) | to_call)
    yield rows(waiting, CLAIMS, title="listing__name", text=text)


def request_whole(key: str) -> Whole:
    """All that publishing a merchant's request shows: what he wrote, and the draft, which he may change."""
    request = ListingRequest.objects.select_related("listing__category").get(pk=key)
    return _whole(request.message, request.listing, plain_values(request.listing))


def suggestion_whole(key: str) -> Whole:
    """All that taking a suggestion says: of a missing business its draft, of a correction the facts proposed."""
    suggestion = Suggestion.objects.select_related("listing__category").get(pk=key)
    is_missing = suggestion.kind == SuggestionKind.MISSING
    return _whole(
        suggestion.text, suggestion.listing, plain_values(suggestion.listing) if is_missing else suggestion.values
    )


def _whole(text: str, listing: Listing, values: dict[str, Any]) -> Whole:
    """Long facts stand with the text, where nothing is cut."""
    words, description = Words.of([values]), values.get("description") or ""
    said = [(name, values[name]) for name in in_order(values.keys() - SILENT - {"description"})]
    facts = [(field_label(name), words.say(name, value)) for name, value in said if value not in ("", None, [], False)]
    both = [text] if " ".join(description.split()) in " ".join(text.split()) else [text, description]
    return Whole("\n\n".join(both), facts, listing_photos(listing) if not listing.is_published else [])


def suggestion_page(suggestion: Suggestion) -> dict[str, Any]:
    """What is proposed, fact by fact, and of a missing business what it may be a duplicate of."""
    listing = suggestion.listing
    names = in_order(suggestion.values.keys() - SILENT)
    now = plain_values(listing, names)
    words = Words.of([now, suggestion.values])
    return {
        "suggestion": suggestion,
        "is_undone": _is_undone(suggestion),
        "listing": listing,
        "lines": [
            Line(field_label(name), words.say(name, now[name]), words.say(name, suggestion.values[name]))
            for name in names
        ],
        "duplicates": possible_duplicates(listing) if suggestion.kind == SuggestionKind.MISSING else [],
    }


def _is_undone(suggestion: Suggestion) -> bool:
    """Whether it was taken, and what that changed was taken back since in the page's history."""
    if suggestion.status != RequestStatus.PUBLISHED:
        return False
    made = {"source": ChangeSource.SUGGESTION, "at": suggestion.handled_at}  # see actions.suggestions
    change = ListingChange.objects.filter(listing=suggestion.listing, **made).first()
    return change is not None and not holds(change)


def review_page(request: ListingRequest) -> dict[str, Any]:
    """The message, its photos, the draft's week and what it may be a duplicate of."""
    return {
        "asked": request,
        "listing": request.listing,
        "photos": listing_photos(request.listing),
        "week": week(request.listing),
        "duplicates": possible_duplicates(request.listing),
    }
