"""Ordering: one short form, for members; what a visitor writes waits until she has joined."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mcs.directory.models import Listing
from mcs.lib.contacts import written_phone
from mcs.lib.ratelimit.limits import client_block
from mcs.members.models import Member
from mcs.orders.actions.orders import send_order
from mcs.orders.forms.order import OrderForm
from mcs.orders.kinds import KINDS, definition_of
from mcs.orders.models import Counter, Order
from mcs.orders.queries.offers import offers_of
from mcs.orders.rules.access import get_orderable, may_order_now
from mcs.orders.views.drafts import draft_of, drop_draft, keep_draft, take_pending

TOO_MANY = _("That is a lot of orders in a short time. Your text is kept: please try again in an hour.")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of one kind; a button changes the kind and keeps what was typed."""
    listing, counter = get_orderable(slug)
    if counter is None or (counter.is_paused() and request.method != "POST"):
        return render(request, "orders/order_closed.html", {"listing": listing, "counter": counter})
    member = request.user if isinstance(request.user, Member) else None
    if request.method != "POST" or "genre-vers" in request.POST:
        return _page(request, listing, counter, _fresh(request, listing, counter, member))
    form = _sent_form(request.POST, listing, counter)
    if not form.is_valid():
        return _page(request, listing, counter, form)
    if not may_order_now(member, client_block(request)):
        form.add_error(None, TOO_MANY)
        return _page(request, listing, counter, form, status=429)
    if member is None:
        return keep_draft(request, slug, form.typed(), form.kind.kind)
    return redirect(_sent(request, listing, member, form))


def send_pending(request: HttpRequest, member: Member) -> str | None:
    """Sends what she wrote before joining; the address of the order, or of the form that holds it still."""
    slug = take_pending(request)
    if not slug:
        return None
    try:
        listing, counter = get_orderable(slug)
    except Http404:
        return None
    form = _sent_form(draft_of(request, slug), listing, counter) if counter else None
    if form is None or not form.is_valid() or not may_order_now(member, client_block(request)):
        messages.warning(request, _("Your text is kept. One thing is missing before it can be sent."))
        return reverse("orders:order", args=[slug])
    return _sent(request, listing, member, form).get_absolute_url()


def order_button(request: HttpRequest, listing: Listing) -> SafeString:
    """« Commander », where the merchant takes orders. No query: the listing says so itself."""
    if not (listing.takes_orders and listing.manager_id and listing.is_published):
        return SafeString()
    return render_to_string("orders/button.html", {"listing": listing}, request)


def _sent(request: HttpRequest, listing: Listing, member: Member, form: OrderForm) -> Order:
    sent = send_order(
        listing=listing,
        member=member,
        kind=form.kind.kind,
        submission=_submission(form.data.get("submission", "")),
        values=form.values(),
    )
    drop_draft(request, listing.slug)
    messages.success(request, _("Your order is sent. You will be told as soon as it is answered."))
    return sent


def _sent_form(data: Any, listing: Listing, counter: Counter) -> OrderForm:
    kind = definition_of(data.get("genre"), counter.kinds)
    return OrderForm(data, kind=kind, counter=counter, offers=offers_of(listing))


def _submission(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _fresh(request: HttpRequest, listing: Listing, counter: Counter, member: Member | None) -> OrderForm:
    """The form with what is known: what was typed for another kind, a draft, her name."""
    typed = {key: value for key, value in request.POST.items() if not key.startswith("genre")}
    start: dict[str, Any] = {"name": member.name if member else ""} | draft_of(request, listing.slug) | typed
    asked = request.POST.get("genre-vers") or request.GET.get("genre") or start.get("genre")
    kind = definition_of(asked, counter.kinds)
    return OrderForm(kind=kind, counter=counter, offers=offers_of(listing), initial=start)


def _page(request: HttpRequest, listing: Listing, counter: Counter, form: OrderForm, status: int = 200) -> HttpResponse:
    context = {
        "listing": listing,
        "counter": counter,
        "form": form,
        "kinds": [kind for kind in KINDS.values() if kind.kind in counter.kinds],
        "submission": form.data.get("submission") or uuid4(),
        "phone": written_phone(listing.phone),
    }
    return render(request, "orders/order.html", context, status=status)
