"""A day's deliveries on paper."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from mcs.directory.models import Listing
from mcs.orders.enums import OrderKind, OrderStatus
from mcs.orders.queries.rounds import round_of
from mcs.orders.round_sheet import round_sheet_data, round_sheet_pdf
from tests.factories import make_listing, make_member, make_order

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 3)
ADDRESSES = {"9 rue Borde": None, "30 rue Borde": None, "2 rue Borde": None, "1 avenue Cantini": None, "x": time(9, 30)}


@pytest.fixture
def shop() -> Listing:
    return make_listing("So’Petit Déjeuner", manager=make_member("Sophie T.", email="sophie@network.example"))


def deliver(shop: Listing, address: str, at: time | None = None, **values: object) -> None:
    agreed = {"kind": OrderKind.DELIVER, "status": OrderStatus.ACCEPTED, "wanted_on": DAY, "phone": "+33639981234"}
    make_order(shop, address=address, wanted_at=at, **(agreed | values))


def test_round_goes_by_hour_then_street_by_street(shop: Listing) -> None:
    for address, at in ADDRESSES.items():
        deliver(shop, address, at)
    driven = [order.address for order in round_of(shop, DAY)]
    assert driven == ["x", "1 avenue Cantini", "2 rue Borde", "9 rue Borde", "30 rue Borde"]


def test_round_has_what_is_agreed_for_that_day_and_business_only(shop: Listing) -> None:
    deliver(shop, "a", status=OrderStatus.READY)
    for other in ({"status": OrderStatus.SENT}, {"status": OrderStatus.CANCELLED}, {"kind": OrderKind.BOOK}):
        deliver(shop, "not this", **other)
    deliver(shop, "another day", wanted_on=date(2026, 12, 4))
    deliver(make_listing("Ailleurs"), "another shop")
    assert [order.address for order in round_of(shop, DAY)] == ["a"]


def test_sheet_says_whom_what_and_how_much_whatever_was_written(shop: Listing) -> None:
    deliver(shop, "12 rue Borde", time(9, 30), recipient="Mamie", price=2450, text="<b>#panic()</b> 🎂 كعكة", note="2e")
    deliver(shop, "A" * 200, price=1000, text="W" * 1000, card_text="Bon anniversaire\n" * 15)
    orders = round_of(shop, DAY)
    data = round_sheet_data(shop, DAY, orders)
    assert (data["title"], data["summary"]) == (
        "Livraisons du jeudi 3 décembre 2026",
        "2 livraisons · 34,50\u00a0€ à encaisser",
    )
    first = data["doors"][0]
    assert (first["when"], first["who"], first["ordered_by"], first["phone"], first["price"]) == (
        "9:30",
        "Mamie",
        "surprise commandée par Nadia",
        "06 39 98 12 34",
        "24,50\u00a0€",
    )
    assert round_sheet_pdf(shop, DAY, orders)[:5] == b"%PDF-"


def test_merchant_prints_it_from_the_orders(client: Client, shop: Listing) -> None:
    assert shop.manager
    client.force_login(shop.manager)
    page = reverse("orders:merchant_orders", args=[shop.slug])
    assert "Vos tournées" not in client.get(page).content.decode()
    deliver(shop, "12 rue Borde")
    sheet = f"{reverse('orders:round_sheet', args=[shop.slug])}?jour=2026-12-03"
    assert f'href="{sheet}"' in client.get(page).content.decode()
    response = client.get(sheet)
    assert (response.content[:5], response.headers["Cache-Control"]) == (b"%PDF-", "no-store")


@pytest.mark.parametrize(("day", "status"), [("2026-12-04", 302), ("", 404), ("demain", 404), ("9999999-01-01", 404)])
def test_day_without_deliveries_says_so(client: Client, shop: Listing, day: str, status: int) -> None:
    assert shop.manager
    client.force_login(shop.manager)
    answer = client.get(reverse("orders:round_sheet", args=[shop.slug]), {"jour": day})
    assert answer.status_code == status
    if status == 302:
        told = client.get(answer.headers["Location"]).content.decode()
        assert "Il n’y a rien à livrer ce jour-là." in told
