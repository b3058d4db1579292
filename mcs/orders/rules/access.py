"""Who may see and answer an order, and how often one may order."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mcs.directory.models import Listing
from mcs.lib.ratelimit.limits import Limit
from mcs.lib.signed_links import LinkExpired, read_link
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.orders.models import Counter, Order

HOUR, DAY = 3600, 86_400
OF_MEMBER = (Limit("orders.member", 10, HOUR), Limit("orders.member", 30, DAY))
OF_BLOCK = (Limit("orders.block", 30, HOUR), Limit("orders.block", 100, DAY))
ANSWERS = Limit("orders.answer", 60, HOUR)  # of one order
SHEETS = Limit("orders.sheets", 30, HOUR)  # of one listing
SALT = "orders.answer"
LINK_AGE = timedelta(days=30)
OUTLIVED = _("This link is too old. Sign in to find your orders, or call your customer.")


def get_orderable(slug: str) -> tuple[Listing, Counter | None]:
    """The published listing of that slug, and its counter if orders reach somebody; raises Http404."""
    listings = Listing.objects.published().for_cards().select_related("manager", "counter")
    listing = get_object_or_404(listings, slug=slug)
    counter = getattr(listing, "counter", None)
    return listing, counter if counter and counter.is_open and merchant_email(listing) else None


def merchant_email(listing: Listing) -> str:
    """Where whoever manages the listing reads of orders; "" when nobody does."""
    if listing.manager is None or not listing.manager.is_active:
        return ""
    return listing.manager.email or listing.email


def get_run_listing(user: AbstractBaseUser | AnonymousUser, slug: str) -> Listing:
    """The listing that the user runs; raises Http404 for anyone else, volunteers too: orders are private."""
    if not isinstance(user, Member):
        raise Http404
    return get_object_or_404(Listing.objects.for_cards(), slug=slug, manager=user)


def get_own_order(user: AbstractBaseUser | AnonymousUser, pk: int) -> Order:
    """What she ordered herself; raises Http404 for anyone else's."""
    if not isinstance(user, Member):
        raise Http404
    return get_object_or_404(Order.objects.select_related("listing__manager"), pk=pk, member=user)


def answer_token(order: Order) -> str:
    """What the link mailed to the merchant carries: it answers that one order, and dies with the next manager."""
    return signing.dumps([order.pk, order.listing.link_version], salt=SALT)


def get_order_by_token(token: str) -> Order:
    """The order a merchant's link is for. Raises Refusal when it is too old, Http404 when forged or outlived, or when
    whoever ran the business has left or is suspended: orders say where neighbours live."""
    try:
        pk, version = read_link(token, salt=SALT, max_age=LINK_AGE)
    except LinkExpired as error:
        raise Refusal(OUTLIVED, 410) from error
    orders = Order.objects.select_related("listing__manager", "member")
    return get_object_or_404(orders, pk=pk, listing__link_version=version, listing__manager__is_active=True)


def may_order_now(member: Member | None, block: str) -> bool:
    """Counts one order, and says whether it is within the limits."""
    uses = [(limit, block) for limit in OF_BLOCK] + [(limit, str(member.pk)) for limit in OF_MEMBER if member]
    return all(limit.allows(subject) for limit, subject in uses)
