"""What a member has ordered: the list, each order, and her own moves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from mcs.directory.rules import member_or_404
from mcs.lib.numbers import whole
from mcs.orders.actions.orders import MovedAlreadyError, move_own_order
from mcs.orders.enums import OrderStatus
from mcs.orders.queries.facts import answered_facts, asked_facts
from mcs.orders.queries.lists import own_orders as orders_of
from mcs.orders.rules.access import get_own_order
from mcs.orders.rules.states import member_moves


@require_safe
def own_orders(request: HttpRequest) -> HttpResponse:
    """All of hers, newest first."""
    return render(request, "orders/own_orders.html", {"orders": orders_of(member_or_404(request.user))})


@require_safe
def own_order(request: HttpRequest, pk: int) -> HttpResponse:
    """What she asked, what was answered, and what she may do."""
    order = get_own_order(request.user, pk)
    moves = member_moves(order.status)
    context = {
        "order": order,
        "asked": asked_facts(order),
        "answered": answered_facts(order),
        "may_agree": OrderStatus.ACCEPTED in moves,
        "may_cancel": OrderStatus.CANCELLED in moves,
    }
    return render(request, "orders/own_order.html", context)


@require_POST
def order_agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes to what the merchant changed."""
    return _move(request, pk, OrderStatus.ACCEPTED)


@require_POST
def order_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer wanted; the merchant is told."""
    return _move(request, pk, OrderStatus.CANCELLED)


def _move(request: HttpRequest, pk: int, status: OrderStatus) -> HttpResponse:
    order = get_own_order(request.user, pk)
    seen = whole(request.POST.get("vu", ""), digits=4)
    try:
        move_own_order(order=order, status=status, version=-1 if seen is None else seen)
    except MovedAlreadyError:
        messages.warning(request, _("This order has changed meanwhile: here is where it stands."))
    else:
        messages.success(request, _("Done. The merchant has been told."))
    return redirect(order)
