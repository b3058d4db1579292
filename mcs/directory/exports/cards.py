"""Listings as vCards, for a telephone's address book: one with all a page says, or a bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from mcs.directory.exports.told import listing_id, trades
from mcs.directory.models import Listing
from mcs.directory.queries.beside import beside
from mcs.directory.queries.listing import week
from mcs.lib.french_hours import write_hours
from mcs.lib.vcard import Address, VCard

VERSION = "3.0"  # what Android, iPhone and Outlook all read from a file of many


def vcards(listings: Iterable[Listing], at: datetime, *, emails: bool = False) -> Iterator[str]:
    """One card a listing, with what one wants at hand: whom to call, where, when."""
    for listing in listings:
        note = write_hours(listing.opening_hours) or listing.opening_hours
        email = listing.email if emails else ""
        yield _card(listing, trades(listing), email=email, note=note, revised=at).text(VERSION)


def contact_card(listing: Listing) -> VCard:
    """The card of one page (one query), its hours a line a day, then its closures.

    The e-mail is in it only if the merchant wrote it in the description, for all to read.
    """
    around = beside(listing)
    is_public = bool(listing.email) and listing.email.lower() in listing.description.lower()
    days = [f"{day['name'].capitalize()}\u00a0: {', '.join(day['spans'])}" for day in week(listing)]
    closures = [days.text + (f"\u00a0: {days.note}" if days.note else "") for days in around.closures]
    return _card(
        listing,
        [category.name for category in (listing.category, *around.trades)],
        email=listing.email if is_public else "",
        note="\n".join([*days, *closures]),
        revised=max((moment for moment in (listing.published_at, listing.recommended_at) if moment), default=None),
    )


def _card(listing: Listing, names: Sequence[str], *, email: str, note: str, revised: datetime | None) -> VCard:
    page = listing_id(listing)
    has_address = bool(listing.address or listing.city)
    return VCard(
        name=listing.name,
        phones=[phone for phone in (listing.phone, listing.other_phone) if phone],
        email=email,
        address=Address(listing.address, listing.city, listing.postcode, "France") if has_address else None,
        point=listing.point,
        urls=[page, *filter(None, [listing.website, listing.facebook, *listing.links])],
        note=note,
        categories=[*names],
        uid=page,
        revised=revised,
    )
