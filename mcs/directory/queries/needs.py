"""What neighbours look for and nobody offers yet."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from mcs.directory.models import UnmetNeed
from mcs.directory.queries.search import search_listings

LEAST_ASKED = 3  # times by as many neighbours, before a need is shown to all
MOST_SHOWN = 6
FORGOTTEN_AFTER = 90  # days without anybody asking
KEPT_FOR = 600  # seconds the answer is remembered: each need is searched again to see whether it is met by now
_KEY = "directory:needs"


def neighbours_needs() -> list[str]:
    """The needs most asked for, as they were typed, that no listing answers."""
    return cache.get_or_set(_KEY, _unmet, KEPT_FOR) or []


def forget_needs() -> None:
    """The next page looks again."""
    cache.delete(_KEY)


def _unmet() -> list[str]:
    since = timezone.localdate() - timedelta(days=FORGOTTEN_AFTER)
    asked = UnmetNeed.objects.filter(count__gte=LEAST_ASKED, last_on__gte=since)[: 3 * MOST_SHOWN]
    return [need.said for need in asked if search_listings(need.said, size=1).is_unmet][:MOST_SHOWN]
