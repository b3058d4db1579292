"""A row's facts cleaned so that they fit a listing."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from mcs.directory.sources import details
from mcs.directory.sources.row import READ, Rejected, Row, one_line
from mcs.lib import contacts, hours
from mcs.lib.french import fold, words
from mcs.lib.french_hours import read_hours
from mcs.lib.text import clean_text, has_words

_READABLE = 500  # characters of a phone, a link, hours: what is longer is none…
_READABLE_LISTS = 8_000  # … but where a cell holds many of them
_LONGEST = {
    "name": 120,
    "address": 160,
    "postcode": 10,
    "city": 80,
    "description": 4000,
    "delivery_days": 80,
    "delivery_note": 200,
}
_LONGEST_HOURS = 255
_YES = frozenset({"1", "yes", "oui", "true", "vrai", "only", "x"})
_NO = frozenset({"0", "no", "non", "false", "faux"})
_NOTHING = frozenset({"nul", "null", "none", "nan", "n a", "na", "n c", "nc"})
_NO_DELIVERY = re.compile(r"\b(?:sans|pas de|aucune) livraison")
_NAMES_A_DAY = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|24/7)\b")


@dataclass
class CleanRow:
    """Values ready for a listing, only those that the file says; and those that were left out or cut, by name."""

    values: dict[str, Any] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def read(self, name: str, text: str, reader: Callable[[str], Any]) -> None:
        """Keeps what the reader makes of a text; an unreadable one is left out, never a reason to lose the business."""
        if not text:
            return
        try:
            if len(text) > (_READABLE_LISTS if name in details.READERS else _READABLE):
                raise ValidationError("too long")
            self.values[name] = reader(text)
        except ValidationError:
            self.left_out.append(name)


def clean_row(row: Row, stand_in: str = "") -> CleanRow:
    """The row's facts as a listing holds them.

    `stand_in` names a place that bears no name of its own: "Station-service", with its address. Raises Rejected for a
    row that can't be read, has no name, or has an impossible position.
    """
    if row.problem:
        raise Rejected(row.problem)
    told = {name: _told(value) for name, value in row.values.items()}
    clean = CleanRow({"name": _name(told, stand_in)})
    for name in ("address", "postcode", "city", "description", "delivery_days", "delivery_note"):
        text = told.get(name, "") if name == "description" else one_line(told.get(name, ""))
        if text:
            clean.values[name] = text[: _LONGEST[name]]
        if len(text) > _LONGEST[name]:
            clean.left_out.append(name)
    _read_position(told, clean)
    for name, reader in _READERS.items():
        clean.read(name, one_line(told.get(name, "")), reader)
    _read_postcode(clean)
    website = clean.values.get("website", "")
    if contacts.is_facebook(website):
        clean.values.setdefault("facebook", clean.values.pop("website"))
    return clean


def _told(value: str) -> str:
    """The text, or nothing for what a database writes where it has nothing: "_", "NULL", "n/a"."""
    text = clean_text(value[:READ])
    return text if has_words(text, letters=1) and fold(text) not in _NOTHING else ""


def _name(told: dict[str, str], stand_in: str) -> str:
    name = one_line(told.get("name", ""))
    if not has_words(name, letters=1):
        if not stand_in:
            raise Rejected(_("it has no name."))
        address = one_line(told.get("address", ""))
        return (f"{stand_in}, {address}" if address else stand_in)[: _LONGEST["name"]]
    if len(name) > _LONGEST["name"]:
        raise Rejected(_("its name is longer than %(most)s characters.") % {"most": _LONGEST["name"]})
    return name


def _read_position(told: dict[str, str], clean: CleanRow) -> None:
    """Latitude and longitude to 6 decimals (11 cm); half a position, or that of a forgotten zero, is left out."""
    texts = [told.get(name, "").replace(",", ".") for name in ("latitude", "longitude")]
    if not any(texts):
        return
    try:
        latitude, longitude = (float(text or "nan") for text in texts)
    except ValueError as error:
        raise Rejected(_("its position is no pair of numbers.")) from error
    if not all(texts) or (latitude, longitude) == (0, 0):
        clean.left_out += ["latitude", "longitude"]
    elif not (math.isfinite(latitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Rejected(_("its position is not on earth."))
    else:
        clean.values |= {"latitude": round(latitude, 6), "longitude": round(longitude, 6)}


def _read_postcode(clean: CleanRow) -> None:
    """A spreadsheet makes 13008 into "13008.0", and 06000 into 6000."""
    if found := re.fullmatch(r"(\d{4,5})(?:\.0+)?", clean.values.get("postcode", "")):
        clean.values["postcode"] = found[1].zfill(5)


def _phone(text: str) -> str:
    """The first of several numbers; a number that lost its 0 or its + in a spreadsheet gets it back."""
    text = re.sub(r"^(\d+)\.0+$", r"\1", text)
    if text.isdigit() and len(text) == 9:
        text = f"0{text}"
    elif text.isdigit() and len(text) == 11 and text.startswith("33"):
        text = f"+{text}"
    try:
        return contacts.clean_phone(text)
    except ValidationError:
        return _first(contacts.find_phones(text))


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        text = _first(contacts.find_contacts(text).emails)
    if len(text) > 254:
        raise ValidationError("too long")
    return text.lower()


def _website(text: str) -> str:
    try:
        return contacts.clean_link(text)
    except ValidationError:
        found = contacts.find_contacts(text)
        return _first([link for link in (found.website, found.facebook) if link])


def _facebook(text: str) -> str:
    """A link, or a page's bare name."""
    if re.fullmatch(r"@?[\w.-]+", text) and "facebook." not in text:
        text = f"https://www.facebook.com/{text.lstrip('@')}"
    link = contacts.clean_link(text)
    if not contacts.is_facebook(link):
        raise ValidationError("not facebook")
    return link


def _first(found: list[str]) -> str:
    if not found:
        raise ValidationError("nothing found")
    return found[0]


def _hours(text: str) -> str:
    """OSM syntax as it is; French words when they name their days."""
    if len(text) > _LONGEST_HOURS:
        raise ValidationError("too long")
    if hours.parse(text):
        return text
    expression = read_hours(text)
    if not _NAMES_A_DAY.match(expression):
        raise ValidationError("unreadable")
    return expression


def _delivers(text: str) -> bool:
    """A plain yes or no, or a list of services: "Livraisons à domicile, Retrait en magasin"."""
    folded = fold(text)
    return folded in _YES or (bool({"livraison", "livraisons"} & set(words(text))) and not _NO_DELIVERY.search(folded))


def yes_or_no(text: str) -> bool:
    """Only a plain yes or no: "limited" may stop a wheelchair as well as let it in."""
    folded = fold(text)
    if folded not in _YES | _NO:
        raise ValidationError("neither yes nor no")
    return folded in _YES


_READERS: dict[str, Callable[[str], Any]] = {
    "phone": _phone,
    "other_phone": _phone,
    "email": _email,
    "website": _website,
    "facebook": _facebook,
    "opening_hours": _hours,
    "delivers": _delivers,
    "wheelchair": yes_or_no,
    "by_appointment": yes_or_no,
    "comes_to_you": yes_or_no,
    "click_and_collect": yes_or_no,
    **details.READERS,
}
