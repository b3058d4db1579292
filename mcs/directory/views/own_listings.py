"""The listings a member manages, on her own page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from mcs.directory.queries.claims import own_listings
from mcs.members.models import Member


def own_listings_section(request: HttpRequest, member: Member) -> SafeString:
    """Each with its edit page, its history and its hand-over; nothing for who manages none (one query)."""
    listings = own_listings(member)
    if not listings:
        return SafeString()
    return render_to_string("directory/own_listings.html", {"listings": listings}, request)
