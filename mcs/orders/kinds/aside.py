"""Mettez-moi de côté: she comes and fetches it."""

from django.utils.translation import gettext_lazy as _

from mcs.orders.enums import OrderKind
from mcs.orders.kinds.definition import KindDefinition

ASIDE = KindDefinition(
    kind=OrderKind.ASIDE,
    icon="shopping-basket",
    prompt=_("What should be put aside?"),
    asks=frozenset({"text", "wanted_on", "wanted_at", "name", "phone"}),
    needs=frozenset({"name"}),
)
