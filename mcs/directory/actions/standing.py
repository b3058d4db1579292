"""Putting a listing in the directory and taking it out: page, map, index, album, counts and history together."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from mcs.directory.actions.facts import count_listings
from mcs.directory.actions.index import index_listings
from mcs.directory.enums import ChangeSource, ListingStatus, RemovalReason
from mcs.directory.models import Listing, ListingChange
from mcs.directory.queries.listing import listing_photos, stands_nowhere_near
from mcs.members.models import Member
from mcs.photos.actions import publish_photos, withdraw_photos


@transaction.atomic
def remove_listing(
    *, listing: Listing, reason: RemovalReason, source: ChangeSource, member: Member | None
) -> ListingChange | None:
    """Takes the listing out of the directory, the map, the search and the album; None when it was already out.

    Nothing of it is deleted: `restore_listing` brings all of it back. An import leaves it out. One that had left by
    itself no longer comes back by itself once the volunteers decide so.
    """
    listing = Listing.objects.select_for_update().get(pk=listing.pk)
    if listing.status == ListingStatus.REMOVED:
        return _keep_out(listing, reason, source, member)
    values = {"status": [listing.status, ListingStatus.REMOVED.value], "removal_reason": ["", reason.value]}
    set_standing(listing, ListingStatus.REMOVED, reason)
    return ListingChange.objects.create(listing=listing, source=source, member=member, values=values)


def _keep_out(
    listing: Listing, reason: RemovalReason, source: ChangeSource, member: Member | None
) -> ListingChange | None:
    if reason != RemovalReason.DESK or listing.removal_reason != RemovalReason.LEFT:
        return None
    return _say_why(listing, reason, source, member)


@transaction.atomic
def let_back(*, listing: Listing, source: ChangeSource, member: Member | None) -> ListingChange | None:
    """What the volunteers had decided no longer holds: a listing that had left before is again one that left, and may
    come back by itself from now on; another is restored. None when they had not removed it."""
    listing = Listing.objects.select_for_update().get(pk=listing.pk)
    if listing.status != ListingStatus.REMOVED or listing.removal_reason != RemovalReason.DESK:
        return None
    why = listing.changes.filter(values__has_key="removal_reason").first()
    if why and why.values["removal_reason"] == [RemovalReason.LEFT.value, RemovalReason.DESK.value]:
        return _say_why(listing, RemovalReason.LEFT, source, member)
    return restore_listing(listing=listing, source=source, member=member)


def _say_why(listing: Listing, reason: RemovalReason, source: ChangeSource, member: Member | None) -> ListingChange:
    values = {"removal_reason": [listing.removal_reason, reason.value]}
    listing.removal_reason, listing.removed_at = reason.value, timezone.now()
    listing.save(update_fields=["removal_reason", "removed_at"])
    return ListingChange.objects.create(listing=listing, source=source, member=member, values=values)


@transaction.atomic
def restore_listing(
    *, listing: Listing, source: ChangeSource, member: Member | None, undoes: ListingChange | None = None
) -> ListingChange | None:
    """Puts a removed listing back in the directory; None when it isn't removed."""
    listing = Listing.objects.select_for_update().get(pk=listing.pk)
    if listing.status != ListingStatus.REMOVED:
        return None
    status = ListingStatus.PUBLISHED if listing.published_at else ListingStatus.DRAFT
    values = {"status": [ListingStatus.REMOVED.value, status.value], "removal_reason": [listing.removal_reason, ""]}
    set_standing(listing, status)
    return ListingChange.objects.create(listing=listing, source=source, member=member, undoes=undoes, values=values)


def set_standing(listing: Listing, status: str, reason: str = "", **values: Any) -> None:
    """Saves where the listing stands, with other fields, and tells the index, the map, the album and the counts."""
    listing.status, listing.removal_reason = status, reason
    if listing.is_published and stands_nowhere_near(listing):
        listing.latitude = listing.longitude = None  # its address stays
    listing.removed_at = timezone.now() if status == ListingStatus.REMOVED else None
    for name, value in values.items():
        setattr(listing, name, value)
    listing.save()
    photos = listing_photos(listing)
    if listing.is_published:
        publish_photos(photos=photos, caption=listing.name, link=listing.get_absolute_url())
    else:
        withdraw_photos(photos=photos)
    count_listings([listing.category.tag])
    index_listings([listing.pk])
