"""One business as a file says it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mcs.lib.french import fold
from mcs.lib.text import clean_text

# What a file may tell of a business, as Row.values names it, and what people call it.
FIELDS: dict[str, Promise] = {
    "name": _("name"),
    "kind": _("trade"),
    "address": _("address"),
    "postcode": _("postcode"),
    "city": _("town"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
    "phone": _("telephone"),
    "other_phone": pgettext_lazy("in a file", "other telephone"),
    "email": _("e-mail"),
    "website": _("website"),
    "facebook": _("page on Facebook"),
    "links": pgettext_lazy("in a file", "other links"),
    "opening_hours": _("opening hours"),
    "by_appointment": pgettext_lazy("in a file", "by appointment"),
    "closures": pgettext_lazy("in a file", "exceptional closures"),
    "description": _("description"),
    "comes_to_you": pgettext_lazy("in a file", "comes to people’s homes"),
    "served_districts": pgettext_lazy("in a file", "districts served"),
    "delivers": _("delivery"),
    "delivery_districts": pgettext_lazy("in a file", "districts delivered to"),
    "delivery_km": pgettext_lazy("in a file", "distance of delivery"),
    "delivery_days": pgettext_lazy("in a file", "days of delivery"),
    "delivery_minimum": pgettext_lazy("in a file", "least order delivered"),
    "delivery_fee": pgettext_lazy("in a file", "price of delivery"),
    "delivery_note": pgettext_lazy("in a file", "words on delivery"),
    "delivery_ends_on": pgettext_lazy("in a file", "last day of delivery"),
    "click_and_collect": pgettext_lazy("in a file", "order and collect"),
    "wheelchair": _("wheelchair access"),
    "exported_at": pgettext_lazy("in a file", "date of the export"),
    "key": _("key"),
}
READ = 10_000  # characters of a value looked at


class UnreadableFileError(Exception):
    """A file that can't be imported at all; says why in the user's language. Nothing was changed."""


class Rejected(Exception):  # noqa: N818 — an outcome, not an error
    """A row that can't become a listing, with the reason as a sentence."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


class FarAway(Rejected):
    """A point far from all the network's districts; `is_turned` when latitude and longitude have changed places."""

    def __init__(self, *, is_turned: bool) -> None:
        turned = _("its latitude and longitude have changed places: turn them round in the file.")
        far = _("its point is too far from this network’s districts: put it right in the file, or empty it.")
        super().__init__(turned if is_turned else far)


@dataclass(frozen=True)
class Row:
    """Raw values by our names (see FIELDS), the trade as the file calls it, and where in the file it stands."""

    number: int  # of its line in a table, of its place in a list
    values: dict[str, str]
    kinds: tuple[str, ...] = ()  # OSM tags "shop=butcher" or words "Boucherie-Charcuterie", the surest first
    key: str = ""  # what the file itself calls the row, if anything
    blank: frozenset[str] = frozenset()  # fields the file has a place for and says nothing in
    problem: str = ""  # why the file's own syntax keeps it from being read

    def source_id(self) -> str:
        """What the row is found again by: the file's own key, else a digest of name and address.

        The digest leaves out what changes from one edition of a file to the next: capitals, phones, positions (these
        only stand in for a missing address, to about ten metres).
        """
        if key := one_line(clean_text(self.key[:READ])):
            return key if len(key) <= 120 else _digest(key)
        place = [fold(self.values.get(name, "")) for name in ("address", "postcode", "city")]
        if not place[0]:
            place += [self.values.get(name, "").strip()[:7] for name in ("latitude", "longitude")]
        return _digest(fold(self.values.get("name", "")), *place)


def one_line(text: str) -> str:
    """The text with every run of spaces and newlines as one space."""
    return " ".join(text.split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
