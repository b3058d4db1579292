"""Who manages a listing: named, replaced, and told."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from mcs.directory.enums import ChangeSource, ClaimStatus
from mcs.directory.listed import follow_managed
from mcs.directory.models import Listing, ListingChange
from mcs.directory.notices import ManagerNamed, ManagerReplaced, ManagerTakenBack
from mcs.directory.queries.merchant import request_of
from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.notices.sending import send_email


def set_manager(
    *,
    listing: Listing,
    manager: Member | None,
    source: ChangeSource,
    member: Member | None,
    undoes: ListingChange | None = None,
    tells: bool = True,
) -> ListingChange:
    """Names the manager of a listing whose row the caller has locked, in the caller's transaction.

    Older links of its merchant die, and claims by others no longer hold. The former manager is told, with how to
    object, unless told in other words.
    """
    former = listing.manager
    listing.manager = manager
    listing.link_version += 1
    listing.save(update_fields=["manager", "link_version"])
    others = listing.claims.filter(status=ClaimStatus.GRANTED).exclude(member=manager)
    others.update(status=ClaimStatus.REVOKED, decided_at=timezone.now(), decided_by=member)
    if manager:
        follow_managed(listing)
    if tells and former and former != manager and former.email:
        notice = ManagerReplaced if manager else ManagerTakenBack
        send_email(notice=notice, to=former.email, context=_about(listing))
    values = {"manager": [_key(former), _key(manager)]}
    return ListingChange.objects.create(listing=listing, source=source, member=member, undoes=undoes, values=values)


def tell_merchant(listing: Listing, manager: Member) -> None:
    """Tells the addresses we know of the business that somebody manages its page now: it may be the wrong person."""
    asked = request_of(listing)
    known = {listing.email.lower(), asked.email.lower() if asked else ""} - {"", manager.email or ""}
    for address in sorted(known):
        send_email(notice=ManagerNamed, to=address, context=_about(listing) | {"who": manager.display_name})


def _about(listing: Listing) -> dict[str, str]:
    page = absolute(reverse("directory:listing", args=[listing.slug]))
    return {"listing_name": listing.name, "page": page}


def _key(member: Member | None) -> str | None:
    return str(member.pk) if member else None
