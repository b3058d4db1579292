"""A bundle of vCards, for a telephone's address book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from mcs.directory.exports.told import listing_id, trades
from mcs.directory.models import Listing
from mcs.lib.french_hours import write_hours
from mcs.lib.vcard import Address, VCard

VERSION = "3.0"  # what Android, iPhone and Outlook all read from a file of many


def vcards(listings: Iterable[Listing], at: datetime, *, emails: bool = False) -> Iterator[str]:
    """One card a listing."""
    for listing in listings:
        yield card(listing, at, emails=emails).text(VERSION)


def card(listing: Listing, at: datetime, *, emails: bool = False) -> VCard:
    """What one wants at hand: whom to call, where, when."""
    page = listing_id(listing)
    links = [listing.website, listing.facebook, *listing.links]
    has_address = bool(listing.address or listing.city)
    return VCard(
        name=listing.name,
        phones=[phone for phone in (listing.phone, listing.other_phone) if phone],
        email=listing.email if emails else "",
        address=Address(listing.address, listing.city, listing.postcode, "France") if has_address else None,
        point=listing.point,
        urls=[page, *filter(None, links)],
        note=write_hours(listing.opening_hours) or listing.opening_hours,
        categories=list(trades(listing)),
        uid=page,
        revised=at,
    )
