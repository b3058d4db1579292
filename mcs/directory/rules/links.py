"""Links that open without an account: what they carry, and whether they still hold."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from mcs.directory.models import Listing, ListingRequest

MERCHANT_SALT = "directory.merchant"
LINK_AGE = timedelta(days=365)  # a shopkeeper looks for last year's e-mail rather than make an account


def merchant_token(asked: ListingRequest | Listing) -> str:
    """What the link e-mailed to a merchant carries: whoever holds it may correct that one listing.

    It dies when `Listing.link_version` is raised: the listing has another manager since.
    """
    listing = asked.listing if isinstance(asked, ListingRequest) else asked
    return signing.dumps([listing.pk, listing.link_version], salt=MERCHANT_SALT)


def get_listing_by_token(token: str) -> Listing:
    """The listing a merchant's link is for; raises Http404 when it is forged, older than LINK_AGE or outlived.

    Links of before named a request; they hold as long as nobody became the listing's manager.
    """
    try:
        said = signing.loads(token, salt=MERCHANT_SALT, max_age=LINK_AGE)
    except signing.BadSignature as error:
        raise Http404 from error
    listings = Listing.objects.select_related("category", "district", "request", "merged_into", "manager")
    if isinstance(said, int):
        return get_object_or_404(listings, request__pk=said, link_version=0)
    if not isinstance(said, list) or [type(part) for part in said] != [int, int]:
        raise Http404
    return get_object_or_404(listings, pk=said[0], link_version=said[1])
