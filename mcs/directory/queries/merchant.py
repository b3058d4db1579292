"""What a merchant finds behind the link we mailed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from mcs.directory.enums import RemovalReason
from mcs.directory.models import Listing, ListingRequest
from mcs.directory.queries.listing import failed_photos, listing_photos, week

RETURN_WITHIN = timedelta(days=30)  # after that a business that left asks anew, as any other


def request_of(listing: Listing) -> ListingRequest | None:
    """The merchant's message the listing came from; None for one that came another way."""
    try:
        return listing.request
    except ObjectDoesNotExist:
        return None


def merchant_page_of(listing: Listing) -> dict[str, Any]:
    """The message, where it stands, its photos and the week's hours."""
    return {
        "asked": request_of(listing),
        "listing": listing,
        "photos": listing_photos(listing),
        "failed_photos": failed_photos(listing),
        "week": week(listing),
    }


def merchant_gone(listing: Listing) -> dict[str, Any]:
    """Of a listing out of the directory: why, where it went, and until when its merchant may bring it back."""
    kept = listing.merged_into
    return {
        "listing": listing,
        "kept": kept if kept and kept.is_published else None,
        "returns_until": return_until(listing),
        "volunteers_email": settings.VOLUNTEERS_EMAIL,
    }


def return_until(listing: Listing) -> datetime | None:
    """Until when a business that left may come back by itself; None when it may not."""
    if listing.removal_reason != RemovalReason.LEFT or listing.removed_at is None:
        return None
    until = listing.removed_at + RETURN_WITHIN
    return until if until > timezone.now() else None
