"""What somebody wants printed, as its address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.http import Http404

from mcs.directory.queries.selection import Selection


class Format(Enum):
    """How it is printed; the value is what the address says."""

    LARGE = "a5"  # a book in large print
    COMPACT = "a4"  # a book of few sheets
    SHEET = "page"  # one page a district: the trades one needs most


@dataclass(frozen=True)
class Paper:
    """A format and the part of the directory it holds."""

    format: Format
    selection: Selection

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Paper:
        """From format, arrondissement and categorie. Raises Http404 for a format, district or trade there isn't."""
        try:
            chosen = Format(query.get("format") or Format.LARGE.value)
        except ValueError as error:
            raise Http404 from error
        selection = Selection.read(query)
        return cls(chosen, Selection(selection.district) if chosen == Format.SHEET else selection)

    @property
    def name(self) -> str:
        """For a file, unique to what it holds: "annuaire-8e-boucherie-a5"."""
        return f"{self.selection.slug}-{self.format.value}"
