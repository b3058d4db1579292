"""What a search knows before it looks: the trades and their words, the districts, the quarters, and the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from mcs.directory.queries.conditions import Reading, read_query
from mcs.directory.queries.filters import Filters
from mcs.directory.queries.lexicon import Lexicon, recent_lexicon
from mcs.lib.geo import Point
from mcs.lib.prepared import Prepared
from mcs.lib.search import SearchIndex, open_index
from mcs.places.models import District
from mcs.places.queries import Quarter
from mcs.places.queries.streets import street_index

INDEX = "listing"
QUARTERS_AGE = 60  # seconds the quarters are remembered: they change when streets are loaded
DISTRICTS: Prepared[District] = Prepared(District.objects.all)


@dataclass(frozen=True)
class Ground:
    """What words are understood by; each part is read once, when it is needed."""

    @cached_property
    def lexicon(self) -> Lexicon:
        return recent_lexicon()

    @cached_property
    def districts(self) -> list[District]:
        return DISTRICTS.objects()

    @cached_property
    def quarters(self) -> Mapping[str, Quarter]:
        return cache.get_or_set("directory:quarters", lambda: dict(street_index().quarters), QUARTERS_AGE) or {}

    @cached_property
    def index(self) -> SearchIndex:
        return open_index(INDEX)

    def read(self, text: str) -> Reading:
        return read_query(text, self.lexicon, lambda: self.districts, self.quarters)

    def middle(self, filters: Filters) -> Point | None:
        """The middle of the quarter or district filtered by."""
        if filters.quarter:
            return filters.quarter.point
        chosen = [row for row in self.districts if row.number == filters.district] if filters.district else []
        return Point(chosen[0].latitude, chosen[0].longitude) if chosen else None
