"""The part of the directory that is printed or handed out: all of it, one district, one trade."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Q, Sum
from django.http import Http404

from mcs.directory.models import Category, Listing, ListingChange, ListingQuerySet
from mcs.places.models import District


@dataclass(frozen=True)
class Selection:
    """Published listings of a district and a trade, of everything where neither is named."""

    district: District | None = None
    category: Category | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Selection:
        """From arrondissement and categorie, in the addresses' own words. Raises Http404 for what isn't here."""
        return cls(_district(query.get("arrondissement", "")), _category(query.get("categorie", "")))

    def listings(self) -> ListingQuerySet:
        """A listing stands under its main trade, and under the others when one of them is asked for. Unordered."""
        listings = Listing.objects.published()
        if self.district:
            listings = listings.filter(district=self.district)
        if self.category:
            # By keys, not by a join: a listing must come once.
            beside = Listing.other_categories.through.objects.filter(category=self.category).values("listing")
            listings = listings.filter(Q(category=self.category) | Q(pk__in=beside))
        return listings

    @property
    def slug(self) -> str:
        """For the name of a file: "annuaire-8e-boucherie"."""
        parts = [
            "annuaire",
            self.district.short_name if self.district else "",
            self.category.slug if self.category else "",
        ]
        return "-".join(filter(None, parts))


def directory_stamp() -> str:
    """Changes whenever a published listing may have: comes, goes, is corrected or recommended (two queries)."""
    published = Listing.objects.published().aggregate(
        Count("pk"), Max("pk"), Max("published_at"), Max("recommended_at"), Sum("recommendation_count")
    )
    changed = ListingChange.objects.aggregate(Max("pk"), Max("at"))
    return hashlib.sha256(repr([*published.values(), *changed.values()]).encode()).hexdigest()[:20]


def _district(number: str) -> District | None:
    if not number:
        return None
    is_number = number.isascii() and number.isdigit() and len(number) < 5
    found = District.objects.filter(number=int(number)).first() if is_number else None
    if not found:
        raise Http404
    return found


def _category(slug: str) -> Category | None:
    if not slug:
        return None
    found = Category.objects.filter(slug=slug[:60].replace("\x00", "")).first()
    if not found:
        raise Http404
    return found
