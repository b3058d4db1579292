"""Who is told of what becomes of an order."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mcs.lib.absolute import absolute
from mcs.notices.notice import Notice
from mcs.notices.sending import send_email, tell
from mcs.orders.enums import OrderKind, OrderStatus
from mcs.orders.models import Order
from mcs.orders.notices import OrderAnswered, OrderMovedByMember, OrderReceived, OrderToAnswer
from mcs.orders.queries.facts import asked_facts
from mcs.orders.rules.access import answer_token, merchant_email


def answer_path(order: Order) -> str:
    """Where the merchant answers, without signing in."""
    return reverse("orders:answer", args=[answer_token(order)])


def tell_received(order: Order) -> None:
    """Whoever runs the business: by e-mail, which holds the way to answer, and on the bell."""
    _mail(OrderReceived, order)
    if order.listing.manager:
        tell(
            members=[order.listing.manager],
            kind=OrderToAnswer,
            key=f"orders-{order.listing_id}",
            url=reverse("orders:merchant_orders", args=[order.listing.slug]),
            context={"title": order.listing.name},
            actor=order.member,
        )


def tell_moved_by_member(order: Order) -> None:
    """Whoever runs the business."""
    _mail(OrderMovedByMember, order)


def tell_answered(order: Order) -> None:
    """Who ordered."""
    with translation.override(settings.LANGUAGE_CODE):
        state = str(OrderStatus(order.status).label)
    tell(
        members=[order.member],
        kind=OrderAnswered,
        key=f"order-{order.pk}",
        url=order.get_absolute_url(),
        context={"title": order.listing.name, "state": state},
        counts=f"{order.pk}-{order.version}",
    )


def _mail(notice: type[Notice], order: Order) -> None:
    to = merchant_email(order.listing)
    if not to:
        return
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "listing_name": order.listing.name,
            "who": order.name or order.member.display_name,
            "kind": str(OrderKind(order.kind).label),
            "state": str(OrderStatus(order.status).label),
            "facts": asked_facts(order),
            "link": absolute(answer_path(order)),
        }
        send_email(notice=notice, to=to, context=context)
