"""How a listing delivers, as its page says it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from mcs.directory.models import Listing
from mcs.lib.dates import spoken_day
from mcs.lib.money import euros
from mcs.places.models import District

FREE = pgettext_lazy("delivery", "Free")


class Fact(NamedTuple):
    """A line of the box: what is said of what."""

    label: str
    text: str | Promise


def delivers_now(listing: Listing) -> bool:
    """Whether it delivers today: what was offered for a time only has an end."""
    return listing.delivers and not (listing.delivery_ends_on and listing.delivery_ends_on < timezone.localdate())


def delivery_facts(listing: Listing, districts: list[District]) -> list[Fact]:
    """Where, when, from how much and for how much, until when; only what is known, nothing for one that doesn't."""
    if not delivers_now(listing):
        return []
    facts = [
        Fact(pgettext("delivery", "Where"), _where(listing, districts)),
        Fact(pgettext("delivery", "When"), listing.delivery_days),
        Fact(
            pgettext("delivery", "Minimum order"),
            "" if not listing.delivery_minimum else euros(listing.delivery_minimum),
        ),
        Fact(
            pgettext("delivery", "Fee"),
            "" if listing.delivery_fee is None else euros(listing.delivery_fee) if listing.delivery_fee else FREE,
        ),
        Fact(pgettext("delivery", "Until"), spoken_day(listing.delivery_ends_on) if listing.delivery_ends_on else ""),
    ]
    return [fact for fact in facts if fact.text]


def _where(listing: Listing, districts: list[District]) -> str:
    """ "8e et 9e, jusqu’à 3 km"."""
    named = listed([district.short_name for district in districts])
    if not listing.delivery_km:
        return named
    km = number_format(listing.delivery_km, decimal_pos=0 if listing.delivery_km == int(listing.delivery_km) else 1)
    around = _("up to %(km)s km away") % {"km": km}
    return f"{named}, {around}" if named else around[0].upper() + around[1:]


def listed(names: list[str]) -> str:
    """ "8e, 9e et 10e"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
