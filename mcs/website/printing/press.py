"""From what is asked for to its PDF."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from mcs.directory.queries.selection import directory_stamp
from mcs.lib.typesetting import TypesettingFailed, typeset
from mcs.website.printing.book import book
from mcs.website.printing.paper import Format, Paper
from mcs.website.printing.sheet import sheets
from mcs.website.printing.shelf import Printed, take

_TEMPLATES = Path(__file__).with_name("typst")
_ACCESSIBLE = ("ua-1",)


class NothingToPrint(Exception):  # noqa: N818 — an answer, not an error
    """No address stands in the part that was asked for."""


def edition(paper: Paper) -> str:
    """What changes when the paper has to be made again: the day, the language, the directory (two queries)."""
    return f"{timezone.localdate():%Y%m%d}-{(get_language() or 'fr')[:2]}-{directory_stamp()}"


def printed(paper: Paper, stamp: str) -> Printed:
    """The PDF, made now or kept. Raises NothingToPrint, Busy and TypesettingFailed."""
    name = f"{paper.name}-{(get_language() or 'fr')[:2]}"
    return take(Path(settings.PRINTED_DIR), name, stamp, partial(_make, paper))


def _make(paper: Paper) -> bytes:
    is_sheet = paper.format == Format.SHEET
    data = sheets(paper) if is_sheet else book(paper)
    if not (data["districts"] if is_sheet else data["groups"]):
        raise NothingToPrint
    template = _TEMPLATES / ("sheet.typ" if is_sheet else "book.typ")
    try:
        return typeset(template, data, standards=_ACCESSIBLE)
    except TypesettingFailed:
        # A letter that no font has is drawn as a box, which PDF/UA-1 forbids: tagged all the same.
        return typeset(template, data)
