"""Keeping what is evaluated of opening hours true: the schedule, the state it gives, and when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from mcs.directory.actions.index import index_listings
from mcs.directory.enums import ChangeSource
from mcs.directory.models import Closure, Listing, ListingChange
from mcs.lib import hours

BATCH = 100  # a transaction: who writes meanwhile on SQLite waits no longer than for these
STATE = ["is_open", "open_changes_at"]
SCHEDULE = ["schedule", *STATE]
Days = tuple[date, date]  # the first and the last


def write_opening(listing: Listing, closures: Iterable[Days] = (), now: datetime | None = None) -> None:
    """Sets the SCHEDULE fields from the hours and the closures; whoever calls saves them.

    Whatever writes `opening_hours` or closures ends with this.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    listing.schedule = hours.with_closures(
        listing.opening_hours, [days for days in closures if not _is_over(days[1], today)]
    )
    listing.is_open, listing.open_changes_at = hours.state_until(listing.schedule, now)


def refresh_openings(*, now: datetime | None = None) -> int:
    """Brings up to date every listing whose state has changed by now; returns how many.

    Two queries a batch. Running it again, or twice at once, changes nothing.
    """
    now = now or timezone.now()
    due = Listing.objects.filter(open_changes_at__lte=now).order_by("open_changes_at", "pk")
    done = 0
    while refreshed := _refresh_batch(due, now):
        done += refreshed
    return done


@transaction.atomic
def _refresh_batch(due: QuerySet[Listing], now: datetime) -> int:
    # Locked, so that hours written meanwhile are not overruled by the state of the old ones.
    listings = list(due.select_for_update(skip_locked=True, of=("self",)).only("pk", "schedule")[:BATCH])
    for listing in listings:
        listing.is_open, listing.open_changes_at = hours.state_until(listing.schedule, now)
    Listing.objects.bulk_update(listings, STATE)
    return len(listings)


def recheck_openings(*, now: datetime | None = None) -> int:
    """Evaluates every listing anew from its hours and closures, and writes those that differ; returns how many.

    For what no change of state announces: a change more than a year away, and new rules of the parser or of time zones.
    """
    now, done, last = now or timezone.now(), 0, 0
    while pks := list(Listing.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        done, last = done + reopen_listings(pks, now=now), pks[-1]
    return done


@transaction.atomic
def reopen_listings(pks: Iterable[int], *, now: datetime | None = None) -> int:
    """Evaluates the listings of those keys from their hours and closures; returns how many were written.

    Three queries a batch.
    """
    now, done, keys = now or timezone.now(), 0, iter(pks)
    while batch := list(islice(keys, BATCH)):
        listings = Listing.objects.filter(pk__in=batch).order_by("pk").select_for_update()
        changed = []
        for listing in listings.only("pk", "opening_hours", *SCHEDULE).prefetch_related("closures"):
            before = [getattr(listing, name) for name in SCHEDULE]
            write_opening(listing, [(one.starts_on, one.ends_on) for one in listing.closures.all()], now)
            if before != [getattr(listing, name) for name in SCHEDULE]:
                changed.append(listing)
        Listing.objects.bulk_update(changed, SCHEDULE)
        done += len(changed)
    return done


def expire_facts(*, today: date | None = None) -> int:
    """Ends deliveries that were for a time, with a change in their history, and forgets closures that are over.

    Returns how many listings changed. The last day of a delivery still counts. The change is the merchant's: that day
    was announced with the delivery.
    """
    today = today or timezone.localdate()
    ended = Listing.objects.filter(delivers=True, delivery_ends_on__lt=today).order_by("pk")
    done = 0
    while expired := _end_deliveries(ended):
        done += expired
    over = Closure.objects.filter(ends_on__lt=today - timedelta(days=1))
    pks = sorted(set(over.values_list("listing_id", flat=True).order_by("listing_id")))
    with transaction.atomic():
        over.delete()
        reopen_listings(pks)
    return done + len(pks)


@transaction.atomic
def _end_deliveries(ended: QuerySet[Listing]) -> int:
    pks = list(ended.select_for_update(of=("self",)).values_list("pk", flat=True)[:BATCH])
    Listing.objects.filter(pk__in=pks).update(delivers=False)
    ListingChange.objects.bulk_create(
        ListingChange(listing_id=pk, source=ChangeSource.MERCHANT, values={"delivers": [True, False]}) for pk in pks
    )
    index_listings(pks)
    return len(pks)


def _is_over(last: date, today: date) -> bool:
    """The morning after still belongs to the closure: what would have begun on its last evening doesn't happen."""
    return last < today - timedelta(days=1)
