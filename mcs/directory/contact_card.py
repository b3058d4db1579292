"""A listing as a phone's address book keeps it."""

from __future__ import annotations

from mcs.directory.models import Listing
from mcs.directory.queries.beside import beside
from mcs.directory.queries.listing import week
from mcs.directory.queries.structured import absolute
from mcs.lib.vcard import Address, VCard


def contact_card(listing: Listing) -> VCard:
    """The card (one query). The e-mail is in it only if the merchant wrote it in the description, for all to read."""
    around = beside(listing)
    page = absolute(listing.get_absolute_url())
    phones = [phone for phone in (listing.phone, listing.other_phone) if phone]
    is_public = bool(listing.email) and listing.email.lower() in listing.description.lower()
    has_address = bool(listing.address or listing.city)
    revised = max((moment for moment in (listing.published_at, listing.recommended_at) if moment), default=None)
    return VCard(
        name=listing.name,
        phones=phones,
        email=listing.email if is_public else "",
        address=Address(listing.address, listing.city, listing.postcode, "France") if has_address else None,
        point=listing.point,
        urls=[page, *(link for link in (listing.website, listing.facebook) if link)],
        note=_note(listing, [days.text + (f"\u00a0: {days.note}" if days.note else "") for days in around.closures]),
        categories=[category.name for category in (listing.category, *around.trades)],
        uid=page,
        revised=revised,
    )


def _note(listing: Listing, closures: list[str]) -> str:
    """The hours in words, a line a day, then the closures."""
    days = [f"{day['name'].capitalize()}\u00a0: {', '.join(day['spans'])}" for day in week(listing)]
    return "\n".join([*days, *closures])
