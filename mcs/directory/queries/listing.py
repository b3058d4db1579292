"""What the page of a listing shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone
from django.utils.text import Truncator

from mcs.directory.cards import card_path
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Listing, ListingPhoto
from mcs.directory.queries.beside import beside
from mcs.directory.queries.delivery import delivers_now, delivery_facts
from mcs.directory.queries.structured import structured_data
from mcs.lib import hours
from mcs.lib.absolute import absolute
from mcs.lib.dates import spoken_day
from mcs.lib.geo import Point
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member
from mcs.photos.models import Photo
from mcs.places.queries import Locator, locator, stands_far

FRESH_FOR = timedelta(days=90)  # the merchant is asked that often whether the facts still hold
SHOWN_PHOTOS = 5
MERGES_FOLLOWED = 5
LOCATOR_AGE = 600  # seconds


@dataclass(frozen=True)
class Freshness:
    """When somebody last said the facts hold, or when they were published; old ones are shown as old."""

    day: date
    is_old: bool

    @property
    def text(self) -> str:
        return spoken_day(self.day)


def listing_page(listing: Listing) -> dict[str, Any]:
    """The listing with its photos, trades, districts, closures, week's hours and place on the map (three queries)."""
    around = beside(listing)
    photos = listing_photos(listing)
    return {
        "listing": listing,
        "photos": photos[:SHOWN_PHOTOS],
        "shown_count": min(len(photos), SHOWN_PHOTOS),
        "photo_count": len(photos),
        "other_categories": around.trades,
        "served": around.served,
        "delivery": delivery_facts(listing, around.delivered),
        "delivers": delivers_now(listing),
        "closures": around.closures,
        "links": [{"url": link, "name": link_name(link)} for link in listing.links],
        "freshness": freshness(listing),
        "summary": Truncator(listing.description).chars(155),
        "itinerary": itinerary(listing),
        "week": week(listing),
        "locator": _locator(listing.point) if listing.point else None,
        "structured": structured_data(listing, around, photos),
        "canonical": absolute(listing.get_absolute_url()),
        "card": absolute(card_path(listing)),
    }


def _locator(point: Point) -> Locator | None:
    """The small map of a place, kept a while: outlines change once in years."""
    return cache.get_or_set(f"locator:{point.latitude:.5f}:{point.longitude:.5f}", lambda: locator(point), LOCATOR_AGE)


def listing_photos(listing: Listing) -> list[Photo]:
    """Photos in the order the merchant gave them, those that failed left out."""
    photos = [shown.photo for shown in _photos.objects(listing=listing.pk)]
    return [photo for photo in photos if not photo.failure]


@Prepared
def _photos() -> QuerySet[ListingPhoto]:
    return ListingPhoto.objects.filter(listing=Given("listing", BigIntegerField())).select_related("photo")


def failed_photos(listing: Listing) -> int:
    """How many of its photos could not be read (one query)."""
    return listing.listing_photos.exclude(photo__failure="").count()


def stands_nowhere_near(listing: Listing) -> bool:
    """Whether its point is far from all the districts; a query only for one that lies in none of them."""
    return listing.point is not None and listing.district_id is None and stands_far(listing.point)


def week(listing: Listing) -> list[dict[str, Any]]:
    """Monday to Sunday of this week as {name, spans, is_today}, closures included; empty when hours are not known."""
    return [
        {"name": hours.weekday(day.day), "spans": hours.spans_text(day).split(", "), "is_today": day.is_today}
        for day in hours.week(listing.schedule or listing.opening_hours, timezone.localdate())
    ]


def freshness(listing: Listing) -> Freshness | None:
    """None for facts younger than FRESH_FOR that nobody was asked about yet."""
    day = listing.checked_on or (timezone.localdate(listing.published_at) if listing.published_at else None)
    if day is None:
        return None
    is_old = timezone.localdate() - day > FRESH_FOR
    return Freshness(day, is_old) if is_old or listing.checked_on else None


def itinerary(listing: Listing) -> str:
    """Where OpenStreetMap shows the way there; empty for a place we can't put on a map."""
    if listing.point is None:
        return ""
    return f"https://www.openstreetmap.org/directions?to={listing.point.latitude}%2C{listing.point.longitude}"


def link_name(link: str) -> str:
    """What a link is called: its site, "instagram.com"."""
    return (urlsplit(link).hostname or link).removeprefix("www.")[:60]


def removed_listing(slug: str) -> Listing | None:
    """The listing of that slug if it was taken down; where two were made one, the one that stands.

    A chain of merges is followed MERGES_FOLLOWED times: nobody can build a circle that turns for ever.
    """
    found = Listing.objects.filter(slug=slug, status=ListingStatus.REMOVED).select_related("merged_into").first()
    for _step in range(MERGES_FOLLOWED):
        if found is None or found.is_published or found.merged_into is None:
            break
        found = Listing.objects.select_related("merged_into").get(pk=found.merged_into.pk)
    return found


def listing_photos_page(listing: Listing) -> dict[str, Any]:
    """All the photos that can be shown (one query)."""
    return {"listing": listing, "photos": listing_photos(listing)}


def runs_a_business(member: Member) -> bool:
    """Whether a published listing is that member's, so that neighbours may write to them about it."""
    return Listing.objects.published().filter(manager=member).exists()
