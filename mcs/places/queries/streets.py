"""Geocoding against the streets the network has loaded: the middle of the street, found as people type its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Max, Sum
from rapidfuzz import fuzz, process

from mcs.lib.french import fold
from mcs.lib.geo import Point, distance
from mcs.places.models import District, Street
from mcs.places.queries.addresses import PARTICLES, Spelled, core, spelled_in, split_kind
from mcs.places.queries.place import Place

LONGEST_ADDRESS = 300  # characters
SAME_PLACE = 800  # metres: two streets of one name nearer than this may stand for each other
TYPO = 88  # rapidfuzz's ratio, of 100: one letter wrong in five, two in fifteen
LEAD = 4  # points by which the best spelling must win over the next
_POSTCODE = re.compile(r"(?<!\d)\d{5}(?!\d)")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:er|e|eme|ieme)(?= arr|$)")
BEFORE_QUARTER = PARTICLES | {"a", "au", "aux", "cote", "dans", "pres", "quartier", "secteur", "vers"}


@dataclass(frozen=True)
class Known:
    """A loaded street, light enough to keep thousands in memory."""

    name: str
    quarter: str
    district_id: int
    point: Point


@dataclass(frozen=True)
class Quarter:
    """A part of a district as people name it, in the middle of its streets."""

    name: str
    district_id: int
    point: Point


@dataclass(frozen=True)
class StreetIndex:
    """The loaded streets by kind ("avenue") and by the words of their name ("prado")."""

    streets: dict[str, dict[str, list[Known]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    names: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    quarters: dict[str, Quarter] = field(default_factory=dict)

    def match(self, spelled: Spelled) -> Sequence[Known]:
        """The streets of the longest name that fits; of the nearest spelling when none fits exactly."""
        of_kind = self.streets.get(spelled.kind, {})
        names = [core([word.folded for word in spelled.words[:count]]) for count in spelled.ends()]
        for name in names:
            if name in of_kind:
                return of_kind[name]
        for name in names:
            # Few are wrong about the first letter: boulevard Sicard is not boulevard Icard.
            if near := nearest_spelling(name, [known for known in of_kind if known[:1] == name[:1]]):
                return of_kind[near]
        loose = (core([word.folded for word in spelled.words[:count]]) for count in spelled.loose_ends())
        return next((of_kind[name] for name in loose if name in of_kind), [])

    def named(self, text: str) -> Sequence[Known]:
        """The streets a text without a kind means: "Paradis", unless several kinds of way bear the name."""
        found = self.names.get(core([word for word in fold(text).split() if not word.isdigit()]), [])
        return found if len({street.name for street in found}) == 1 else []


def nearest_spelling(name: str, among: Iterable[str]) -> str:
    """The known spelling a typo is near to; "" when none is near or two are equally so."""
    if len(name) < 5:
        return ""
    best = process.extract(name, list(among), scorer=fuzz.ratio, score_cutoff=TYPO, limit=2)
    if not best or (len(best) == 2 and best[0][1] - best[1][1] < LEAD):
        return ""
    return best[0][0]


def street_index() -> StreetIndex:
    """The index of all loaded streets, made again by each process when they change (one query to see that)."""
    return _index(
        *Street.objects.aggregate(
            count=Count("pk"), last=Max("pk"), latitudes=Sum("latitude"), longitudes=Sum("longitude")
        ).values()
    )


@lru_cache(maxsize=1)
def _index(*signature: float) -> StreetIndex:
    index = StreetIndex()
    points: dict[tuple[str, int], list[Point]] = defaultdict(list)
    rows = Street.objects.order_by("pk").values_list("name", "quarter", "district_id", "latitude", "longitude")
    for name, quarter, district_id, latitude, longitude in rows:
        street = Known(name, quarter, district_id, Point(latitude, longitude))
        kind, words = split_kind(name)
        index.streets[kind][words].append(street)
        index.names[words].append(street)
        if quarter:
            points[quarter, district_id].append(street.point)
    # Two districts may share a quarter; the one with more of its streets has the name.
    for (name, district_id), where in sorted(points.items(), key=lambda item: (len(item[1]), item[0])):
        middle = Point(*(round(sum(axis) / len(where), 5) for axis in zip(*where, strict=True)))
        index.quarters[quarter_key(name)] = Quarter(name, district_id, middle)
    return index


def quarter_key(name: str) -> str:
    """One key for "Sainte-Marguerite", "SAINTE MARGUERITE" and "Ste Marguerite", "Le Cabot" and "Cabot"."""
    return core(fold(name).split())


def quarters() -> list[Quarter]:
    """The quarters of the loaded streets, by name; a quarter is where its streets are on average."""
    return sorted(street_index().quarters.values(), key=lambda quarter: fold(quarter.name))


class StreetGeocoder:
    """Places an address in the middle of its street, good to a few hundred metres; needs nothing outside."""

    def locate(self, address: str, postcode: str = "", city: str = "") -> Place | None:
        address = address[:LONGEST_ADDRESS]
        districts = {district.pk: district for district in District.objects.all()}
        hints = read_hints(address, postcode, city, districts.values())
        if hints is None:
            return None
        index = street_index()
        for spelled in spelled_in(address):
            if street := hints.choose(index.match(spelled)):
                return Place(street.point, districts[street.district_id], street.name, "street")
        first_part = re.split(r"[,;(\n]", address, maxsplit=1)[0]
        if quarter := _quarter(index, first_part):
            return Place(quarter.point, districts[quarter.district_id], quarter.name, "quarter")
        street = hints.choose(index.named(first_part))
        return Place(street.point, districts[street.district_id], street.name, "street") if street else None


def _quarter(index: StreetIndex, text: str) -> Quarter | None:
    """The quarter a short text names: "vers Sainte-Marguerite", "quartier Mazargues"."""
    words = fold(text).split()
    while words and words[0] in BEFORE_QUARTER:
        words.pop(0)
    return index.quarters.get(core(words)) if words else None


@dataclass(frozen=True)
class Hints:
    """What an address says besides its street."""

    districts: frozenset[int]
    text: str

    def choose(self, streets: Sequence[Known]) -> Known | None:
        """The street meant among those of one name; None when nothing tells two distant ones apart."""
        streets = [street for street in streets if street.district_id in self.districts] or streets
        streets = [street for street in streets if f" {quarter_key(street.quarter)} " in f" {self.text} "] or streets
        if not streets or any(distance(streets[0].point, street.point) > SAME_PLACE for street in streets):
            return None
        return streets[0]


def read_hints(address: str, postcode: str, city: str, districts: Iterable[District]) -> Hints | None:
    """The districts an address speaks of, by postcode or "8e"; None when it says to be in another city.

    A postcode prefers its district and no more: it often disagrees with the outline.
    """
    folded, here = fold(address), fold(settings.NETWORK_CITY)
    codes = {postcode.strip(), *_POSTCODE.findall(address)} - {""}
    numbers = {int(number) for number in _ORDINAL.findall(f"{folded} {fold(city)}".strip())}
    by_postcode = frozenset(district.pk for district in districts if district.postcode in codes)
    by_number = frozenset(district.pk for district in districts if district.number in numbers)
    says_here = fold(city).startswith(here) if city.strip() else here in folded
    if (city.strip() and not says_here) or (codes and not by_postcode and not says_here):
        return None
    return Hints(by_postcode or by_number, core(folded.split()))
