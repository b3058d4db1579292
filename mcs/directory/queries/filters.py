"""What must hold of a listing whatever the words: as the index, as the database and as one row say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.db.models import Q
from django.utils import timezone

from mcs.directory.models import Category, Listing, ListingQuerySet
from mcs.directory.queries import marks
from mcs.directory.queries.moments import When, opens_within
from mcs.directory.queries.opening import is_open_at
from mcs.directory.queries.ranking import Row
from mcs.directory.queries.zone import Zone, within
from mcs.lib.geo import Point, distance
from mcs.places.queries import Quarter

NEAR = 2_000  # metres from the middle of a quarter that are still near it


class Asked(TypedDict, total=False):
    """What may be asked besides words. Nothing that is left out holds anything back."""

    category: str  # slug; an unknown one finds nothing
    district: int | None  # number
    quarter: str  # its key, as `places.queries.streets.quarter_key` makes it; an unknown one is left out
    zone: Zone | None
    delivers: bool  # to the district, when one is chosen
    visits: bool  # comes to people's homes: in the district, when one is chosen
    collects: bool
    wheelchair: bool
    recommended: bool
    when: When | None  # open then
    open_now: bool
    sort: str  # of Sort; anything else is by relevance
    near: Point | None  # only orders, with Sort.NEAREST
    at: datetime | None  # the moment that is "now"


@dataclass(frozen=True)
class Filters:
    """Each field left as it is holds nothing back."""

    now: datetime
    is_live: bool = True  # "now" is now: the state stored for it holds
    category: Category | None = None
    district: int | None = None
    quarter: Quarter | None = None
    zone: Zone | None = None
    when: When | None = None
    delivers: bool = False
    visits: bool = False
    collects: bool = False
    wheelchair: bool = False
    recommended: bool = False

    @property
    def is_to_a_place(self) -> bool:
        """Whether the district or quarter is where it must come, rather than where it stands."""
        return self.delivers or self.visits

    @property
    def needs_whole_rows(self) -> bool:
        """Whether `keep` looks at schedules or at how far a delivery goes."""
        return self.when is not None or (self.delivers and self.quarter is not None)

    @property
    def narrows(self) -> bool:
        """Whether `listings` leaves out any that are published."""
        place = self.zone or (self.district is not None)
        services = (self.delivers, self.visits, self.collects, self.wheelchair, self.recommended)
        return bool(place or self.category or any(services))

    def marks(self) -> list[str]:
        """What the index must hold of a listing."""
        found = [marks.category_mark(self.category.pk)] if self.category else []
        if self.district is not None and not self.is_to_a_place:
            found.append(marks.district_mark(self.district))
        found += [marks.DELIVERS] * self.delivers + [marks.VISITS] * self.visits
        if self.quarter and not self.is_to_a_place:
            found.append(marks.quarter_mark(self.quarter.name))
        if self.is_to_a_place and self.district is not None:
            found.append(marks.goes_mark(self.district, delivers=self.delivers))
        return found + [marks.COLLECTS] * self.collects + [marks.WHEELCHAIR] * self.wheelchair

    def listings(self) -> ListingQuerySet:
        """The published listings for which all that the database can say holds."""
        found = within(Listing.objects.published(), self.zone)
        if self.category:
            others = Listing.other_categories.through.objects.filter(category=self.category)
            found = found.filter(Q(category=self.category) | Q(pk__in=others.values("listing_id")))
        if self.district is not None and not self.is_to_a_place:
            found = found.filter(district__number=self.district)
        if self.delivers:
            today = timezone.localdate(self.now)
            found = found.filter(Q(delivery_ends_on=None) | Q(delivery_ends_on__gte=today), delivers=True)
        if self.visits:
            found = found.filter(comes_to_you=True)
        if self.is_to_a_place and self.district is not None:
            found = found.filter(self._goes_to(self.district))
        if self.collects:
            found = found.filter(click_and_collect=True)
        if self.wheelchair:
            found = found.filter(wheelchair=True)
        return found.filter(recommendation_count__gt=0) if self.recommended else found

    def _goes_to(self, district: int) -> Q:
        """Listings that go to the district: those that name it, and those that name none."""
        goes = Listing.delivery_districts if self.delivers else Listing.served_districts
        named = goes.through.objects.all()
        here = named.filter(district__number=district)
        return ~Q(pk__in=named.values("listing_id")) | Q(pk__in=here.values("listing_id"))

    def sifted(self, listings: ListingQuerySet) -> ListingQuerySet:
        """Those that `keep` has to look at: the database leaves out what is surely closed now."""
        if self.when:
            listings = listings.exclude(schedule="")
        if self.when and self.when.is_now and self.is_live:
            holds = Q(open_changes_at=None) | Q(open_changes_at__gt=self.now)
            listings = listings.filter(Q(is_open=True) | ~holds | Q(is_open=None))
        return listings

    def keep(self, rows: list[Row]) -> list[Row]:
        """The rows for which the rest holds too, in their order: near the quarter, and open at the moment asked."""
        if self.quarter and not self.is_to_a_place:
            rows = [row for row in rows if is_near(row, self.quarter)]
        if self.quarter and self.delivers:
            rows = [row for row in rows if _reaches(row, self.quarter.point)]
        if not self.when:
            return rows
        if self.when.is_now and self.is_live:
            return [row for row in rows if is_open_at(row, self.now, self.now)]
        spans = self.when.spans(self.now)
        schedules = {row.schedule for row in rows} - {""}  # many keep the same hours
        fitting = {said for said in schedules if any(opens_within(said, *span) for span in spans)}
        return [row for row in rows if row.schedule in fitting]


def is_near(row: Row, quarter: Quarter) -> bool:
    """Whether the listing stands in the quarter or near it; of one without a point its street says so, in the index."""
    if row.latitude is None or row.longitude is None:
        return True
    return distance(quarter.point, Point(row.latitude, row.longitude)) <= NEAR


def _reaches(row: Row, point: Point) -> bool:
    if row.delivery_km is None or row.latitude is None or row.longitude is None:
        return True
    return distance(point, Point(row.latitude, row.longitude)) <= row.delivery_km * 1000
