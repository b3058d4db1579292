"""Which geocoders answer, in which order."""

from __future__ import annotations

from django.conf import settings

from mcs.places.queries.address_api import AddressApiGeocoder
from mcs.places.queries.place import Geocoder, Place
from mcs.places.queries.streets import LONGEST_ADDRESS, StreetGeocoder


def geocoders() -> list[Geocoder]:
    """The outside service first when the operator has set one, then the loaded streets, which always answer."""
    outside: list[Geocoder] = [AddressApiGeocoder(settings.GEOCODER_URL)] if settings.GEOCODER_URL else []
    return [*outside, StreetGeocoder()]


def locate(address: str, postcode: str = "", city: str = "") -> Place | None:
    """Where an address is: "214 av. du Prado 13008 Marseille", "bd Michelet", or a quarter, "vers Sainte-Marguerite".

    None for what no geocoder knows. May wait up to some seconds for an outside service: call it outside a
    transaction.
    """
    address = " ".join(address[:LONGEST_ADDRESS].replace("\n", ", ").split())
    if not any(character.isalnum() for character in address):
        return None
    found = (geocoder.locate(address, postcode, city) for geocoder in geocoders())
    return next((place for place in found if place), None)
