"""Taking what the board knows of a listing's recommendations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mcs.directory.actions.index import rank_listings
from mcs.directory.models import Listing


@transaction.atomic
def record_recommendations(*, listing: Listing, count: int, recommended_at: datetime, quote: str, score: float) -> None:
    """Writes how many neighbours recommend the listing, when last, what one of them said (200 characters), its score.

    The score is that of `fair_order.recommendation_score`.
    """
    listing.recommendation_count = count
    listing.recommended_at = recommended_at
    listing.quote = quote
    listing.recommendation_score = score
    listing.save(update_fields=["recommendation_count", "recommended_at", "quote", "recommendation_score"])
    rank_listings({listing.pk: score})


@transaction.atomic
def record_scores(*, scores: Mapping[int, float]) -> int:
    """Writes the scores of listings, by their key, where they changed; returns how many did."""
    listings = list(Listing.objects.filter(pk__in=scores).only("recommendation_score").order_by("pk"))
    changed = [listing for listing in listings if listing.recommendation_score != scores[listing.pk]]
    for listing in changed:
        listing.recommendation_score = scores[listing.pk]
    done = Listing.objects.bulk_update(changed, ["recommendation_score"])
    rank_listings({listing.pk: listing.recommendation_score for listing in changed})
    return done
