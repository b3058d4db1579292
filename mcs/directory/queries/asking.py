"""A search as its URL says it, and the URLs of searches like it with one thing more or less."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from mcs.directory.queries.filters import Asked
from mcs.directory.queries.moments import When
from mcs.directory.queries.ranking import Sort
from mcs.directory.queries.zone import Zone
from mcs.lib.geo import Point
from mcs.lib.numbers import whole

LONGEST_WORDS = 200
# Switches, by their word in the URL.
SWITCHES = {
    "livre": "delivers",
    "domicile": "visits",
    "retrait": "collects",
    "fauteuil": "wheelchair",
    "recommande": "recommended",
}
_POINT = re.compile(r"(-?\d{1,2}\.\d{1,8}),(-?\d{1,3}\.\d{1,8})")


@dataclass(frozen=True)
class Search:
    """A search as its URL says it. Whatever can't be read is left out: an old link still shows something true."""

    words: str = ""
    district: int | None = None
    quarter: str = ""
    category: str = ""
    open_now: bool = False
    day: str = ""
    hour: str = ""
    delivers: bool = False
    visits: bool = False
    collects: bool = False
    wheelchair: bool = False
    recommended: bool = False
    zone: Zone | None = None  # the part of the map that is looked at
    near: Point | None = None
    sort: str = Sort.RELEVANCE
    page: int = 1
    query: str = ""  # the URL's own words, for the map's address
    url: QueryDict = field(default_factory=QueryDict, compare=False)

    @classmethod
    def read(cls, query: QueryDict) -> Search:
        """From q, arrondissement, quartier, categorie, ouvert, jour, heure, the SWITCHES, zone, pres, tri and page."""
        sort = query.get("tri", "")
        switches: dict[str, Any] = {name: query.get(word) == "1" for word, name in SWITCHES.items()}
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:LONGEST_WORDS],
            district=whole(query.get("arrondissement", ""), digits=4),
            quarter=query.get("quartier", "").replace("\x00", "")[:80],
            category=query.get("categorie", "").replace("\x00", "")[:60],
            open_now=query.get("ouvert") == "1",
            day=query.get("jour", "")[:12],
            hour=query.get("heure", "")[:5],
            zone=Zone.read(query.get("zone", "")),
            near=_point(query.get("pres", "")),
            sort=sort if sort in set(Sort) else Sort.RELEVANCE,
            page=whole(query.get("page", ""), digits=4) or 1,
            query=query.urlencode(),
            url=query,
            **switches,
        )

    @property
    def when(self) -> When | None:
        """The moment chosen, now before any other."""
        return When() if self.open_now else When.read(self.day, self.hour)

    @property
    def asked(self) -> Asked:
        """As `search_listings` and `find` take it, but the words and the page."""
        return {
            "category": self.category,
            "district": self.district,
            "quarter": self.quarter,
            "zone": self.zone,
            "delivers": self.delivers,
            "visits": self.visits,
            "collects": self.collects,
            "wheelchair": self.wheelchair,
            "recommended": self.recommended,
            "when": self.when,
            "open_now": self.open_now,
            "sort": self.sort,
            "near": self.near,
        }

    @property
    def holds_back(self) -> bool:
        """Whether anything but the order was chosen."""
        asked = self.asked
        return any(value for name, value in asked.items() if name not in ("sort", "near"))

    @property
    def toggle_open(self) -> str | None:
        return None if self.open_now else "1"

    @property
    def toggle_delivers(self) -> str | None:
        return None if self.delivers else "1"

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the search box sends along besides its words and district."""
        names = ("categorie", "quartier", "ouvert", "jour", "heure", *SWITCHES, "zone", "tri", "pres")
        return [(name, value) for name in names if (value := self.url.get(name, ""))]

    @property
    def only_words(self) -> str:
        return urlencode({"q": self.words})

    def without(self, *names: str) -> Search:
        """The same search, from its first page, without these words of its URL."""
        query = self.url.copy()
        for name in ("page", *names):
            query.pop(name, None)
        return Search.read(query)

    def link(self, **changes: str | None) -> str:
        """The query string of the same search with changes, from its first page; None takes a thing out."""
        query = self.url.copy()
        for name, value in {"page": None, **changes}.items():
            if value:
                query[name] = value
            else:
                query.pop(name, None)
        return f"?{query.urlencode()}"


def _point(text: str) -> Point | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    point = Point(float(match[1]), float(match[2]))
    return point if abs(point.latitude) <= 90 and abs(point.longitude) <= 180 else None
