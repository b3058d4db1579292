"""What recommendations weigh today: they age, and accounts that were new no longer are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.db.models import F
from django.utils import timezone

from mcs.board.models import Recommendation
from mcs.directory.actions.recommend import record_scores
from mcs.directory.fair_order import Voice, recommendation_score
from mcs.directory.models import Listing

BATCH = 100  # a transaction: who writes meanwhile on SQLite waits no longer than for these


def voices_for(pks: Iterable[int]) -> dict[int, list[Voice]]:
    """The recommendations that count for the listings of those keys: all but those of whoever runs the business."""
    voices: dict[int, list[Voice]] = defaultdict(list)
    counting = Recommendation.objects.published().filter(listing__in=list(pks)).exclude(member=F("listing__manager"))
    for pk, given_at, joined_at in counting.order_by("pk").values_list("listing", "created_at", "member__joined_at"):
        voices[pk].append(Voice(given_at, joined_at))
    return voices


def score_of(listing: Listing, now: datetime) -> float:
    """The listing's score at that moment."""
    return recommendation_score(voices_for([listing.pk])[listing.pk], listing.published_at, now)


def refresh_scores() -> int:
    """Brings the score of every published listing up to date; returns how many changed: ten queries a batch."""
    now, changed = timezone.now(), 0
    listings = Listing.objects.published().order_by("pk").values_list("pk", "published_at").iterator()
    while batch := list(islice(listings, BATCH)):
        voices = voices_for(pk for pk, _published_at in batch)
        scores = {pk: recommendation_score(voices[pk], published_at, now) for pk, published_at in batch}
        changed += record_scores(scores=scores)
    return changed
