"""Ways to prove that a listing is one's business, and where a claim stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from mcs.directory.enums import ClaimProof, ClaimStatus, ListingStatus, RemovalReason
from mcs.directory.models import Claim, Listing
from mcs.lib.absolute import absolute
from mcs.lib.contacts import written_phone
from mcs.members.models import Member


@dataclass(frozen=True)
class Proof:
    """One way to prove it: by what, and what the person reads."""

    key: str
    kind: ClaimProof
    target: str
    label: str


def proofs_of(listing: Listing) -> list[Proof]:
    """The ways this listing allows, by its public addresses; neighbours can always vouch."""
    said = [(ClaimProof.EMAIL, listing.email)] if listing.email else []
    said += [(ClaimProof.PHONE, phone) for phone in dict.fromkeys((listing.phone, listing.other_phone)) if phone]
    said += [(ClaimProof.WEBSITE, listing.website)] if listing.website else []
    said += [(ClaimProof.FACEBOOK, listing.facebook)] if listing.facebook else []
    said.append((ClaimProof.NEIGHBOURS, ""))
    return [Proof(f"{kind}-{number}", kind, target, _label(kind, target)) for number, (kind, target) in enumerate(said)]


def _label(kind: ClaimProof, target: str) -> str:
    if kind == ClaimProof.EMAIL:
        return _("A code by e-mail to %(email)s") % {"email": masked(target)}
    if kind == ClaimProof.PHONE:
        return _("A volunteer calls %(phone)s and reads you a code") % {"phone": written_phone(target)}
    if kind == ClaimProof.WEBSITE:
        return _("A code to put on the website %(site)s") % {"site": urlsplit(target).hostname or target}
    if kind == ClaimProof.FACEBOOK:
        return _("A code to put on the business’s Facebook page")
    return _("Three neighbours who know you vouch for you")


def masked(email: str) -> str:
    """Enough of an address for its owner to know it: "lu…@fleurs.example"."""
    name, _at, host = email.partition("@")
    return f"{name[:2]}…@{host}"


def claim_page(claim: Claim, *, vouch_token: str) -> dict[str, Any]:
    """Where her claim stands, and whether she manages the listing now; of neighbours who vouch, how many did."""
    neighbours = claim.proof == ClaimProof.NEIGHBOURS
    path = reverse("directory:vouch", args=[vouch_token])
    return {
        "claim": claim,
        "listing": claim.listing,
        "manages": claim.listing.manager_id == claim.member_id,
        "email": masked(claim.target) if claim.proof == ClaimProof.EMAIL else "",
        "vouches": claim.vouches.count() if neighbours else 0,
        "share": absolute(path) if neighbours else "",
    }


def claim_review_page(claim: Claim) -> dict[str, Any]:
    """For a volunteer: who claims what by which proof, who manages it now, and other claims of it."""
    listing = claim.listing
    others = listing.claims.exclude(pk=claim.pk).exclude(status=ClaimStatus.EXPIRED).select_related("member")
    return {
        "claim": claim,
        "listing": listing,
        "others": list(others[:10]),
        "vouchers": [vouch.member for vouch in claim.vouches.select_related("member")],
        "is_open": claim.status in (ClaimStatus.OPEN, ClaimStatus.WAITING),
    }


def own_listings(member: Member) -> list[Listing]:
    """The listings she manages, and those she took out of the directory (one query, the first time)."""
    seen = Q(status=ListingStatus.PUBLISHED) | Q(status=ListingStatus.REMOVED, removal_reason=RemovalReason.LEFT)
    mine = Listing.objects.filter(seen).for_cards()
    prefetch_related_objects([member], Prefetch("listings", mine.order_by("name", "pk")[:50], to_attr="own_listings"))
    found: list[Listing] = getattr(member, "own_listings")  # noqa: B009
    return found
