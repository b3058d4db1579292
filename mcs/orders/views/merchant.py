"""The merchant's side, signed in: orders to see to, and how they are taken."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from mcs.directory.queries.claims import own_listings
from mcs.members.models import Member
from mcs.orders.actions.counter import set_counter
from mcs.orders.enums import OrderKind
from mcs.orders.forms.counter import CounterForm
from mcs.orders.models import Counter
from mcs.orders.queries.facts import answered_facts, asked_facts
from mcs.orders.queries.lists import merchant_orders as orders_of
from mcs.orders.queries.lists import waiting_count
from mcs.orders.queries.rounds import round_days, round_of
from mcs.orders.round_sheet import round_sheet_pdf
from mcs.orders.rules.access import SHEETS, answer_token, get_run_listing, merchant_email


@require_safe
def merchant_orders(request: HttpRequest, slug: str) -> HttpResponse:
    """Those to see to, each with the way to answer, and those just over."""
    listing = get_run_listing(request.user, slug)
    to_do, over = orders_of(listing)
    context = {
        "listing": listing,
        "to_do": [(order, answer_token(order), asked_facts(order), answered_facts(order)) for order in to_do],
        "over": over,
        "rounds": round_days(to_do),
    }
    return render(request, "orders/merchant_orders.html", context)


@require_safe
def round_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The deliveries of ?jour=2026-12-03 on paper; without any that day, back to the orders, which say so."""
    listing = get_run_listing(request.user, slug)
    try:
        day = date.fromisoformat(request.GET.get("jour", ""))
    except ValueError as error:
        raise Http404 from error
    orders = round_of(listing, day)
    if not orders:
        messages.info(request, _("There is nothing to deliver on that day."))
    elif not SHEETS.allows(str(listing.pk)):
        messages.warning(request, _("Too many sheets were asked for: try again in some minutes."))
    else:
        headers = {"Content-Disposition": f'inline; filename="tournee-{day}.pdf"', "Cache-Control": "no-store"}
        return HttpResponse(round_sheet_pdf(listing, day, orders), content_type="application/pdf", headers=headers)
    return redirect("orders:merchant_orders", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether orders are taken, which, until when, and a pause."""
    listing = get_run_listing(request.user, slug)
    known = Counter.objects.filter(listing=listing).first()
    start = model_to_dict(known) if known else {"kinds": [OrderKind.ASIDE, OrderKind.CALL], "is_open": True}
    form = CounterForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid() and form.cleaned_data["is_open"] and not merchant_email(listing):
        form.add_error("is_open", _("Add an e-mail to your account first: that is where orders arrive."))
    if not form.is_valid():
        return render(request, "orders/counter.html", {"listing": listing, "form": form})
    set_counter(listing=listing, values=form.cleaned_data)
    messages.success(request, _("Your rules are up to date."))
    return redirect("orders:merchant_orders", slug)


def orders_section(request: HttpRequest, member: Member) -> SafeString:
    """On one's own page: the way to what one ordered, and to what is ordered from one's businesses (two queries)."""
    listings = [listing for listing in own_listings(member) if listing.is_published]
    waiting = waiting_count(member) if listings else {}
    shops = [(listing, waiting.get(listing.pk, 0)) for listing in listings]
    return render_to_string("orders/section.html", {"shops": shops}, request)
