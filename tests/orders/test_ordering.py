"""One short request: sent by a member, answered from the e-mail, followed and cancelled."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.core.signing import dumps
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.notices.models import NoticeEntry
from mcs.orders.actions.counter import set_counter
from mcs.orders.actions.forget import empty_orders
from mcs.orders.actions.offers import set_offers
from mcs.orders.enums import OrderKind, OrderStatus
from mcs.orders.models import Offer, Order
from mcs.orders.rules.access import OF_MEMBER, SALT, answer_token
from mcs.orders.views.order import send_pending
from tests.factories import make_listing, make_member, make_order

pytestmark = pytest.mark.django_db
MONDAY_NOON = "2026-11-23 12:00:00+01:00"


@pytest.fixture
def nadia(client: Client) -> Member:
    member = make_member("Nadia B.", email="nadia@network.example")
    client.force_login(member)
    return member


@pytest.fixture
def listing() -> Listing:
    shop = make_listing("So’Petit Déjeuner", manager=make_member("Sophie T.", email="sophie@network.example"))
    take_orders(shop)
    set_offers(
        listing=shop,
        offers=[{"name": "Surprise", "price": 2450, "lead_hours": 48, "minimum": 2, "text": "Carte écrite à la main"}],
    )
    return shop


def take_orders(listing: Listing, **values: Any) -> None:
    set_counter(listing=listing, values={"is_open": True, "kinds": list(OrderKind.values)} | values)


def order_url(listing: Listing) -> str:
    return reverse("orders:order", args=[listing.slug])


def surprise(**values: str) -> dict[str, str]:
    """What is typed to have a breakfast brought to somebody."""
    data = {"genre": "deliver", "submission": str(uuid4()), f"offre-{Offer.objects.get().pk}": "2"}
    data |= {"wanted_on": "2026-11-28", "wanted_at": "08:00", "name": "Nadia", "phone": "06 12 34 56 78"}
    data |= {"address": "12 rue Paradis", "recipient": "Maman", "card_text": "Bonne fête !", "people": "3"}
    return data | values


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def link() -> str:
    """The address in the last e-mail."""
    return str(mail.outbox[-1].body).split("http://localhost:8000")[1].split()[0]


def press(url: str, to: str, seen: int, **values: str) -> Any:
    return Client().post(url, {"vers": to, "vu": str(seen)} | values, follow=True)


@time_machine.travel(MONDAY_NOON, tick=False)
def test_a_surprise_is_ordered_answered_agreed_and_done(client: Client, nadia: Member, listing: Listing) -> None:
    assert "Commander" in client.get(listing.get_absolute_url()).content.decode()
    page = words(client.post(order_url(listing), surprise(), follow=True))
    assert "Votre commande est envoyée." in page
    assert mail.outbox[-1].to == ["sophie@network.example"]
    assert mail.outbox[-1].subject == "Nadia commande chez So’Petit Déjeuner\u00a0: Livrez-moi"
    for said in ("2 × Surprise", "Maman", "Bonne fête !", "12 rue Paradis", "06 12 34 56 78", "samedi 28 novembre"):
        assert said in str(mail.outbox[-1].body)
    url, order = link(), Order.objects.get()
    for _look in range(2):  # a scanner follows links
        assert "49" in words(Client().get(url))
    order.refresh_from_db()
    assert order.status == OrderStatus.SENT
    assert "Dites ce que vous proposez" in words(press(url, "changed", 0))
    assert "Votre client est prévenu." in words(press(url, "changed", 0, price="52,50", slot="samedi vers 8 h 30"))
    assert (NoticeEntry.objects.get(member=nadia).kind, NoticeEntry.objects.count()) == ("order-answered", 2)
    shown = words(client.get(order.get_absolute_url()))
    assert "52,50 €" in shown
    assert "à confirmer" in shown
    page = words(client.post(reverse("orders:order_agree", args=[order.pk]), {"vu": "1"}, follow=True))
    assert "Le commerçant est prévenu." in page
    assert mail.outbox[-1].to == ["sophie@network.example"]
    press(url, "ready", 2)
    press(url, "done", 3)
    order.refresh_from_db()
    assert (order.status, order.version, order.price) == (OrderStatus.DONE, 4, 5250)
    assert press(url, "refused", 4).status_code == 409


@time_machine.travel(MONDAY_NOON, tick=False)
def test_a_visitors_order_is_sent_once_she_has_joined(listing: Listing) -> None:
    visitor = Client()
    response = visitor.post(order_url(listing), surprise(), follow=True)
    assert response.redirect_chain[0][0].startswith("/rejoindre/?suite=")
    assert Order.objects.count() == 0
    assert "12 rue Paradis" in words(visitor.get(order_url(listing)))
    request = RequestFactory().get("/")
    request.session = visitor.session
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    member = make_member()
    assert send_pending(request, member) == Order.objects.get(member=member).get_absolute_url()
    assert send_pending(request, member) is None


@time_machine.travel(MONDAY_NOON, tick=False)
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"wanted_on": "2026-11-25", "wanted_at": "08:00"}, "Trop tôt : il faut commander 48 h avant."),
        ({"wanted_on": "2026-11-22"}, "Ce jour est passé"),
        ({"wanted_on": "2026-11-29"}, "Pas de service ces jours de la semaine : dimanche."),
        ({"wanted_on": "9999-12-31"}, "Un an à l’avance au plus"),
        ({"wanted_on": "demain"}, "15/08/2026"),
        ({"phone": "12345678"}, "Cela ne ressemble pas à un numéro de téléphone."),
        ({"address": ""}, "Ce champ est obligatoire."),
        ({"card_text": "\x00<script>" * 100}, "300"),
        ({"people": "-1"}, "supérieure ou égale à 0"),
        ({"wanted_at": "99:99"}, "Écrivez une heure comme 9:30."),
    ],
)
def test_what_cannot_be_is_said_and_stays(
    client: Client, nadia: Member, listing: Listing, typed: dict[str, str], said: str
) -> None:
    take_orders(listing, days_off=[6])
    page = words(client.post(order_url(listing), surprise(**typed)))
    assert said in page
    assert "Bonne fête" in page or "card_text" in typed
    assert Order.objects.count() == 0


@time_machine.travel(MONDAY_NOON, tick=False)
def test_offers_have_a_minimum_and_unknown_kinds_or_offers_do_no_harm(
    client: Client, nadia: Member, listing: Listing
) -> None:
    data = surprise()
    pick = next(name for name in data if name.startswith("offre-"))
    assert "À partir de 2 pour celle-ci." in words(client.post(order_url(listing), data | {pick: "1"}))
    odd = {"genre": "x' OR 1=1", "submission": "nope", "offre-999999": "3", "text": "Un rôti", "name": "Nadia"}
    client.post(order_url(listing), odd)
    client.post(order_url(listing), data)
    client.post(order_url(listing), data)  # pressed twice
    assert sorted(Order.objects.values_list("kind", "text")) == [("aside", "Un rôti"), ("deliver", "")]
    page = words(client.post(order_url(listing), data | {"genre-vers": "call"}))
    assert ("06 12 34 56 78" in page, "12 rue Paradis" in page) == (True, False)


@time_machine.travel(MONDAY_NOON, tick=False)
def test_a_pause_shows_and_ends_by_itself(client: Client, nadia: Member, listing: Listing) -> None:
    take_orders(listing, paused_until=date(2026, 11, 24), pause_note="Congés")
    said = "Commandes en pause jusqu’au 24 novembre inclus. Congés"
    assert said in words(client.get(listing.get_absolute_url()))
    assert said in words(client.get(order_url(listing)))
    with time_machine.travel("2026-11-25 09:00:00+01:00", tick=False):
        assert "en pause" not in words(client.get(listing.get_absolute_url()))
        assert "Envoyer ma commande" in words(client.get(order_url(listing)))


def test_without_a_manager_or_an_address_only_the_telephone_is_offered(client: Client, listing: Listing) -> None:
    Member.objects.filter(listings=listing).update(email=None)
    assert "Ce commerce ne prend pas de commandes ici." in words(client.get(order_url(listing)))
    Listing.objects.filter(pk=listing.pk).update(manager=None)
    assert "/commander/" not in words(client.get(listing.get_absolute_url()))
    assert "Ce commerce ne prend pas de commandes ici." in words(client.get(order_url(listing)))


def test_a_member_cancels_until_it_is_ready(client: Client, nadia: Member, listing: Listing) -> None:
    order = make_order(listing, member=nadia)
    url = reverse("orders:order_cancel", args=[order.pk])
    assert "a changé entre-temps" in words(client.post(url, {"vu": "7"}, follow=True))
    client.post(url, {"vu": "0"})
    order.refresh_from_db()
    assert order.status == OrderStatus.CANCELLED
    assert mail.outbox[-1].subject == "Commande passée par Nadia chez So’Petit Déjeuner\u00a0: annulée"
    ready = make_order(listing, member=nadia, status=OrderStatus.READY)
    client.post(reverse("orders:order_cancel", args=[ready.pk]), {"vu": "0"})
    ready.refresh_from_db()
    assert ready.status == OrderStatus.READY


def test_links_end_and_die_with_the_next_manager(listing: Listing) -> None:
    order = make_order(listing)
    url = reverse("orders:answer", args=[answer_token(order)])
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        over = Client().post(url, {"vers": "accepted", "vu": "0"})
        assert (over.status_code, "Ce lien est trop ancien." in words(over)) == (410, True)
    Member.objects.filter(listings=listing).update(is_active=False)  # suspended: orders say where neighbours live
    assert Client().get(url).status_code == 404
    Member.objects.filter(listings=listing).update(is_active=True)
    assert Client().get(url).status_code == 200
    Listing.objects.update(link_version=1)
    assert Client().get(url).status_code == 404
    forged = reverse("orders:answer", args=[dumps([order.pk, 1], salt=SALT + "x")])
    assert Client().get(forged).status_code == 404


def test_too_many_orders_are_refused_and_kept(client: Client, nadia: Member, listing: Listing) -> None:
    for _one in range(OF_MEMBER[0].times):
        OF_MEMBER[0].allows(str(nadia.pk))
    typed = {"genre": "aside", "text": "Un rôti de veau", "name": "Nadia"}
    response = client.post(order_url(listing), typed)
    assert (response.status_code, "Un rôti de veau" in words(response)) == (429, True)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_at_any_length(
    client: Client, listing: Listing, nadia: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _one in range(count):
        make_order(listing, member=nadia)
    client.get(reverse("orders:own_orders"))
    with django_assert_num_queries(3):
        client.get(reverse("orders:own_orders"))
    assert listing.manager
    client.force_login(listing.manager)
    client.get(reverse("orders:merchant_orders", args=[listing.slug]))
    with django_assert_num_queries(5):
        client.get(reverse("orders:merchant_orders", args=[listing.slug]))


def test_orders_are_emptied_a_month_after_they_are_over(listing: Listing, nadia: Member) -> None:
    long_ago = timezone.now() - timedelta(days=31)
    told = {"member": nadia, "moved_at": long_ago, "phone": "+33612345678", "address": "12 rue Paradis"}
    done = make_order(listing, status=OrderStatus.DONE, **told)
    going_on = make_order(listing, status=OrderStatus.ACCEPTED, **told)
    assert (empty_orders(), empty_orders()) == (1, 0)
    done.refresh_from_db()
    going_on.refresh_from_db()
    assert (done.phone, done.address, done.text, done.name) == ("", "", "", "")
    assert going_on.address == "12 rue Paradis"


def test_a_merchant_sets_the_rules(client: Client, listing: Listing) -> None:
    assert listing.manager
    client.force_login(listing.manager)
    url = reverse("orders:counter", args=[listing.slug])
    rules: dict[str, Any] = {"is_open": "on", "kinds": ["call"], "closes_hours": "24", "days_off": ["0", "6"]}
    page = words(client.post(url, rules | {"paused_until": "2099-01-01"}))
    assert "Une pause dure un an au plus." in page
    assert "Choisissez-en au moins une." in words(client.post(url, rules | {"kinds": []}))
    assert "Vos règles sont à jour." in words(client.post(url, rules, follow=True))
    listing.refresh_from_db()
    assert (listing.takes_orders, listing.counter.days_off) == (True, [0, 6])
    client.post(url, rules | {"is_open": ""})
    listing.refresh_from_db()
    assert listing.takes_orders is False


def test_the_merchant_hears_of_it_on_the_bell(client: Client, nadia: Member, listing: Listing) -> None:
    client.post(order_url(listing), {"genre": "call", "text": "Un devis", "name": "Nadia", "phone": "0612345678"})
    assert NoticeEntry.objects.get().kind == "order-to-answer"
