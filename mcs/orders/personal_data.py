"""What orders hold about people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member
from mcs.orders.actions.forget import KEPT_FOR, LEFT_FOR, erase_orders
from mcs.orders.models import Order


def _orders(member: Member) -> Iterable[Records]:
    columns = {"listing__name": _("Business"), "kind": _("Kind"), "status": _("State"), "text": _("Text")}
    columns |= {"picked": _("Offers"), "wanted_on": _("Wanted"), "name": _("Name"), "phone": _("Telephone")}
    columns |= {"address": _("Address"), "note": _("To find you"), "recipient": _("For"), "people": _("For how many")}
    columns |= {"card_text": _("Words on the card"), "slot": _("When"), "answer": _("In answer")}
    columns |= {"created_at": _("On")}
    yield records("orders", _("My orders"), Order.objects.filter(member=member), columns)


ORDERS = Holding(
    name="orders",
    title=_("Orders"),
    data=_(
        "What you order and from whom; for when, where, a telephone; for a surprise, for whom and the card’s words."
    ),
    purpose=_("Telling a merchant what you would like, and you what becomes of it."),
    basis=LawfulBasis.SERVICE,
    recipients=_("The merchant you order from."),
    retention=format_lazy(
        _("Text, name, address and telephone are emptied {days} days after it is over, {left} after its last change."),
        days=KEPT_FOR.days,
        left=LEFT_FOR.days,
    ),
    fields=("orders.Order.member", "orders.Order.phone"),
    jobs=("empty_orders",),
    export=_orders,
    erase=lambda member, words: erase_orders(member=member),
    after=_("Nothing stays. A merchant who was preparing your order is told that it is cancelled."),
)
HOLDINGS = (ORDERS,)
