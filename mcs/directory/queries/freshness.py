"""Whether what a listing says is fresh, and whom to ask."""

from __future__ import annotations

from datetime import date, timedelta

from mcs.directory.models import Listing
from mcs.directory.queries.merchant import request_of

ASKED_EVERY = timedelta(days=90)
# The day on which a merchant who asked not to be asked is asked again.
NEVER_AGAIN = date(9999, 12, 31)


def whom_to_ask(listing: Listing) -> str:
    """The manager's e-mail, else the one the request came from, else the public one; "" when there is none."""
    asked = request_of(listing)
    manager = listing.manager.email if listing.manager else None
    return manager or (asked.email if asked else "") or listing.email
