"""Going around a suspension is made hard; a neighbour who only looks alike is read first, told why, and let go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client, RequestFactory
from django.utils import timezone

from mcs.board.models import Post
from mcs.members.models import Member
from mcs.moderation.actions.sanctions import end_sanction
from mcs.moderation.actions.traces import block_of, forget_old_traces, same_mailbox
from mcs.moderation.arrivals import recognise
from mcs.moderation.enums import Measure
from mcs.moderation.models import BanTrace, DeskDecision, Likeness, Sanction
from mcs.notices.models import NoticeEntry
from tests.board.conftest import request_form, words
from tests.factories import make_member, make_volunteer
from tests.members.conftest import last_code
from tests.messaging.conftest import signed_in
from tests.moderation.test_sanctions import take

pytestmark = pytest.mark.django_db
HOME, NEXT_DOOR, FAR = "81.2.69.7", "81.2.69.200", "81.2.70.7"


@pytest.fixture
def claire() -> Member:
    return make_volunteer()


@pytest.fixture
def ban(claire: Member) -> Sanction:
    renaud = make_member("Renaud P.", email="renaud.p@gmail.com")
    UserSession.objects.create(user=renaud, session_key="his", ip=HOME, user_agent="Phone")
    return take(renaud, claire, Measure.BAN, days=30)


def comes(member: Member, address: str) -> Likeness | None:
    recognise(RequestFactory().post("/", REMOTE_ADDR=address), member)
    member.refresh_from_db()
    return Likeness.objects.filter(member=member).first()


@pytest.mark.parametrize(
    ("email", "same"),
    [
        ("Renaud.P+deux@Gmail.com", "renaudp@gmail.com"),
        ("renaudp@googlemail.com", "renaudp@gmail.com"),
        ("renaud.p+x@free.example", "renaud.p@free.example"),
        ("+seul@free.example", "+seul@free.example"),
    ],
)
def test_one_mailbox_has_one_spelling(email: str, same: str) -> None:
    assert same_mailbox(email) == same


@pytest.mark.parametrize(
    ("address", "block"),
    [
        (HOME, "81.2.69.0/24"),
        ("::ffff:81.2.69.7", "81.2.69.0/24"),
        ("2a01:e0a:1:2345::1", "2a01:e0a:1:2300::/56"),
        ("2a01:e0a:1:2345::/64", "2a01:e0a:1:2300::/56"),
        ("127.0.0.1", ""),
        ("10.0.0.7", ""),
        ("unknown", ""),
    ],
)
def test_block_is_of_the_internet_only(address: str, block: str) -> None:
    assert block_of(address) == block


def test_only_hashes_are_kept_and_only_while_it_lasts(ban: Sanction) -> None:
    kept = " ".join(str(row) for row in BanTrace.objects.order_by("pk").values())
    assert (BanTrace.objects.count(), "renaud" in kept, "81.2" in kept) == (2, False, False)
    later = timezone.now() - timedelta(minutes=1)
    BanTrace.objects.filter(kind="block").update(until=later)
    assert (forget_old_traces(), forget_old_traces()) == (1, 0)
    end_sanction(sanction=ban)
    assert BanTrace.objects.count() == 0


def test_who_resembles_is_held_told_and_let_go(ban: Sanction, claire: Member) -> None:
    lea = make_member("Léa F.", email="r.enaudp+bis@gmail.com")
    likeness = comes(lea, FAR)
    assert likeness
    assert likeness.by == "email"
    client, claire_client = signed_in(lea), signed_in(claire)
    client.post("/fil/publier/", request_form())
    post = Post.objects.get()
    assert (post.status, post.hold_reason) == ("held", "likeness")
    assert NoticeEntry.objects.filter(member=lea, kind="likeness-found").count() == 1
    assert "ressemble : le même e-mail, écrit autrement" in words(client.get("/moi/mesures/"))
    address = f"/bureau/ressemblances/{likeness.pk}/"
    assert "Léa F." in words(claire_client.get("/bureau/"))
    assert "Renaud P." in words(claire_client.get(address))
    claire_client.post(address)
    assert comes(lea, FAR) == likeness
    assert lea.hold_reason == ""
    assert "l’avait déjà décidé" in words(claire_client.post(address, follow=True))
    claire_client.post(f"/bureau/decisions/{DeskDecision.objects.filter(queue='mesures').latest('pk').pk}/annuler/")
    lea.refresh_from_db()
    assert lea.hold_reason == "likeness"
    end_sanction(sanction=ban)
    lea.refresh_from_db()
    assert lea.hold_reason == ""


def test_neighbours_are_left_alone(ban: Sanction) -> None:
    old = make_member("Ancienne", joined_at=timezone.now() - timedelta(days=3))
    assert comes(old, HOME) is None
    assert comes(make_volunteer(name="Marc D."), HOME) is None
    assert comes(make_member("Loin"), FAR) is None
    assert comes(make_member("Local"), "127.0.0.1") is None
    next_door = comes(make_member("Voisine"), NEXT_DOOR)
    assert next_door
    assert next_door.by == "block"


def enters(client: Client, email: str) -> Any:
    """By e-mail and code, as the page does."""
    client.post("/rejoindre/", {"email": email})
    return client.post("/rejoindre/code/", {"code": last_code()})


def test_whoever_joins_from_there_comes_in_and_the_suspended_is_led_to_the_reasons(
    ban: Sanction, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client(REMOTE_ADDR=NEXT_DOOR)
    with django_capture_on_commit_callbacks(execute=True):
        enters(client, "renaudp@gmail.com")
    member = Member.objects.get(email="renaudp@gmail.com")
    assert (client.get("/moi/").status_code, member.hold_reason) == (200, "likeness")
    led = enters(Client(), "renaud.p@gmail.com")
    assert (led.status_code, led["Location"]) == (302, ban.decision.get_absolute_url())
