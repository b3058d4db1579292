"""Two listings of one business side by side: what is taken from each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from mcs.directory.models import Listing
from mcs.directory.queries.plain import plain_values
from mcs.directory.queries.wording import Words, field_label

YES_NO = ("comes_to_you", "by_appointment", "click_and_collect", "delivers")
SINGLE = (
    *("name", "category", "description", "phone", "other_phone", "email", "website", "facebook", "opening_hours"),
    *("wheelchair", "delivery_km", "delivery_days", "delivery_minimum", "delivery_fee", "delivery_note"),
    "delivery_ends_on",
)
# An address and its point are one fact.
PLACE = ("address", "postcode", "city", "latitude", "longitude", "district")
MISSING: tuple[Any, ...] = ("", None, [])


@dataclass(frozen=True)
class Difference:
    """A fact that both say, each otherwise, in words."""

    name: str
    label: str
    kept: str
    dropped: str


def merged_values(keep: Listing, drop: Listing, chosen: Collection[str]) -> dict[str, Any]:
    """What the kept listing takes from the other: facts it misses, and those chosen. As `update_facts` takes them.

    A second telephone becomes the other telephone, and other links are added: nothing one can say twice is lost.
    """
    values = {name: getattr(drop, name) for name in SINGLE if _is_taken(name, keep, drop, chosen)}
    has_point = keep.point is None and drop.point is not None and keep.address == drop.address
    if has_point or _is_taken("address", keep, drop, chosen):
        values |= {name: getattr(drop, name) for name in PLACE}
    values |= {name: True for name in YES_NO if getattr(drop, name) and not getattr(keep, name)}
    phones = [values.get("phone", keep.phone), keep.phone, drop.phone, drop.other_phone]
    spare = [phone for phone in phones[1:] if phone and phone != phones[0]]
    if spare and not keep.other_phone:
        values["other_phone"] = spare[0]
    links = list(dict.fromkeys([*keep.links, *drop.links]))
    if links != keep.links:
        values["links"] = links
    return values


def _is_taken(name: str, keep: Listing, drop: Listing, chosen: Collection[str]) -> bool:
    mine, other = getattr(keep, name), getattr(drop, name)
    return other not in MISSING and mine != other and (mine in MISSING or name in chosen)


def differences(keep: Listing, drop: Listing) -> list[Difference]:
    """The facts on which both speak and disagree."""
    names = (*SINGLE, "address")
    mine, others = plain_values(keep, names), plain_values(drop, names)
    words = Words.of([mine, others])
    return [
        Difference(name, field_label(name), words.say(name, mine[name]), words.say(name, others[name]))
        for name in names
        if mine[name] not in MISSING and others[name] not in MISSING and mine[name] != others[name]
    ]
