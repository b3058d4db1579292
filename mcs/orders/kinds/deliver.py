"""Livrez-moi: to her door, or as a surprise to somebody else's."""

from django.utils.translation import gettext_lazy as _

from mcs.orders.enums import OrderKind
from mcs.orders.kinds.definition import KindDefinition

DELIVER = KindDefinition(
    kind=OrderKind.DELIVER,
    icon="truck",
    prompt=_("What should be delivered?"),
    asks=frozenset(
        {"text", "wanted_on", "wanted_at", "name", "phone", "address", "note", "recipient", "card_text", "people"}
    ),
    needs=frozenset({"wanted_on", "name", "phone", "address"}),
)
