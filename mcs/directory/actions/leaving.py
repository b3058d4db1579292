"""A business leaves the directory when it asks to, and may come back."""

from __future__ import annotations

from mcs.directory.actions.standing import remove_listing, restore_listing
from mcs.directory.enums import ChangeSource, RemovalReason
from mcs.directory.models import Listing
from mcs.directory.queries.merchant import return_until
from mcs.members.models import Member


def leave_directory(*, listing: Listing, member: Member | None = None) -> bool:
    """Takes the listing out at once; False when it was out already. Imports don't bring it back."""
    return (
        remove_listing(listing=listing, reason=RemovalReason.LEFT, source=ChangeSource.LEAVING, member=member)
        is not None
    )


def return_to_directory(*, listing: Listing, member: Member | None = None) -> bool:
    """Brings back a business that left by itself; False when it didn't, or more than RETURN_WITHIN ago."""
    listing = Listing.objects.get(pk=listing.pk)
    if return_until(listing) is None:
        return False
    return restore_listing(listing=listing, source=ChangeSource.LEAVING, member=member) is not None
