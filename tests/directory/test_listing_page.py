"""The page of a listing, whole: what it shows, what it costs, what is left of one that was taken down."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.directory.enums import ListingStatus, RemovalReason
from mcs.directory.models import Listing
from mcs.directory.models.listing import Closure
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from tests.factories import make_category, make_district, make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=timezone.get_fixed_timezone(60))  # a Tuesday


def make_full_listing(photos: int = 0) -> Listing:
    """With everything a page can show."""
    eighth, ninth = make_district(8), make_district(9)
    listing = make_listing(
        phone="+33491000000",
        other_phone="+33612345678",
        email="secret@boucherie.example",
        links=["https://www.instagram.com/boucherie"],
        opening_hours="Mo-Sa 08:00-12:30",
        schedule="Mo-Sa 08:00-12:30",
        comes_to_you=True,
        click_and_collect=True,
        wheelchair=True,
        delivers=True,
        delivery_days="mardi matin",
        delivery_minimum=2500,
        delivery_fee=350,
        delivery_ends_on=date(2026, 12, 24),
        checked_on=date(2026, 11, 1),
        latitude=43.27,
        longitude=5.38,
        district=eighth,
        recommendation_count=12,
    )
    listing.other_categories.add(make_category("shop=deli", name_fr="Épicerie fine", name_en="Deli"))
    listing.served_districts.add(eighth, ninth)
    listing.delivery_districts.add(ninth)
    Closure.objects.create(listing=listing, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 21), note="congés")
    Closure.objects.create(listing=listing, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 2), note="passés")
    for number in range(photos):
        photo = Photo.objects.create(status=PhotoStatus.READY, width=640, height=480, widths=[640], alt=f"Vue {number}")
        listing.listing_photos.create(photo=photo, position=number)
    return listing


def read(client: Client, listing: Listing) -> str:
    return client.get(listing.get_absolute_url()).content.decode()


@pytest.mark.parametrize("photos", [1, 3])
def test_listing_costs_a_member_the_same_at_any_number_of_photos(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, photos: int
) -> None:
    listing = make_full_listing(photos)
    client.force_login(make_member())
    read(client, listing)
    with django_assert_num_queries(8):
        read(client, listing)


@time_machine.travel(NOON, tick=False)
def test_listing_says_what_it_knows(client: Client) -> None:
    text = re.sub("[ \\n]+", " ", read(client, make_full_listing()))
    for said in (
        "Boucherie, épicerie fine",
        "Vient chez vous · 8<sup>e</sup>, 9<sup>e</sup>",
        "Ouvert jusqu’à 12\u00a0h\u00a030",
        "Retrait sur place",
        "<dt>Où</dt><dd>9e</dd>",
        "<dt>Minimum</dt><dd>25\u00a0€</dd>",
        "<dt>Frais</dt><dd>3,50\u00a0€</dd>",
        "<dt>Jusqu’au</dt><dd>24\u00a0décembre</dd>",
        "Fermé du 1er au 21\u00a0décembre\u00a0: congés",
        '<tr class="today" aria-current="date"><th scope="row">Mardi</th>',
        "Fiche vérifiée le 1er\u00a0novembre",
        "06\u00a012\u00a034\u00a056\u00a078",
        "instagram.com</a>",
    ):
        assert said in text
    assert "passés" not in text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"checked_on": date(2026, 8, 5)}, "Fiche vérifiée le 5\u00a0août"),
        ({"checked_on": date(2026, 8, 4)}, "Non confirmée depuis le 4\u00a0août"),
        ({"published_at": NOON - timedelta(days=100)}, "Non confirmée depuis le 26\u00a0juillet"),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_listing_shows_old_facts_as_old(client: Client, facts: dict[str, Any], said: str) -> None:
    assert said in read(client, make_listing(**facts))


@time_machine.travel(NOON, tick=False)
def test_a_delivery_for_a_time_only_ends_by_itself(client: Client) -> None:
    listing = make_listing(delivers=True, delivery_note="Partout", delivery_ends_on=date(2026, 11, 3))
    assert "Livre chez vous" in read(client, listing)
    Listing.objects.update(delivery_ends_on=date(2026, 11, 2))
    assert "Livre chez vous" not in read(client, listing)
    assert "Partout" not in read(client, listing)


@pytest.mark.parametrize(("photos", "shown", "link"), [(0, 0, 0), (1, 1, 0), (2, 2, 1), (5, 5, 1), (12, 5, 1)])
def test_gallery_holds_any_number_of_photos(client: Client, photos: int, shown: int, link: int) -> None:
    listing = make_full_listing(photos)
    text = read(client, listing)
    assert (text.count("gallery-item"), text.count("gallery-all")) == (max(shown, 1), link)
    album = client.get(f"{listing.get_absolute_url()}photos/").content.decode()
    assert album.count("<figure>") == photos


def test_email_is_shown_to_who_asks_only(client: Client) -> None:
    listing = make_full_listing()
    assert "secret" not in read(client, listing)
    address = f"{listing.get_absolute_url()}e-mail/"
    assert client.get(address).status_code == 405
    shown = client.post(address)
    assert 'href="mailto:secret@boucherie.example"' in shown.content.decode()
    assert shown.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    part = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<a class="button soft wide email"')


@time_machine.travel(NOON, tick=False)
def test_email_is_not_given_by_the_hundred(client: Client) -> None:
    address = f"{make_full_listing().get_absolute_url()}e-mail/"
    statuses = [client.post(address).status_code for _time in range(31)]
    assert statuses == [200] * 30 + [429]
    answer = client.post(address, headers={"HX-Request": "true"})
    assert (answer.status_code, "secret" in answer.content.decode()) == (200, False)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (RemovalReason.LEFT, "Ce commerce a demandé à quitter l’annuaire."),
        (RemovalReason.CLOSED, "Boucherie du Prado a fermé définitivement."),
        (RemovalReason.MERGED, "Ce commerce y était deux fois"),
        (RemovalReason.DESK, "Les bénévoles l’ont retirée."),
    ],
)
def test_a_removed_listing_says_why(client: Client, reason: RemovalReason, said: str) -> None:
    listing = make_listing(status=ListingStatus.REMOVED, removal_reason=reason)
    response = client.get(listing.get_absolute_url())
    assert (response.status_code, said in response.content.decode()) == (410, True)
    client.force_login(make_volunteer())
    assert "Cette fiche n’est plus publique" in read(client, listing)


def test_a_merged_listing_leads_to_the_one_that_stands(client: Client) -> None:
    stands = make_listing()
    gone = {"status": ListingStatus.REMOVED, "removal_reason": RemovalReason.MERGED}
    second = make_listing(merged_into=stands, **gone)
    first = make_listing(merged_into=second, **gone)
    response = client.get(first.get_absolute_url())
    assert (response.status_code, response.headers["Location"]) == (301, stands.get_absolute_url())


def test_listings_merged_in_a_circle_end(client: Client) -> None:
    gone = {"status": ListingStatus.REMOVED, "removal_reason": RemovalReason.MERGED}
    first = make_listing(**gone)
    second = make_listing(merged_into=first, **gone)
    Listing.objects.filter(pk=first.pk).update(merged_into=second)
    assert client.get(first.get_absolute_url()).status_code == 410
