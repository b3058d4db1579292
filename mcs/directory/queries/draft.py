"""A draft listing read from a merchant's message, for a volunteer to look over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings

from mcs.directory.models import Category
from mcs.directory.queries.draft_address import address_in, district_said, postcode_in
from mcs.directory.queries.draft_delivery import Delivery, delivery_in
from mcs.directory.queries.draft_name import name_in
from mcs.directory.queries.draft_private import keeps_address, private_contacts
from mcs.directory.queries.draft_text import description_in
from mcs.directory.queries.draft_trade import spoken_of
from mcs.lib.contacts import Contacts, contacts_of, find_all, shares_name
from mcs.lib.french import fold
from mcs.lib.french_hours import read_hours
from mcs.lib.text import clean_text
from mcs.places.models import District
from mcs.places.queries import Place, locate

LONGEST_MESSAGE = 8_000  # characters read, as many as the form takes
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?: [^<>]{0,200})?/?>", re.IGNORECASE)  # pasted from a page


@dataclass(frozen=True)
class Draft:
    """What was understood. Only the name and the category always hold something."""

    name: str
    category: Category
    description: str
    other_categories: Sequence[Category] = ()
    address: str = ""
    postcode: str = ""
    place: Place | None = None
    district: District | None = None
    hours: str = ""
    contacts: Contacts = field(default_factory=Contacts)
    delivery: Delivery = field(default_factory=Delivery)

    def values(self) -> dict[str, Any]:
        """The fields of the draft listing."""
        place, contacts = self.place, self.contacts
        return {
            "name": self.name,
            "category": self.category,
            "description": self.description,
            "address": self.address,
            "postcode": self.postcode or (self.district.postcode if self.district else ""),
            "city": settings.NETWORK_CITY,
            "district": self.district,
            "latitude": place.point.latitude if place else None,
            "longitude": place.point.longitude if place else None,
            "phone": "".join(contacts.phones[:1]),
            "other_phone": "".join(contacts.phones[1:2]),
            "email": "".join(contacts.emails[:1]),
            "website": contacts.website,
            "facebook": contacts.facebook,
            "opening_hours": self.hours,
            "delivers": self.delivery.delivers,
            "delivery_note": self.delivery.summary(),
            "comes_to_you": self.delivery.comes_to_you,
            "by_appointment": self.delivery.by_appointment,
        }


def draft_from(message: str) -> Draft:
    """Reads name, trade, contacts, address, hours, delivery; never fails, whatever was written.

    What the merchant asks to keep from the public is left out.
    """
    message = clean_text(_TAG.sub(" ", message[:LONGEST_MESSAGE])).replace("[.]", ".")
    found = find_all(message)
    kept = private_contacts(message, found)
    contacts = contacts_of([each for each in found if each.value not in kept])
    categories = spoken_of(message)
    address = "" if keeps_address(message) else address_in(message)[:160]
    postcode = postcode_in(message) if address else ""
    place = locate(address, postcode, settings.NETWORK_CITY) if address else None
    name = name_in(message, categories[0].name_fr, address, found)[:120]
    if name != categories[0].name_fr:
        categories = spoken_of(message, name)
    hours = read_hours(message)
    return Draft(
        name=name,
        category=categories[0],
        other_categories=categories[1:3],
        description=description_in(message, found, name, address),
        address=address,
        postcode=postcode,
        place=place,
        district=place.district if place else _district(district_said(message)),
        hours=hours if len(hours) <= 255 else "",
        contacts=_with_page(contacts, "" if name == categories[0].name_fr else name, message),
        delivery=delivery_in(message),
    )


def _with_page(contacts: Contacts, name: str, message: str) -> Contacts:
    """With the business's own name as its page's, where the message says that they are the same."""
    if contacts.facebook or contacts.facebook_name or not shares_name(message):
        return contacts
    return replace(contacts, facebook_name=name) if name and fold(name) in fold(message) else contacts


def _district(number: int | None) -> District | None:
    return District.objects.filter(number=number).first() if number else None
