"""Handing a listing over to another member."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from mcs.directory.actions.managers import set_manager
from mcs.directory.enums import ChangeSource
from mcs.directory.models import Listing
from mcs.directory.notices import TransferOffered
from mcs.directory.rules.claims import OUTLIVED, SOMEBODY_ELSES, read_transfer, transfer_token
from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.notices.sending import send_email


def offer_transfer(*, listing: Listing, member: Member, email: str) -> None:
    """Mails the link by which the member of that e-mail, and nobody else, becomes the manager."""
    path = reverse("directory:accept_transfer", args=[transfer_token(listing, email.lower())])
    context = {
        "listing_name": listing.name,
        "who": member.display_name,
        "page": absolute(listing.get_absolute_url()),
        "link": absolute(path),
    }
    send_email(notice=TransferOffered, to=email.lower(), context=context)


@transaction.atomic
def accept_transfer(*, token: str, member: Member) -> Listing:
    """The member manages the listing from now on. Raises Refusal for a link used, outlived, or somebody else's."""
    listing = get_offered_listing(token, member, lock=True)
    set_manager(listing=listing, manager=member, source=ChangeSource.CLAIM, member=member)
    return listing


def get_offered_listing(token: str, member: Member, *, lock: bool = False) -> Listing:
    """The listing a link hands over to the member. Raises Refusal and Http404 as `accept_transfer`."""
    pk, version, email = read_transfer(token)
    listings = Listing.objects.select_related("manager")
    listing = (listings.select_for_update(of=("self",)) if lock else listings).filter(pk=pk).first()
    if listing is None or listing.link_version != version or not listing.is_published:
        raise Refusal(OUTLIVED, 410)
    if (member.email or "") != email:
        raise Refusal(SOMEBODY_ELSES, 403)
    return listing
