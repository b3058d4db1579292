"""What the page of the open data shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from mcs.directory.models import Category, Listing
from mcs.places.models import District

OSM = "osm"  # what the import calls the source of OpenStreetMap's files


def open_data_page() -> dict[str, Any]:
    """How many listings there are, the parts one may ask for, the licence (four queries)."""
    published = Listing.objects.published()
    return {
        "total": published.count(),
        "districts": District.objects.filter(pk__in=published.exclude(district=None).values("district")),
        "categories": Category.objects.filter(listing_count__gt=0).order_by("name_fr", "pk"),
        "licence": settings.DATA_LICENCE,
        "licence_url": settings.DATA_LICENCE_URL,
        "from_osm": published.filter(source=OSM).exists(),
        "too_often": False,
    }
