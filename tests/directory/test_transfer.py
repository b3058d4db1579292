"""Handing a listing over: by a link, once, to one account."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mcs.directory.actions.claims import open_claim, prove
from mcs.directory.enums import ClaimProof, ClaimStatus
from mcs.directory.models import Listing
from mcs.members.models import Member
from tests.factories import make_listing, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Member:
    member = make_member("Sophie T.", email="sophie@network.example")
    client.force_login(member)
    return member


@pytest.fixture
def listing(manager: Member) -> Listing:
    return make_listing(manager=manager)


def offered(client: Client, listing: Listing, email: str = "Karim@network.example") -> str:
    client.post(reverse("directory:transfer_listing", args=[listing.slug]), {"email": email})
    return str(mail.outbox[-1].body).split("http://localhost:8000")[2].split()[0]


def signed_in(**values: object) -> Client:
    client = Client()
    client.force_login(make_member("Karim L.", **values))
    return client


def test_the_person_named_takes_the_page_over_once(client: Client, listing: Listing) -> None:
    link, karim = offered(client, listing), signed_in(email="karim@network.example")
    assert karim.get(link).status_code == 200
    listing.refresh_from_db()
    assert [listing.manager.name if listing.manager else ""] == ["Sophie T."]
    assert "Vous gérez désormais la fiche" in karim.post(link, follow=True).content.decode()
    listing.refresh_from_db()
    assert [listing.manager.name if listing.manager else ""] == ["Karim L."]
    assert mail.outbox[-1].to == ["sophie@network.example"]
    assert client.get(reverse("directory:listing_edit", args=[listing.slug])).status_code == 404
    again = karim.post(link)
    assert (again.status_code, "Ce lien a déjà servi" in again.content.decode()) == (410, True)


def test_the_claim_of_who_handed_over_no_longer_holds(client: Client, manager: Member) -> None:
    listing = make_listing()
    claim = prove(claim=open_claim(listing=listing, member=manager, proof=ClaimProof.PHONE, target=listing.phone))
    listing.refresh_from_db()
    signed_in(email="karim@network.example").post(offered(client, listing))
    claim.refresh_from_db()
    assert claim.status == ClaimStatus.REVOKED
    assert "Vous ne gérez plus" in client.get(reverse("directory:claim", args=[claim.pk])).content.decode()


@pytest.mark.parametrize("email", ["autre@network.example", None])
def test_a_link_forwarded_to_another_account_is_refused(client: Client, listing: Listing, email: str | None) -> None:
    link = offered(client, listing)
    response = signed_in(email=email).post(link)
    assert response.status_code == 403
    assert "Ce lien a été fait pour le compte de quelqu’un d’autre." in response.content.decode()


def test_a_link_ends_after_a_week(client: Client, listing: Listing) -> None:
    link, karim = offered(client, listing), signed_in(email="karim@network.example")
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=5), tick=False):
        assert karim.post(link).status_code in (302, 410)
    listing.refresh_from_db()
    assert [listing.manager.name if listing.manager else ""] == ["Sophie T."]


def test_only_the_manager_hands_over(listing: Listing) -> None:
    other = signed_in(email="pirate@network.example")
    url = reverse("directory:transfer_listing", args=[listing.slug])
    assert other.post(url, {"email": "pirate@network.example"}).status_code == 404
    assert mail.outbox == []


def test_hand_overs_are_limited(client: Client, listing: Listing) -> None:
    url = reverse("directory:transfer_listing", args=[listing.slug])
    found = [client.post(url, {"email": f"x{number}@a.example"}).status_code for number in range(6)]
    assert (found, len(mail.outbox)) == ([302] * 5 + [429], 5)


def test_me_lists_what_one_manages(client: Client, listing: Listing) -> None:
    make_listing("D’un autre", manager=make_member())
    page = client.get(reverse("members:me")).content.decode()
    assert "Mes fiches dans l’annuaire" in page
    assert [name in page for name in ("Boucherie du Prado", "D’un autre")] == [True, False]
    for name in ("listing_edit", "listing_history", "transfer_listing", "leave_listing"):
        assert f'href="{reverse(f"directory:{name}", args=[listing.slug])}"' in page


def test_whoever_opens_the_link_first_is_told_why_to_sign_in(client: Client, listing: Listing) -> None:
    page = Client().get(offered(client, listing), follow=True).content.decode()
    assert "connectez-vous avec l’adresse e-mail qui a reçu le lien" in page
