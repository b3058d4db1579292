"""Whoever keeps the desk holds a passkey, and shows it again before what cannot be taken back."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from mcs.members.models import Member
from mcs.members.reauth import RECENT, TYPING, USED, recent_passkey
from tests.factories import make_listing, make_volunteer
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

pytestmark = pytest.mark.django_db
ASKED = "/moi/confirmer/?suite="


@pytest.fixture(autouse=True)
def _asked_for(settings: LazySettings) -> None:
    settings.DESK_NEEDS_PASSKEY = True


@recent_passkey
def ban(request: HttpRequest) -> HttpResponse:
    """Any view that cannot be taken back."""
    return HttpResponse("done")


def press(visitor: Visitor, member: Member, method: str = "GET", **headers: str) -> str:
    """Where the view led her, "" once it did its work."""
    request = RequestFactory(headers={"host": "localhost"} | headers).generic(method, "/bureau/bannir/?qui=3")
    request.user, request.session = member, visitor.session
    return str(ban(request).headers.get("Location", ""))


def grow_old(visitor: Visitor, seconds: float) -> None:
    session = visitor.session
    session[USED] -= int(seconds)
    session.save()


def test_volunteer_is_led_to_a_passkey_then_back_to_the_desk(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.force_login(make_volunteer())
    assert visitor.get("/bureau/?vue=1").headers["Location"] == f"{ASKED}%2Fbureau%2F%3Fvue%3D1"
    assert visitor.post("/bureau/messages/1/suivi/").headers["Location"] == f"{ASKED}%2Fbureau%2F"
    assert "/moi/?suite=%2Fbureau%2F" in visitor.get(f"{ASKED}/bureau/").content.decode()
    options = visitor.begin("/moi/cle/?suite=/bureau/")
    assert visitor.ask("/moi/cle/?suite=/bureau/", passkey.create(options)) == (200, {"next": "/bureau/"})
    assert visitor.get("/bureau/").status_code == 200


def test_passkey_is_asked_again_after_a_while_and_only_hers_counts(
    visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey
) -> None:
    visitor.join(passkey)
    Member.objects.update(role="volunteer")
    member = Member.objects.get()
    assert press(visitor, member) == ""
    grow_old(visitor, RECENT.total_seconds())
    assert press(visitor, member) == f"{ASKED}%2Fbureau%2Fbannir%2F%3Fqui%3D3"
    assert press(visitor, member, "POST") == ""  # the form she opened in time
    grow_old(visitor, TYPING.total_seconds())
    assert press(visitor, member, "POST", referer="http://localhost/bureau/x/") == f"{ASKED}%2Fbureau%2Fx%2F"
    assert press(visitor, member, "POST", referer="http://evil.example/bureau/x/") == f"{ASKED}%2Fbureau%2F"
    foreign = SoftPasskey()
    other_visitor.join(foreign)
    assert visitor.ask("/moi/confirmer/cle/", foreign.get(visitor.begin("/moi/confirmer/cle/")))[0] == 400
    assert press(visitor, member) != ""
    answer = passkey.get(visitor.begin("/moi/confirmer/cle/"))
    assert visitor.ask("/moi/confirmer/cle/?suite=//evil.example", answer) == (200, {"next": "/"})
    assert press(visitor, member) == ""


def test_session_left_open_neither_adds_nor_removes_a_volunteer_s_passkey(
    visitor: Visitor, passkey: SoftPasskey
) -> None:
    visitor.join(passkey)
    member = Member.objects.get()
    pk = member.authenticator_set.get().pk
    assert visitor.post(f"/moi/cle/{pk}/retirer/", follow=True).status_code == 200  # refused: her only way in
    Member.objects.update(role="volunteer", email="claire@network.example")
    visitor.post(f"/moi/cle/{pk}/retirer/")
    assert member.authenticator_set.count() == 1  # the desk's only way in
    grow_old(visitor, (RECENT + TYPING).total_seconds())
    assert visitor.ask("/moi/cle/") == (200, {"next": f"{ASKED}/moi/"})
    assert visitor.post(f"/moi/cle/{pk}/retirer/").headers["Location"] == f"{ASKED}%2Fmoi%2F"


def test_mailbox_of_a_volunteer_opens_neither_the_desk_nor_other_people_s_pages(
    visitor: Visitor, passkey: SoftPasskey
) -> None:
    """A second factor is shown, not only held: who reads her e-mails signs in as she does, without her device."""
    visitor.join(passkey)
    member, listing = Member.objects.get(), make_listing()
    Member.objects.update(role="volunteer")
    pages = ["/bureau/", *(f"/annuaire/{listing.slug}/{name}/" for name in ("modifier", "historique", "offres"))]
    pages += [f"/annuaire/{listing.slug}/{name}/" for name in ("transmettre", "retirer")]
    visitor.force_login(member)  # as by a code
    session = visitor.session
    session.pop(USED, None)
    session.save()
    assert [visitor.get(page).headers.get("Location", "")[: len(ASKED)] for page in pages] == [ASKED] * len(pages)
    assert visitor.post(f"/annuaire/{listing.slug}/remettre/").headers["Location"].startswith(ASKED)
    visitor.ask("/moi/confirmer/cle/", passkey.get(visitor.begin("/moi/confirmer/cle/")))
    assert [visitor.get(page).status_code for page in pages] == [200] * len(pages)
