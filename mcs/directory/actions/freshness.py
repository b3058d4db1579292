"""Asking merchants, every 90 days, whether what their page says still holds."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from mcs.directory.enums import ChangeSource
from mcs.directory.models import Listing, ListingChange
from mcs.directory.notices import StillRight
from mcs.directory.queries.freshness import ASKED_EVERY, NEVER_AGAIN, whom_to_ask
from mcs.directory.rules import merchant_token
from mcs.members.models import Member
from mcs.notices.sending import send_email

A_DAY = 100  # listings asked in one run: the mail budget of a small provider


def ask_freshness(*, at_most: int = A_DAY, today: date | None = None) -> int:
    """Mails the merchants whose facts nobody confirmed for 90 days, the longest first; returns how many.

    Each is marked before it is mailed, in the same transaction: however often the job runs, and on how many machines,
    nobody is asked twice in 90 days. A listing with no address to write to is left.
    """
    today = today or timezone.localdate()
    due = today - ASKED_EVERY
    asked = 0
    listings = (
        Listing.objects.published()
        .filter(Q(checked_on=None) | Q(checked_on__lte=due), Q(asked_on=None) | Q(asked_on__lte=due))
        .filter(~Q(email="") | Q(manager__email__isnull=False) | Q(request__email__gt=""))
        .select_related("manager", "request")
        .order_by(F("checked_on").asc(nulls_first=True), "pk")[:at_most]
    )
    for listing in listings:
        asked += _ask(listing, due, today)
    return asked


@transaction.atomic
def _ask(listing: Listing, due: date, today: date) -> bool:
    waiting = Listing.objects.filter(Q(asked_on=None) | Q(asked_on__lte=due), pk=listing.pk)
    if not waiting.update(asked_on=today):
        return False
    token, site = merchant_token(listing), settings.NETWORK_URL.rstrip("/")
    context = {
        "listing_name": listing.name,
        "listing": listing,
        "confirm": site + reverse("directory:confirm_facts", args=[token]),
        "correct": site + reverse("directory:merchant_page", args=[token]),
        "stop": site + reverse("directory:stop_asking", args=[token]),
    }
    send_email(notice=StillRight, to=whom_to_ask(listing), context=context)
    return True


@transaction.atomic
def confirm_facts(*, listing: Listing, member: Member | None = None) -> bool:
    """Records that the merchant says everything still holds; False when it was said today already."""
    listing = Listing.objects.select_for_update().get(pk=listing.pk)
    before, today = listing.checked_on, timezone.localdate()
    if before == today:
        return False
    listing.checked_on = today
    listing.save(update_fields=["checked_on"])
    ListingChange.objects.create(listing=listing, source=ChangeSource.CONFIRMED, member=member)
    return True


def stop_asking(*, listing: Listing) -> None:
    """The merchant is not asked again, whatever happens."""
    Listing.objects.filter(pk=listing.pk).update(asked_on=NEVER_AGAIN)


def ask_again(*, listing: Listing) -> None:
    """The merchant is asked again in 90 days."""
    Listing.objects.filter(pk=listing.pk).update(asked_on=timezone.localdate())
