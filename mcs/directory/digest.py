"""What the directory has to say in a digest: new listings near the reader."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mcs.directory.models import Listing
from mcs.notices.digest import Item, Reader, Section

MOST_READ = 12


def new_listings(reader: Reader) -> Section:
    """Listings published since the last digest in the reader's district, or that come to her: one query."""
    new = Listing.objects.published().filter(published_at__gt=reader.since, published_at__lte=reader.until)
    if home := reader.member.district_id:
        everywhere = Q(comes_to_you=True, served_districts=None)
        new = new.filter(Q(district=home) | everywhere | Q(served_districts=home)).distinct()
    new = new.select_related("category").order_by("-published_at", "-pk")
    items = [
        Item(f"listing-{listing.pk}", listing.name, listing.get_absolute_url(), listing.category.name)
        for listing in new[:MOST_READ]
    ]
    return Section(_("New addresses near you"), items)
