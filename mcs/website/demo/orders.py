"""Who takes orders in the demo, what they offer, and the orders of those one can sign in as."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.orders.enums import OrderKind, OrderStatus
from mcs.orders.models import Counter, Offer, Order
from mcs.orders.models.order import Picked
from mcs.website.demo.businesses import Business
from mcs.website.demo.plan import Network
from mcs.website.demo.words import read

A_TRADE = 5  # shops of a trade that take orders, those with a manager first
NAMESPACE = uuid5(NAMESPACE_URL, "https://demo.example/")  # the same keys every time
FIRST, OTHERS = "Nadia", ("Karim", "Jeanne", "Paul")


def write_orders(network: Network, now: datetime) -> None:
    """Writes rules, offers and orders of listings that are in the database."""
    said = read("orders")
    taken: dict[int, tuple[Listing, dict[str, Any]]] = {}
    for rules in (*said["shop"], *said["trade"]):
        for business in _shops(network, rules):
            taken.setdefault(business.listing.pk, (business.listing, rules))
    listings = [listing for listing, _rules in taken.values()]
    Counter.objects.bulk_create(_counter(listing, rules) for listing, rules in taken.values())
    Offer.objects.bulk_create(offer for listing, rules in taken.values() for offer in _offers(listing, rules))
    for listing, rules in taken.values():
        listing.takes_orders, listing.offer_count = True, len(rules["offers"])
    Listing.objects.bulk_update(listings, ["takes_orders", "offer_count"])
    nadia, fatima = (network.crowd.by_email[f"{name}@demo.example"].member for name in ("nadia", "fatima"))
    others = [one.member for one in network.crowd.writers if one.member not in (nadia, fatima)]
    own = [listing for listing in listings if listing.manager_id == fatima.pk]
    orders = _each_state(listings[0], nadia, now)
    orders += [order for listing in own[:1] for order in _to_answer(listing, [nadia, *others[:2]], now)]
    Order.objects.bulk_create(orders)


def _shops(network: Network, rules: dict[str, Any]) -> list[Business]:
    if "name" in rules:
        return [business for business in network.businesses if business.listing.name == rules["name"]]
    ones = [business for business in network.businesses if business.trade.key == rules["key"]]
    return [business for business in ones if business.manager][:A_TRADE]


def _counter(listing: Listing, rules: dict[str, Any]) -> Counter:
    facts = {name: rules[name] for name in ("kinds", "closes_hours", "days_off")}
    return Counter(listing=listing, is_open=True, **facts)


def _offers(listing: Listing, rules: dict[str, Any]) -> list[Offer]:
    return [Offer(listing=listing, position=place, **offer) for place, offer in enumerate(rules["offers"])]


def _each_state(listing: Listing, member: Member, now: datetime) -> list[Order]:
    """A surprise in every state there is."""
    picked: list[Picked] = [{"name": "Petit déjeuner surprise", "price": 2400, "number": 2}]
    orders = []
    for number, status in enumerate(OrderStatus):
        sent = now - timedelta(days=number, hours=3)
        order = _order(listing, member, OrderKind.DELIVER, sent, number)
        order.status, order.picked, order.version = status, picked, int(status != OrderStatus.SENT)
        order.recipient, order.card_text, order.people = "Jeanne", "Bonne fête, et à dimanche !", 2
        order.name, order.phone, order.address = FIRST, "+33639980101", "18 rue du Commandant-Rolland"
        order.wanted_on = timezone.localdate(sent) + timedelta(days=3)
        if status not in (OrderStatus.SENT, OrderStatus.CANCELLED):
            order.price, order.slot = 4800, "entre 8 h et 8 h 30"
        orders.append(order)
    return orders


def _to_answer(listing: Listing, members: list[Member], now: datetime) -> list[Order]:
    wanted = (
        "Une daurade de 800 g, vidée et écaillée",
        "Deux douzaines de moules de Bouzigues",
        "Un poulpe, pas trop gros",
    )
    orders = []
    for number, (member, text) in enumerate(zip(members, wanted, strict=False)):
        order = _order(listing, member, OrderKind.ASIDE, now - timedelta(hours=number + 1), 50 + number)
        order.text, order.name = text, (FIRST, *OTHERS)[number]
        order.wanted_on = timezone.localdate(now) + timedelta(days=1)
        orders.append(order)
    return orders


def _order(listing: Listing, member: Member, kind: OrderKind, sent: datetime, number: int) -> Order:
    key = uuid5(NAMESPACE, f"{listing.slug} {number}")
    return Order(listing=listing, member=member, kind=kind, submission=key, created_at=sent, moved_at=sent)
