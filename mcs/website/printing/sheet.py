"""One page a district: the trades one needs most, with a telephone."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from mcs.directory.models import Category, Listing
from mcs.places.models import District
from mcs.website.printing.book import imprint
from mcs.website.printing.entries import Entry, entries, listings_to_print
from mcs.website.printing.paper import Paper

# What somebody who can't go out calls for first; the trades with most addresses fill what room is left.
NEEDED = [
    "amenity=pharmacy",
    "amenity=doctors",
    "healthcare=nurse",
    "social_facility=ambulatory_care",
    "shop=bakery",
    "shop=convenience",
    "shop=greengrocer",
    "shop=butcher",
    "shop=seafood",
    "shop=supermarket",
    "craft=caterer",
    "cuisine=pizza",
    "craft=plumber",
    "craft=electrician",
    "craft=locksmith",
    "craft=handyman",
    "shop=repair",
    "shop=hairdresser",
    "amenity=veterinary",
    "amenity=taxi",
    "shop=laundry",
    "craft=cleaning",
    "shop=computer",
    "amenity=post_office",
]
MOST = 3  # addresses of a trade
# Points, on typst/sheet.typ: the height of the three columns less what their ends lose, of a trade's name, of an entry.
ROOM, TRADE, ENTRY = 1880, 20, 32


def sheets(paper: Paper) -> dict[str, Any]:
    """Everything the template sheet.typ shows: a page for the district asked for, or for each (two queries)."""
    by_district: dict[int, list[Listing]] = defaultdict(list)
    for listing in listings_to_print(paper.selection):
        if listing.phone and listing.district_id:
            by_district[listing.district_id].append(listing)
    chosen = [paper.selection.district] if paper.selection.district else list(District.objects.all())
    return {
        **imprint(),
        "districts": [
            {"name": district.name, "trades": _trades(by_district[district.pk])}
            for district in chosen
            if by_district[district.pk]
        ],
        "words": {
            "title": _("Good addresses by telephone"),
            "emergency": _("Emergencies: 15 SAMU · 17 police · 18 fire brigade · 112 · 114 by text message"),
            "mistake": _("A mistake? Tell the volunteers:"),
            "printed": _("Printed on"),
        },
    }


def _trades(listings: list[Listing]) -> list[dict[str, Any]]:
    """As many trades as fit on the page, in the order they are needed."""
    by_trade: dict[Category, list[Listing]] = defaultdict(list)
    for listing in listings:
        by_trade[listing.category].append(listing)

    def rank(trade: Category) -> tuple[int, int, str]:
        needed = NEEDED.index(trade.tag) if trade.tag in NEEDED else len(NEEDED)
        return needed, -len(by_trade[trade]), trade.slug

    shown: list[dict[str, Any]] = []
    left = ROOM
    for trade in sorted(by_trade, key=rank):
        best = sorted(by_trade[trade], key=lambda listing: (-listing.recommendation_score, not listing.delivers))[:MOST]
        height = TRADE + ENTRY * len(best)
        if height > left:
            continue
        left -= height
        shown.append({"name": trade.name, "entries": [_here(entry) for entry in entries(best)]})
    return shown


def _here(entry: Entry) -> Entry:
    """Without the district, which is the page's own."""
    return Entry(**{**entry, "place": entry["place"].rpartition(", ")[0]})
