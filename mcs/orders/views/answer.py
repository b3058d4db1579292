"""The merchant's answer, behind the link of an e-mail: only a press changes anything, and no account is needed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mcs.members.rules import Refusal
from mcs.orders.actions.orders import MovedAlreadyError, answer_order
from mcs.orders.enums import OrderStatus
from mcs.orders.forms.answer import AnswerForm
from mcs.orders.models import Order
from mcs.orders.queries.facts import answered_facts, asked_facts, total_of
from mcs.orders.rules.access import ANSWERS, get_order_by_token

LABELS = {
    OrderStatus.ACCEPTED: (_("Accept"), "check"),
    OrderStatus.CHANGED: (_("Propose something else"), "pencil"),
    OrderStatus.READY: (_("It is ready"), "package-check"),
    OrderStatus.DONE: (_("It is done"), "circle-check"),
    OrderStatus.REFUSED: (_("Not possible"), "x"),
}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The order, and a button for each state it may go to."""
    try:
        order = get_order_by_token(token)
    except Refusal as refusal:
        return render(request, "orders/link_over.html", {"sentence": refusal.sentence}, status=refusal.status)
    start = {"price": total_of(order) if order.price is None else order.price, "slot": order.slot}
    form = AnswerForm(request.POST if request.method == "POST" else None, status=order.status, initial=start)
    if request.method != "POST":
        return _page(request, order, form)
    if form.move is None or form.seen != order.version:
        return _page(request, order, AnswerForm(status=order.status, initial=start), moved=True, status=409)
    if not form.is_valid():
        return _page(request, order, form)
    if not ANSWERS.allows(str(order.pk)):
        return _page(request, order, form, status=429)
    try:
        answer_order(order=order, status=form.move, answer=form.answer(), version=form.seen)
    except MovedAlreadyError:
        return redirect(f"{request.path}?entretemps=1")
    return redirect(f"{request.path}?fait=1")


def _page(
    request: HttpRequest, order: Order, form: AnswerForm, *, moved: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "order": order,
        "listing": order.listing,
        "asked": asked_facts(order),
        "answered": answered_facts(order),
        "form": form,
        "moves": [(move, *LABELS[move]) for move in form.moves],
        "done": "fait" in request.GET,
        "moved": moved or "entretemps" in request.GET,
        "is_spent": status == 429,
    }
    return render(request, "orders/answer.html", context, status=status)
