"""Réservez: a table, a seat, an hour."""

from django.utils.translation import gettext_lazy as _

from mcs.orders.enums import OrderKind
from mcs.orders.kinds.definition import KindDefinition

BOOK = KindDefinition(
    kind=OrderKind.BOOK,
    icon="calendar-check",
    prompt=_("What would you like to book?"),
    asks=frozenset({"text", "wanted_on", "wanted_at", "people", "name", "phone"}),
    needs=frozenset({"wanted_on", "people", "name"}),
)
