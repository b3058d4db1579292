"""The shape that every kind fills in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from mcs.orders.enums import OrderKind


@dataclass(frozen=True)
class KindDefinition:
    """One kind of order: `asks` names the form's fields it shows, `needs` those that may not be left empty."""

    kind: OrderKind
    icon: str  # a lucide icon
    prompt: str | Promise  # the label of the text
    asks: frozenset[str]
    needs: frozenset[str]
    has_offers: bool = True
