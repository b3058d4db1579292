"""The shape that every kind fills in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django import forms
from django.utils.functional import Promise

from mcs.board.enums import PostKind


class ListingPick(Enum):
    """Whether a post of this kind names a listing."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class NoFields(forms.Form):
    """Nothing beyond the text."""


@dataclass(frozen=True)
class KindDefinition:
    """One kind: its colour in the style sheet is its value (`.badge.request`)."""

    kind: PostKind
    icon: str  # a lucide icon
    plural: str | Promise  # the filter's chip
    prompt: str | Promise  # what stands in the empty text
    # The names of the form's fields are those of Post, so that what they give goes there as it is.
    fields: type[forms.Form] = NoFields
    listing: ListingPick = ListingPick.NONE

    @property
    def is_short(self) -> bool:
        """Whether the text alone is enough to publish."""
        return self.fields is NoFields and self.listing is not ListingPick.REQUIRED
