"""Listings as they stand on paper: telephone first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypedDict
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import ngettext, pgettext

from mcs.directory.models import Listing
from mcs.directory.queries.selection import Selection
from mcs.lib.contacts import written_phone
from mcs.lib.french import fold
from mcs.website.printing.short_hours import plain_week, short_hours

NBSP, JOINER = "\u00a0", "\u2060"
# What an entry shows, so that long descriptions stay in the database.
_FIELDS = [
    "name",
    "phone",
    "other_phone",
    "website",
    "address",
    "comes_to_you",
    "opening_hours",
    "by_appointment",
    "delivers",
    "delivery_ends_on",
    "recommendation_count",
    "recommendation_score",
    "category",
    "district",
]


# What the printed letters hold: Latin, Greek, Cyrillic, the usual signs. Others would be drawn as empty boxes.
_UNPRINTED = re.compile(r"[^\u0020-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u203a\u20ac\u2116\u2122\u2192]+")


class Entry(TypedDict):
    """Words for one listing; an empty text is left out."""

    phone: str
    other_phone: str
    name: str
    place: str
    hours: str
    notes: str


def listings_to_print(selection: Selection) -> list[Listing]:
    """The listings with trade and district, by name as a French index sorts them (one query)."""
    chosen = selection.listings().select_related("category", "district").order_by("pk")
    fields = [*_FIELDS, "category__slug", "category__tag", "category__name_fr", "category__name_en", "category__group"]
    return sorted(chosen.only(*fields, "district__number"), key=lambda listing: (fold(listing.name), listing.pk))


def entries(listings: Iterable[Listing]) -> list[Entry]:
    """One entry a listing, in their order."""
    today = timezone.localdate()
    return [_entry(listing, today) for listing in listings]


def _entry(listing: Listing, today: date) -> Entry:
    return Entry(
        phone=_phone(listing.phone) or _site(listing.website),
        other_phone=_phone(listing.other_phone),
        name=_printed(listing.name) or listing.category.name,
        place=_place(listing),
        hours=_unbroken(short_hours(listing.opening_hours, plain_week(today))),
        notes=" · ".join(_notes(listing, today)),
    )


def _unbroken(text: str) -> str:
    """Each day's hours stay on one line."""
    return " · ".join(part.replace(" ", NBSP).replace("–", f"{JOINER}–{JOINER}") for part in text.split(" · "))


def _phone(number: str) -> str:
    return written_phone(number).replace(" ", NBSP)


def _site(link: str) -> str:
    """ "boucherie.example": what one can type, where there is no telephone."""
    return (urlsplit(link).hostname or "").removeprefix("www.")


def _place(listing: Listing) -> str:
    district = listing.district.short_name if listing.district else ""
    return ", ".join(filter(None, [_printed(listing.address), district]))


def _printed(text: str) -> str:
    """The text without letters no printed font has, nor the brackets they leave empty."""
    return " ".join(re.sub(r"\(\s*\)", "", _UNPRINTED.sub(" ", text)).split())


def _notes(listing: Listing, today: date) -> list[str]:
    """What decides whom one calls."""
    notes = []
    if listing.by_appointment:
        notes.append(pgettext("on paper", "by appointment"))
    if listing.delivers and not (listing.delivery_ends_on and listing.delivery_ends_on < today):
        notes.append(pgettext("on paper", "delivers"))
    if listing.comes_to_you:
        notes.append(pgettext("on paper", "comes to your home"))
    if listing.recommendation_count:
        count = listing.recommendation_count
        notes.append(ngettext("%(count)s neighbour", "%(count)s neighbours", count) % {"count": count})
    return [note.replace(" ", NBSP) for note in notes]
