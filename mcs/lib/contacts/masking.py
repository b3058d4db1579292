"""Hiding the phone numbers and e-mail addresses of a text that is passed on."""

from __future__ import annotations

from mcs.lib.contacts.finding import EMAIL, find_all
from mcs.lib.contacts.phones import number_spots


def mask_contacts(text: str, mask: str) -> str:
    """The text with each phone number (a fax too, one in words too) and e-mail address replaced by the mask."""
    spans = [(found.start, found.end) for found in find_all(text) if found.kind == EMAIL]
    spans += [(start, end) for _number, start, end in number_spots(text)]
    cut = len(text)
    for start, end in sorted(spans, reverse=True):
        if end <= cut:
            text, cut = f"{text[:start]}{mask}{text[end:]}", start
    return text
