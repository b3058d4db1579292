"""The sheet a merchant puts in the shop's window: A4, read from two metres, a code that opens the page."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.directory.models import Listing
from mcs.lib.absolute import absolute
from mcs.lib.kept import digest, make_kept, read_kept
from mcs.lib.typesetting import typeset

_PICTURES = {"So", "Cf", "Cn", "Co", "Cs"}  # Unicode categories
_SHADES = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")  # variation selectors, colours of skin
_LONG = re.compile(".{16}")  # a word of a hundred letters may break anywhere after so many
LOOK = 1  # raised when the template changes
TEMPLATE = Path(settings.BASE_DIR) / "mcs" / "templates" / "directory" / "poster.typ"


def poster_data(listing: Listing) -> dict[str, Any]:
    """What the template shows, in the network's own language."""
    page = absolute(listing.get_absolute_url())
    with translation.override(settings.LANGUAGE_CODE):
        count = listing.recommendation_count
        said = ngettext("Recommended by %(count)s neighbour", "Recommended by %(count)s neighbours", count)
        return {
            "language": settings.LANGUAGE_CODE,
            "name": printable(listing.name),
            "trade": printable(listing.category.name),
            "recommended": said % {"count": count} if count else "",
            "sentence": _("Read what your neighbours say of it."),
            "scan": _("Point your phone’s camera at the square."),
            "address": page.partition("://")[2].rstrip("/"),
            "network": settings.NETWORK_NAME,
            "motto": _("Good addresses between neighbours. Free, without advertising."),
            "qr": qr_svg(page),
        }


def qr_svg(address: str) -> str:
    """The address as a QR code (ISO/IEC 18004) with its quiet zone; a quarter of it may be dirty."""
    file = io.BytesIO()
    segno.make(address, error="q", micro=False).save(file, kind="svg", border=4, xmldecl=False, dark="#0f2438")
    return file.getvalue().decode()


def printable(text: str) -> str:
    """The text without the pictures that no font of ours draws."""
    kept = "".join(c for c in text if unicodedata.category(c) not in _PICTURES and not _SHADES.match(c))
    return " ".join(_LONG.sub("\\g<0>\u200b", word) for word in kept.split())


def kept_poster(folder: str, data: dict[str, Any]) -> bytes | None:
    """The PDF if it was made already."""
    return read_kept(f"posters/{folder}", f"{digest(LOOK, data)}.pdf")


def made_poster(folder: str, data: dict[str, Any]) -> bytes:
    """The PDF, set and kept; raises TypesettingFailed."""
    return make_kept(f"posters/{folder}", f"{digest(LOOK, data)}.pdf", lambda: typeset(TEMPLATE, data))
