"""What the directory's list shows for a search."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mcs.directory.models import Category
from mcs.directory.queries.asking import Search
from mcs.directory.queries.finding import Found
from mcs.directory.queries.ground import Ground
from mcs.directory.queries.held import given_up, held_by, lifts
from mcs.directory.queries.moments import TODAY, TOMORROW, WEEKEND
from mcs.directory.queries.needs import neighbours_needs
from mcs.directory.queries.ranking import Sort
from mcs.directory.queries.search import search_listings
from mcs.lib.french import WEEKDAYS, fold

__all__ = ["Search", "listings_page"]

SORTS: dict[str, Promise] = {
    Sort.RELEVANCE: _("Best match"),
    Sort.RECOMMENDED: _("Most recommended"),
    Sort.NEAREST: _("Nearest"),
    Sort.NEWEST: _("Newest"),
}
TOP_CATEGORIES = 10
_DAYS = dict(
    zip(
        (TODAY, TOMORROW, *WEEKDAYS, WEEKEND),
        (
            _("Today"),
            _("Tomorrow"),
            _("Monday"),
            _("Tuesday"),
            _("Wednesday"),
            _("Thursday"),
            _("Friday"),
            _("Saturday"),
            _("Sunday"),
            _("At the weekend"),
        ),
        strict=True,
    )
)


def listings_page(search: Search) -> dict[str, Any]:
    """One page of results with what filters them and where the map finds the same."""
    result = search_listings(search.words, page=search.page, **search.asked)
    found, ground = result.found, result.found.ground or Ground()
    if unknown := _unknown(search, result.total, ground):
        # An old link, or one mistyped: what isn't here holds nothing back, and is said.
        page = listings_page(search.without(*unknown))
        return page | {"given_up": ", ".join(filter(None, [*unknown.values(), page["given_up"]]))}
    held = held_by(search, found)
    lifted = lifts(search, found) if not result.total and search.holds_back else []
    chosen = result.category if search.category else None
    return {
        "search": search,
        "districts": ground.districts,
        "quarters": _quarters(ground),
        "days": [{"value": value, "name": name} for value, name in _DAYS.items()],
        "categories": _categories(ground),
        "top_categories": _top_categories(ground, search.category),
        "category": chosen,
        "understood": result.category if not chosen else None,
        "is_kin": found.is_kin,
        "held": held,
        "given_up": ", ".join(given_up(search, found)),
        "listings": result.listings,
        "total": result.total,
        "is_cut": found.is_cut,
        "next_page": search.page + 1 if result.has_next else None,
        "did_you_mean": result.did_you_mean,
        "nearest": result.nearest,
        "is_guess": not (found.category or found.met),
        "lifts": lifted,
        "nothing": lifted[0].title if lifted else _nothing(search),
        "is_unmet": result.is_unmet and search.page == 1 and bool(search.words) and not search.holds_back,
        "sorts": _sorts(search, found),
        "needs": [] if search.words or search.holds_back or search.page > 1 else neighbours_needs(),
        "ask_link": reverse("board:publish") + "?" + urlencode({"genre": "request", "texte": search.words}),
        "points_url": f"{reverse('directory:listing_points')}?{search.query}",
    }


def _unknown(search: Search, total: int, ground: Ground) -> dict[str, str]:
    """Of a search that finds nothing, the words of its URL that name no district or trade, and what they say."""
    asked: dict[str, str] = {}
    if total:
        return asked
    if search.district is not None and all(row.number != search.district for row in ground.districts):
        asked["arrondissement"] = str(search.district)
    if search.category and all(row.slug != search.category for row in ground.lexicon.categories.values()):
        asked["categorie"] = search.category
    return asked


def _nothing(search: Search) -> Promise:
    return _("Nothing by that name here yet") if search.words else _("Nothing fits just now")


def _sorts(search: Search, found: Found) -> list[dict[str, Any]]:
    """The orders; by distance only from a place that is known, else for a script to ask where the visitor is."""
    ground = {condition.name for condition in found.conditions}
    is_near = bool(search.near or search.district is not None or search.quarter or {"district", "quarter"} & ground)
    return [
        {
            "value": key,
            "name": name,
            "chosen": key == search.sort and (key != Sort.NEAREST or is_near),
            "link": search.link(tri=key),
            "wants_place": key == Sort.NEAREST and not is_near,
        }
        for key, name in SORTS.items()
    ]


def _quarters(ground: Ground) -> list[dict[str, str]]:
    known = sorted(ground.quarters.items(), key=lambda item: fold(item[1].name))
    return [{"value": key, "name": quarter.name} for key, quarter in known]


def _categories(ground: Ground) -> list[Category]:
    """The trades somebody has, by name."""
    return sorted(
        (row for row in ground.lexicon.categories.values() if row.listing_count), key=lambda row: fold(row.name)
    )


def _top_categories(ground: Ground, chosen: str) -> list[dict[str, Any]]:
    """The trades with most listings, and the chosen one first even if it is rare."""
    rows = ground.lexicon.categories.values()
    shown = [row for row in rows if row.listing_count or row.slug == chosen]
    ordered = sorted(shown, key=lambda row: (row.slug != chosen, -row.listing_count, row.pk))
    return [
        {"category": row, "chosen": row.slug == chosen, "toggle": None if row.slug == chosen else row.slug}
        for row in ordered[:TOP_CATEGORIES]
    ]
