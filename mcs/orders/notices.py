"""What orders tell both sides: e-mails to the merchant, who needs no account to answer, and lines on bells."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mcs.notices.enums import Frequency
from mcs.notices.notice import MemberNotice, Notice, register, register_kind


@register
class OrderReceived(Notice):
    """To the merchant. Context: listing_name, who, kind, facts, link (absolute)."""

    name = "order-received"
    subject = _("%(who)s orders from %(listing_name)s: %(kind)s")
    template = "orders/email/order_received"


@register
class OrderMovedByMember(Notice):
    """To the merchant: she cancelled, or agreed. Context: listing_name, who, state, facts, link (absolute)."""

    name = "order-moved-by-member"
    subject = _("%(who)s’s order from %(listing_name)s: %(state)s")
    template = "orders/email/order_moved"


@register_kind
class OrderToAnswer(MemberNotice):
    """On the bell only: OrderReceived says it by e-mail. Context: title, the listing's name. Counts orders."""

    name = "order-to-answer"
    label = _("Orders to answer")
    one = _("%(actor)s orders from %(title)s")
    many = _("%(number)s neighbours order from %(title)s")
    icon = "shopping-basket"
    usually = Frequency.NEVER
    is_chosen = False


@register_kind
class OrderAnswered(MemberNotice):
    """Context: title, the listing's name; state."""

    name = "order-answered"
    label = _("Answers to my orders")
    one = _("Your order from %(title)s: %(state)s")
    many = _("Your order from %(title)s: %(state)s")
    icon = "shopping-basket"
