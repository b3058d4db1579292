"""Addresses: real streets, invented numbers, points beside the street's middle and inside its district."""

from __future__ import annotations

import math
from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from mcs.lib.french import fold
from mcs.lib.geo import EARTH_RADIUS, Point, contains
from mcs.places.models import District, Street
from mcs.website.demo.chance import Deck
from mcs.website.demo.words import read

FARTHEST = 55  # metres from the street's middle
# How much more often a shop stands there than in an "Impasse".
BUSY = {"Avenue": 3, "Boulevard": 3, "Place": 3, "Rue": 2, "Cours": 3}


class Spot(NamedTuple):
    """An address with its quarter as people say it."""

    street: Street
    address: str
    point: Point
    quarter: str  # "la Capelette"
    within: str  # "à la Capelette"
    of: str  # "de la Capelette"

    @property
    def district(self) -> District:
        return self.street.district


class Ground:
    """The network's streets, drawn so that the whole of it is served."""

    def __init__(self, streets: Iterable[Street], rng: Random) -> None:
        self._rng = rng
        self.streets = [street for street in streets if contains(street.district.outlined.outline, _middle(street))]
        weighted = [street for street in self.streets for _ in range(BUSY.get(street.name.split()[0], 1))]
        self._deck = Deck(weighted, rng)
        # Where a quarter's name in a text leads: "Sainte-Marguerite" is in the 9th.
        self.quarters = {_says(street)[0]: street.district for street in self.streets if street.quarter}

    def spot(self) -> Spot:
        street = self._deck.draw()
        is_short = street.name.split()[0] in ("Place", "Impasse", "Traverse", "Allée", "Square")
        return self._at(street, self._rng.randint(1, 28 if is_short else 190))

    def spot_on(self, name: str, quarter: str = "", number: int = 0) -> Spot:
        """A spot on the street of that name, in that quarter if given; anywhere if there is no such street."""
        found = [street for street in self.streets if street.folded_name == fold(name)]
        found = [street for street in found if fold(street.quarter) == quarter] or found
        return self._at(found[0], number or self._rng.randint(1, 190)) if found else self.spot()

    def _at(self, street: Street, number: int) -> Spot:
        kind, _, rest = street.name.replace("'", "’").partition(" ")
        return Spot(street, f"{number} {kind.lower()} {rest}", self._beside(street), *_says(street))

    def _beside(self, street: Street) -> Point:
        middle = _middle(street)
        for _ in range(30):
            reach, angle = FARTHEST * math.sqrt(self._rng.random()), self._rng.uniform(0, math.tau)
            north, east = (math.degrees(reach * part / EARTH_RADIUS) for part in (math.sin(angle), math.cos(angle)))
            point = Point(
                round(middle.latitude + north, 6),
                round(middle.longitude + east / math.cos(math.radians(middle.latitude)), 6),
            )
            if contains(street.district.outlined.outline, point):
                return point
        return middle


def _middle(street: Street) -> Point:
    return Point(street.latitude, street.longitude)


def _says(street: Street) -> tuple[str, str, str]:
    """Name, "in" and "of" of the street's quarter; of its district where the quarter isn't known."""
    known = read("quarters").get(fold(street.quarter))
    if known:
        return known[0], known[1], known[2]
    number = street.district.short_name
    return f"le {number}", f"dans le {number}", f"du {number}"
