"""vCard, what a phone keeps of somebody: version 4.0 (RFC 6350), and 3.0 (RFC 2426) for the phones that want it.

Android's own contacts refuse a file that says 4.0, and iPhones write 3.0: who asks from a phone is better served by
the older one. Both are the same properties here, but for how a telephone, a position and UTF-8 are written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

LINE = 75  # octets, the end of line not counted (RFC 6350, 3.2)


@dataclass(frozen=True)
class Address:
    """A postal address as vCard cuts it; the country as it is written on an envelope."""

    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""


@dataclass(frozen=True)
class VCard:
    """A business's card. Phones are E.164; what is empty is left out."""

    name: str
    phones: list[str] = field(default_factory=list)
    email: str = ""
    address: Address | None = None
    point: tuple[float, float] | None = None  # latitude, longitude
    urls: list[str] = field(default_factory=list)
    note: str = ""
    categories: list[str] = field(default_factory=list)
    uid: str = ""  # a URI that stays the same
    revised: datetime | None = None

    def text(self, version: str = "4.0") -> str:
        """The card with CRLF, lines folded at 75 octets and never inside a character."""
        is_four = version == "4.0"
        lines = ["BEGIN:VCARD", f"VERSION:{version}"]
        if is_four:
            lines.append("KIND:org")
        # N may not be absent from 3.0; a business has a name of one piece.
        lines += [f"FN:{escape(self.name)}", f"N:{escape(self.name)};;;;", f"ORG:{escape(self.name)}"]
        lines += [self._phone(phone, is_four) for phone in self.phones]
        if self.email:
            lines.append(f"EMAIL;TYPE={'work' if is_four else 'INTERNET,WORK'}:{escape(self.email)}")
        if self.address:
            parts = (self.address.street, self.address.city, "", self.address.postcode, self.address.country)
            lines.append("ADR;TYPE=work:;;" + ";".join(map(escape, parts)))
        if self.point:
            latitude, longitude = (f"{value:.6f}" for value in self.point)
            lines.append(f"GEO:geo:{latitude},{longitude}" if is_four else f"GEO:{latitude};{longitude}")
        lines += [f"URL:{uri(url)}" for url in self.urls]
        if self.categories:
            lines.append("CATEGORIES:" + ",".join(map(escape, self.categories)))
        if self.note:
            lines.append(f"NOTE:{escape(self.note)}")
        if self.uid:
            lines.append(f"UID:{uri(self.uid)}")
        if self.revised:
            lines.append(f"REV:{self.revised.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCARD"])

    def _phone(self, phone: str, is_four: bool) -> str:
        kind = "cell" if phone.startswith(("+336", "+337")) else "work"
        if is_four:
            return f'TEL;TYPE="{kind},voice";VALUE=uri:tel:{uri(phone)}'
        return f"TEL;TYPE={kind.upper()},VOICE:{escape(phone)}"


def escape(text: str) -> str:
    """A text value: backslash, comma, semicolon and newline as RFC 6350, 3.4 has them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(character for character in text if character >= " " or character in "\n\t")
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def uri(text: str) -> str:
    """A URI value: it escapes nothing, so nothing that could end the line is let through."""
    return "".join(character for character in text if character > " ")


def fold(line: str) -> str:
    """The line in pieces of at most 75 octets, each but the first beginning by the space that says it goes on."""
    pieces, room = [""], LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(" ")
            room = LINE - 1
        pieces[-1] += character
        room -= size
    return "\r\n".join(pieces)
