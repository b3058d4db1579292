"""Counting what was looked for and not found, without who looked."""

from __future__ import annotations

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mcs.directory.models import UnmetNeed
from mcs.directory.queries.lexicon import query_words
from mcs.directory.queries.needs import LEAST_ASKED, forget_needs
from mcs.directory.queries.search import search_listings
from mcs.lib.french import stem
from mcs.lib.ratelimit.limits import Limit

LONGEST = 60  # letters
MOST_WORDS = 6
KEPT_DAYS = 365  # after the last time somebody asked
# Nothing that may name somebody: no figure, no address, only words.
_PLAIN = re.compile(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*")
ONCE_A_DAY = Limit("need", 1, 24 * 3600)
A_DAY = Limit("needs", 30, 24 * 3600)


def record_unmet_need(*, said: str, block: str) -> bool:
    """Counts a search for what nobody offers, once a day for a visitor's block of addresses; says whether it did.

    The block is only compared, as a keyed digest that lives a day (lib.ratelimit); it is not kept with the need.
    """
    said = " ".join(said.split())
    folded = query_words(said)
    if len(said) > LONGEST or not _PLAIN.fullmatch(said) or not 0 < len(folded) <= MOST_WORDS:
        return False
    words = " ".join(sorted(map(stem, folded)))
    if not search_listings(said, size=1).is_unmet:
        return False
    if not (A_DAY.allows(block) and ONCE_A_DAY.allows(f"{block}|{words}")):
        return False
    with transaction.atomic():
        today = timezone.localdate()
        need, _ = UnmetNeed.objects.get_or_create(words=words, defaults={"said": said, "last_on": today})
        UnmetNeed.objects.filter(pk=need.pk).update(count=F("count") + 1, last_on=today)
    if need.count + 1 >= LEAST_ASKED:
        forget_needs()
    return True


def forget_old_needs() -> int:
    """Deletes the needs that nobody asked for in a year; returns how many."""
    deleted, _ = UnmetNeed.objects.filter(last_on__lt=timezone.localdate() - timedelta(days=KEPT_DAYS)).delete()
    return deleted
