"""The e-mail of the morning to who keeps the desk, and deciding from it: once, by a press, and only while one may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from mcs.board.enums import ContentStatus
from mcs.board.models import PostPhoto
from mcs.directory.enums import ListingStatus, SuggestionKind
from mcs.directory.models import Listing, ListingRequest, Suggestion
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.moderation.actions.morning import mail_keepers
from mcs.moderation.models import Delegation, InHand
from mcs.notices.models import PushDevice
from tests.board.conftest import words
from tests.factories import make_listing, make_member, make_post, make_volunteer
from tests.photos.pictures import make_photo

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 11, 26, 7, tzinfo=UTC)  # a Thursday, eight o'clock in Marseille


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(EIGHT, tick=False) as found:
        yield found


@pytest.fixture
def florist() -> Listing:
    """Asks to be listed."""
    draft = make_listing("Fleurs Michelet", status=ListingStatus.DRAFT, published_at=None)
    ListingRequest.objects.create(message="Je suis fleuriste.", email="fleurs@network.example", listing=draft)
    return draft


@pytest.fixture
def claire() -> Member:
    return make_volunteer(email="claire@network.example")


def press(link: str, client: Client | None = None) -> str:
    """What the page says after the press it shows."""
    client = client or Client()
    seen = re.findall(r'name="vu" value="(\w+)"', client.get(link).content.decode())
    return words(client.post(link, {"vu": "".join(seen)}))


def press_link() -> str:
    """The path behind the one press of the last e-mail."""
    found = re.search(r"Publier http://[^/]+(/bureau/courriel/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_keepers_are_mailed_once_a_morning_what_waits_in_their_queues(
    florist: Listing, claire: Member, traveller: time_machine.Traveller
) -> None:
    messages = make_member("Karim B.", role=Role.DELEGATE, email="karim@network.example")
    Delegation.objects.create(member=messages, queue="messages")
    make_volunteer(name="Sans adresse")
    traveller.move_to(EIGHT - timedelta(hours=2))
    assert mail_keepers() == 0  # nobody is up
    traveller.move_to(EIGHT)
    assert (mail_keepers(), mail_keepers()) == (1, 0)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["claire@network.example"], "Au bureau ce matin\u00a0: 1 en attente")
    assert "Fleurs Michelet" in sent.body
    assert "Je suis fleuriste." in sent.body
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    traveller.shift(timedelta(days=1))
    assert mail_keepers() == 1


def test_who_wants_none_gets_none_and_only_keepers_are_asked(
    client: Client, florist: Listing, claire: Member, traveller: time_machine.Traveller
) -> None:
    client.force_login(claire)
    form = words(client.get("/moi/notifications/reglages/"))
    assert "Le matin, ce qui attend au bureau" in form
    refused = client.post("/moi/notifications/reglages/", {"desk-waiting": "at_once"}).context["form"]
    assert "desk-waiting" in refused.errors  # it has its hour
    PushDevice.objects.create(member=claire, name="Firefox", endpoint="https://push.example/a")
    fields = client.get("/moi/notifications/reglages/").context["form"].fields
    assert {"desk-waiting", "push-answered"} <= fields.keys()
    assert "push-desk-waiting" not in fields
    neighbour = Client()
    neighbour.force_login(make_member("Nadia B."))
    assert "ce qui attend au bureau" not in words(neighbour.get("/moi/notifications/reglages/"))
    mail_keepers()
    client.post(re.findall(r"<http://[^/]+(/[^>]+)>", mail.outbox[0].extra_headers["List-Unsubscribe"])[0])
    traveller.shift(timedelta(days=1))
    assert mail_keepers() == 0


def test_a_press_decides_once_whoever_opens_the_link_first(client: Client, florist: Listing, claire: Member) -> None:
    mail_keepers()
    link = press_link()
    for _scanner in range(2):
        assert "Je suis fleuriste." in words(client.get(link))
    client.head(link)
    florist.refresh_from_db()
    assert florist.status == ListingStatus.DRAFT
    assert "C’est fait, merci" in press(link)
    florist.refresh_from_db()
    assert florist.status == ListingStatus.PUBLISHED
    again = words(client.post(link))
    assert "Cela n’attend plus" in again
    assert "Claire M." in again


def test_a_used_link_stays_used_when_the_decision_is_taken_back(florist: Listing, claire: Member) -> None:
    desk = Client()
    desk.force_login(claire)
    mail_keepers()
    link = press_link()
    press(link, desk)
    page = desk.get("/bureau/decisions/").content.decode()
    desk.post(re.findall(r'action="(/bureau/decisions/\d+/annuler/)"', page)[0])
    florist.refresh_from_db()
    assert florist.status == ListingStatus.DRAFT
    for answer in (desk.get(link), desk.post(link)):
        assert "Ce lien a déjà servi" in words(answer)
    florist.refresh_from_db()
    assert florist.status == ListingStatus.DRAFT


def test_a_link_is_good_for_three_days_and_while_one_keeps_the_queue(
    client: Client, florist: Listing, claire: Member, traveller: time_machine.Traveller
) -> None:
    mail_keepers()
    link = press_link()
    InHand.objects.create(
        queue="referencement",
        key=str(ListingRequest.objects.get().pk),
        member=make_volunteer(name="Lucas P."),
        until=EIGHT + timedelta(minutes=10),
    )
    assert "Un autre bénévole s’en occupe" in words(client.post(link))
    Member.objects.filter(pk=claire.pk).update(role=Role.MEMBER)
    assert client.post(link).status_code == 404
    Member.objects.filter(pk=claire.pk).update(role=Role.VOLUNTEER)
    assert client.post(f"{link[:-3]}xx/").status_code == 404
    traveller.shift(timedelta(days=3, seconds=1))
    assert client.post(link).status_code == 410
    florist.refresh_from_db()
    assert florist.status == ListingStatus.DRAFT


def test_page_of_a_press_shows_all_that_it_publishes(client: Client, florist: Listing, claire: Member) -> None:
    """A harmless beginning, then what nobody was shown; or a draft that its merchant changes after he wrote."""
    ListingRequest.objects.update(message="Je suis fleuriste. " * 20 + "Achetez mes cryptomonnaies.")
    mail_keepers()
    link = press_link()
    shown = client.get(link)
    assert "Achetez mes cryptomonnaies." in words(shown)
    seen = re.findall(r'name="vu" value="(\w+)"', shown.content.decode())[0]
    Listing.objects.filter(pk=florist.pk).update(website="https://arnaque.example/")
    late = client.post(link, {"vu": seen})
    assert (late.status_code, "Cela a changé depuis" in words(late)) == (409, True)
    assert "https://arnaque.example/" in words(late)
    florist.refresh_from_db()
    assert florist.status == ListingStatus.DRAFT
    assert "C’est fait, merci" in press(link)


def test_pictures_of_what_is_held_are_shown_to_who_decides(client: Client, claire: Member) -> None:
    post = make_post("Un coucher de soleil", status=ContentStatus.HELD, hold_reason="link", body="Regardez.")
    PostPhoto.objects.create(post=post, photo=make_photo(), position=0)
    mail_keepers()
    client.force_login(claire)
    for address in (press_link(), f"/bureau/attente/publication/{post.pk}/"):
        assert 'class="thumb' in client.get(address).content.decode()


def test_facts_of_a_correction_are_shown_to_who_takes_it(client: Client, claire: Member) -> None:
    values = {"website": "https://arnaque.example/", "description": "Nouveau."}
    about = {"listing": make_listing(), "member": make_member(), "kind": SuggestionKind.CORRECTION}
    Suggestion.objects.create(text="Le site a changé.", values=values, **about)
    mail_keepers()
    link = re.findall(r"http://[^/]+(/bureau/courriel/\S+)", str(mail.outbox[-1].body))[0]
    shown = words(client.get(link))
    assert ["https://arnaque.example/" in shown, "Nouveau." in shown] == [True, True]
