"""Asking merchants whether their page still holds, and leaving the directory."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.core.signing import dumps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mcs.directory.actions.freshness import ask_freshness
from mcs.directory.actions.requests import send_listing_request
from mcs.directory.models import Listing
from mcs.directory.rules import merchant_token
from mcs.directory.rules.links import MERCHANT_SALT
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from tests.factories import make_category, make_listing, make_member

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
NBSP = "\xa0"


def old(name: str = "Boucherie", days: int = 90, **values: object) -> Listing:
    return make_listing(name, **({"email": "a@b.example", "checked_on": TODAY - timedelta(days=days)} | values))


@pytest.mark.parametrize(("days", "asked"), [(89, 0), (90, 1), (400, 1)])
def test_merchants_are_asked_after_ninety_days(days: int, asked: int) -> None:
    old(days=days)
    assert ask_freshness(today=TODAY) == asked
    assert len(mail.outbox) == asked


def test_nobody_is_asked_twice_in_ninety_days() -> None:
    old()
    assert [ask_freshness(today=TODAY + timedelta(days=days)) for days in (0, 0, 1, 89, 90)] == [1, 0, 0, 0, 1]


def test_the_longest_unconfirmed_are_asked_first_and_no_more_than_a_day_bears() -> None:
    for days in (100, 300, 200):
        old(f"Depuis {days}", days=days)
    old("Jamais", checked_on=None)
    assert ask_freshness(at_most=2, today=TODAY) == 2
    assert [sent.subject.partition("\xa0:")[0] for sent in mail.outbox] == ["Jamais", "Depuis 300"]


def test_the_manager_is_asked_else_who_wrote_else_the_public_address() -> None:
    make_category()
    old("Un", manager=make_member(email="sophie@network.example"))
    asked = send_listing_request(message="Boucherie Vidal", email="vidal@network.example", photos=[])
    Listing.objects.filter(pk=asked.listing_id).update(status="published", checked_on=TODAY - timedelta(days=99))
    mail.outbox.clear()
    old("Trois", email="public@b.example")
    old("Sans adresse", email="")
    old("Sans e-mail", email="", manager=make_member())
    assert ask_freshness(today=TODAY) == 3
    found = sorted(sent.to[0] for sent in mail.outbox)
    assert found == ["public@b.example", "sophie@network.example", "vidal@network.example"]


def test_command_asks(capsys: pytest.CaptureFixture[str]) -> None:
    old(checked_on=None)
    call_command("ask_freshness", "--at-most", "5")
    assert capsys.readouterr().out == "1 asked.\n"


def link(name: str, listing: Listing) -> str:
    return reverse(f"directory:{name}", args=[merchant_token(listing)])


def test_only_a_press_confirms() -> None:
    """Mail scanners open every link; they press no button."""
    listing, scanner = old(), Client()
    for name in ("confirm_facts", "stop_asking", "merchant_leave"):
        assert [scanner.get(link(name, listing)).status_code, scanner.head(link(name, listing)).status_code] == [
            200
        ] * 2
    before = listing.checked_on, listing.asked_on, listing.status
    listing.refresh_from_db()
    assert (listing.checked_on, listing.asked_on, listing.status) == before
    Listing.objects.filter(pk=listing.pk).update(opening_hours="Mo-Fr 09:00-12:30,14:00-19:00")
    shown = scanner.get(link("confirm_facts", listing)).content.decode()
    assert "9 h – 12 h 30, 14 h – 19 h" in shown.replace(NBSP, " ")
    page = Client().post(link("confirm_facts", listing), follow=True).content.decode()
    assert "vérifiée aujourd’hui" in page
    listing.refresh_from_db()
    assert listing.checked_on == timezone.localdate()
    Client().post(link("confirm_facts", listing))
    assert [change.source for change in listing.changes.all()] == ["confirmed"]


def test_not_to_be_asked_any_more_and_again() -> None:
    listing = old()
    Client().post(link("stop_asking", listing), {"List-Unsubscribe": "One-Click"})
    assert ask_freshness(today=TODAY + timedelta(days=3650)) == 0
    Client().post(link("stop_asking", listing), {"encore": "1"})
    listing.refresh_from_db()
    assert listing.asked_on == timezone.localdate()


@pytest.mark.parametrize(("days", "stale"), [(None, True), (0, False), (120, False), (121, True)])
def test_unconfirmed_thirty_days_after_being_asked_is_stale(days: int | None, stale: bool) -> None:
    checked_on = None if days is None else timezone.localdate() - timedelta(days=days)
    assert make_listing(checked_on=checked_on).is_stale == stale


def test_links_of_before_hold_until_somebody_manages_the_page() -> None:
    make_category()
    asked = send_listing_request(message="Boucherie Vidal", email="vidal@network.example", photos=[])
    token = dumps(asked.pk, salt=MERCHANT_SALT)
    page = reverse("directory:merchant_page", args=[token])
    assert Client().get(page).status_code == 200
    Listing.objects.filter(pk=asked.listing_id).update(link_version=1)
    assert Client().get(page).status_code == 404


@pytest.mark.parametrize("said", [None, "x", {}, [], [1], [1, 2, 3], [None, 0], ["x", "y"], -1, 10**30, True])
def test_a_link_that_says_something_else_shows_nothing(said: object) -> None:
    assert Client().get(reverse("directory:merchant_page", args=[dumps(said, salt=MERCHANT_SALT)])).status_code == 404


def test_an_imported_listing_has_a_link_of_its_own() -> None:
    listing = old(source="osm", source_id="node/1")
    page = Client().get(link("merchant_page", listing))
    assert page.status_code == 200
    assert "Votre message" not in page.content.decode()


def test_leaving_takes_the_page_out_of_everything_at_once_and_back_within_thirty_days() -> None:
    listing = old()
    photo = Photo.objects.create(status=PhotoStatus.READY, width=640, height=480, published_at=timezone.now())
    listing.photos.add(photo)
    Client().post(link("merchant_leave", listing))
    listing.refresh_from_db()
    assert (listing.status, listing.removal_reason, listing.category.listing_count) == ("removed", "left", 0)
    assert Photo.objects.in_album().count() == 0
    assert "Remettre ma fiche" in Client().get(link("merchant_page", listing)).content.decode()
    Client().post(link("merchant_return", listing))
    listing.refresh_from_db()
    assert (listing.status, listing.removal_reason, listing.category.listing_count) == ("published", "", 1)
    assert Photo.objects.in_album().count() == 1
    assert [change.source for change in listing.changes.all()] == ["leaving", "leaving"]


def test_leaving_is_for_good_after_thirty_days() -> None:
    listing = old()
    Client().post(link("merchant_leave", listing))
    with time_machine.travel(timezone.now() + timedelta(days=30, seconds=1), tick=False):
        Client().post(link("merchant_return", listing))
    listing.refresh_from_db()
    assert listing.status == "removed"


def test_a_manager_leaves_and_returns(client: Client) -> None:
    listing = old(manager=make_member())
    assert listing.manager
    client.force_login(listing.manager)
    url = reverse("directory:leave_listing", args=[listing.slug])
    assert "Remettre ma fiche" in client.post(url, follow=True).content.decode()
    client.post(reverse("directory:return_listing", args=[listing.slug]))
    listing.refresh_from_db()
    assert listing.status == "published"
