"""What the home page shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from mcs.board.queries.feed import latest_posts
from mcs.directory.models import Category, Listing
from mcs.places.models import District

# Chips under the search: the trades people ask for most, as in the design.
CHIPS = ("shop=bakery", "craft=plumber", "shop=hairdresser", "amenity=pharmacy")


def home_page() -> dict[str, Any]:
    """Six listings neighbours recommend, four posts, the districts and a few trades to start from."""
    districts = list(District.objects.all())
    posts = list(latest_posts(limit=4))
    recommended = Listing.objects.published().for_cards().filter(recommendation_count__gt=0)
    return {
        "districts": districts,
        "district_names": _enumerate(districts),
        "chips": Category.objects.filter(tag__in=CHIPS),
        "recommended": recommended.order_by("-recommendation_count", "-recommended_at", "-pk")[:6],
        "posts": [column for column in (posts[:2], posts[2:]) if column],
    }


def print_page() -> dict[str, Any]:
    """The districts and trades that have something to print (two queries)."""
    published = Listing.objects.published()
    return {
        "districts": District.objects.filter(pk__in=published.exclude(district=None).values("district")),
        "categories": Category.objects.filter(listing_count__gt=0).order_by("name_fr", "pk"),
    }


def _enumerate(districts: list[District]) -> str:
    """ "8e, 9e et 10e arrondissements" """
    names = [district.short_name for district in districts]
    if len(names) < 2:
        return _("the %(number)s district") % {"number": names[0]} if names else settings.NETWORK_CITY
    return _("%(first)s and %(last)s districts") % {"first": ", ".join(names[:-1]), "last": names[-1]}
