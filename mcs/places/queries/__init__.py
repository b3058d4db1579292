"""What others ask of the ground: where an address is, whose district a point lies in, and maps to draw."""

from mcs.places.queries.backdrop import backdrop
from mcs.places.queries.geocoding import locate
from mcs.places.queries.ground import district_at, stands_far
from mcs.places.queries.locator import Locator, locator
from mcs.places.queries.mentions import find_address
from mcs.places.queries.place import Geocoder, Place
from mcs.places.queries.streets import Quarter, quarters

__all__ = [
    "Geocoder",
    "Locator",
    "Place",
    "Quarter",
    "backdrop",
    "district_at",
    "find_address",
    "locate",
    "locator",
    "quarters",
    "stands_far",
]
