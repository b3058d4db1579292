"""What a geocoder answers, and what a geocoder is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from mcs.lib.geo import Point
from mcs.places.models import District

Precision = Literal["housenumber", "street", "quarter"]


@dataclass(frozen=True)
class Place:
    """Where an address is; district is None outside the network, street is the name that was matched."""

    point: Point
    district: District | None
    street: str
    precision: Precision


class Geocoder(Protocol):
    """Turns an address as people type it into a place; None when it doesn't know, and never an exception."""

    def locate(self, address: str, postcode: str, city: str) -> Place | None: ...
