"""Rappelez-moi: the rest is said by telephone."""

from django.utils.translation import gettext_lazy as _

from mcs.orders.enums import OrderKind
from mcs.orders.kinds.definition import KindDefinition

CALL = KindDefinition(
    kind=OrderKind.CALL,
    icon="phone",
    prompt=_("What is it about?"),
    asks=frozenset({"text", "wanted_at", "name", "phone"}),
    needs=frozenset({"name", "phone"}),
    has_offers=False,
)
