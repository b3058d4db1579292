"""A merchant's few offers: written in one form, shown on the listing's page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mcs.directory.actions.merge import merge_listings
from mcs.directory.models import Listing
from mcs.members.models import Member
from mcs.orders.actions.offers import set_offers
from mcs.orders.models import Offer
from tests.factories import make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db
EMPTY: Any = {"price": None, "lead_hours": 0, "minimum": 1, "text": ""}


@pytest.fixture
def merchant(client: Client) -> Member:
    member = make_member("Sophie T.")
    client.force_login(member)
    return member


@pytest.fixture
def listing(merchant: Member) -> Listing:
    return make_listing(manager=merchant)


def row(number: int, name: str, **values: str) -> dict[str, str]:
    return {f"o{number}-nom": name} | {f"o{number}-{key}": value for key, value in values.items()}


def save(client: Client, listing: Listing, *rows: dict[str, str]) -> str:
    data: dict[str, Any] = {key: value for each in rows for key, value in each.items()}
    response = client.post(reverse("orders:offers", args=[listing.slug]), data, follow=True)
    return re.sub(r"\s+", " ", response.content.decode())


def saved() -> list[tuple[str, int | None, int, int, str]]:
    return list(Offer.objects.values_list("name", "price", "lead_hours", "minimum", "text"))


def test_a_merchant_writes_offers_which_neighbours_read(client: Client, listing: Listing) -> None:
    first = row(0, "Petit déjeuner surprise", prix="24,50 €", delai="48", minimum="2", texte="Carte écrite à la main")
    page = save(client, listing, first, row(1, "Brunch </script>"))
    assert "Vos offres sont à jour." in page
    assert saved() == [
        ("Petit déjeuner surprise", 2450, 48, 2, "Carte écrite à la main"),
        ("Brunch </script>", None, 0, 1, ""),
    ]
    shown = Client().get(listing.get_absolute_url()).content.decode()
    for said in ("24,50\u00a0€", "à commander 48 h avant", "2 au minimum", "prix sur demande"):
        assert said in shown
    assert "Modifier les offres" not in shown
    told = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown)]
    assert told[0]["@id"] == told[1]["@id"]
    assert [offer.get("price") for offer in told[1]["makesOffer"]] == ["24.50", None]
    kept = Offer.objects.get(name="Brunch </script>").pk
    save(
        client,
        listing,
        row(0, "Petit déjeuner surprise") | {"o0-sans": "on", "o0-minimum": "x"},
        first | row(1, "Brunch </script>", prix="30"),
    )
    assert list(Offer.objects.values_list("pk", "price")) == [(kept, 3000)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (row(0, "", prix="12"), "Donnez-lui un nom, ou videz toute la ligne."),
        (row(0, "Pain", minimum="beaucoup"), "Écrivez un nombre entier, par exemple 2."),
        (row(0, "Pain", prix="douze"), "Écrivez un montant"),
        (row(0, "Pain") | row(1, "pain"), "Une autre offre porte déjà ce nom."),
        (row(0, "Pain", delai="1; DROP TABLE"), "Sélectionnez un choix valide"),
        (row(0, "p" * 5000), "80"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays(
    client: Client, listing: Listing, typed: dict[str, str], said: str
) -> None:
    page = save(client, listing, typed)
    assert said in page
    assert saved() == []


@pytest.mark.parametrize("count", [1, 3])
def test_listing_page_costs_the_same_at_any_number_of_offers(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listing = make_listing()
    offers = [{"name": f"Panier {number}"} | EMPTY for number in range(count)]
    set_offers(listing=listing, offers=offers)
    client.get(listing.get_absolute_url())
    with django_assert_num_queries(6):
        client.get(listing.get_absolute_url())


def test_offers_follow_a_listing_made_part_of_another(listing: Listing) -> None:
    twin = make_listing("Boucherie du Prado")
    for name, of in (("Panier", listing), ("Panier", twin), ("Rôti", twin)):
        Offer.objects.create(listing=of, name=name)
    merge_listings(keep=listing, drop=twin, member=make_volunteer())
    assert sorted(listing.offers.values_list("name", flat=True)) == ["Panier", "Rôti"]
    listing.refresh_from_db()
    assert listing.offer_count == 2
