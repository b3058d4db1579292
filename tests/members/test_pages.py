"""The doors as a visitor sees them, and one's own page."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from mcs.members.devices import device_name
from mcs.members.models import Member
from tests.factories import make_district, make_member
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/rejoindre/", "/connexion/"])
def test_doors_are_the_same_for_every_visitor(
    visitor: Visitor, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = visitor.get(f"{path}?suite=/fil/")
    assert response.cookies == {}
    page = response.content.decode()
    assert "csrfmiddlewaretoken" not in page
    assert "Avec mon e-mail" in page
    assert f'href="{path}#e-mail" data-passkey' in page


@pytest.mark.parametrize("path", ["/rejoindre/", "/connexion/", "/rejoindre/code/"])
def test_doors_send_a_member_where_she_was_going(visitor: Visitor, path: str) -> None:
    visitor.force_login(make_member())
    response = visitor.get(f"{path}?suite=/fil/", follow=True)
    assert response.redirect_chain[-1] == ("/fil/", 302)


def test_sign_out_ends_the_session_and_may_be_pressed_twice(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    assert visitor.get("/deconnexion/").status_code == 405
    for _ in range(2):
        assert visitor.post("/deconnexion/").headers["Location"] == "/"
        assert not visitor.is_signed_in
    assert UserSession.objects.count() == 0


def test_me_asks_a_visitor_to_sign_in(visitor: Visitor) -> None:
    assert visitor.get("/moi/").headers["Location"] == "/connexion/?next=/moi/"


@pytest.mark.parametrize("number", [1, 3])
def test_me_costs_the_same_at_any_number(visitor: Visitor, passkey: SoftPasskey, number: int) -> None:
    visitor.join(passkey)
    visitor.get("/moi/")
    for _ in range(number - 1):
        Visitor().ask("/connexion/cle/", None)
        other = Visitor()
        other.ask("/connexion/cle/", passkey.get(other.begin("/connexion/cle/")))
        visitor.ask("/moi/cle/", SoftPasskey().create(visitor.begin("/moi/cle/")))
        visitor.get("/moi/")
    with CaptureQueriesContext(connection) as queries:
        page = visitor.get("/moi/").content.decode()
    assert (page.count("/retirer/"), page.count("appareils/") - page.count("appareils/deconnecter/")) == (
        number,
        number - 1,
    )
    assert len(queries) == 8


def test_profile_keeps_name_and_district(visitor: Visitor) -> None:
    member = make_member("")
    visitor.force_login(member)
    district = make_district(9)
    response = visitor.post("/bienvenue/?suite=/fil/", {"name": "  Nadia\u202e  B. ", "district": district.pk})
    assert response.headers["Location"] == "/fil/"
    member.refresh_from_db()
    assert (member.name, member.district) == ("Nadia B.", district)


def test_profile_may_stay_empty(visitor: Visitor) -> None:
    visitor.force_login(make_member(""))
    assert '<a class="link" href="/fil/">Plus tard</a>' in visitor.get("/bienvenue/?suite=/fil/").content.decode()
    assert visitor.post("/bienvenue/", {"name": "", "district": ""}).headers["Location"] == "/"
    assert Member.objects.get().display_name == "Un voisin"


@pytest.mark.parametrize("name", ["🙂🙂🙂", "123", "\x00", "x" * 61, "x" * 100_000, "\u0958" * 60, "...", "\u202e"])
def test_name_that_is_none_gives_a_sentence_and_changes_nothing(visitor: Visitor, name: str) -> None:
    visitor.force_login(make_member("Nadia B."))
    response = visitor.post("/moi/", {"name": name, "district": ""})
    if name == "\u202e":  # nothing but a mark nobody sees: the same as nothing
        assert Member.objects.get().name == ""
        return
    page = response.content.decode()
    assert 'class="errorlist"' in page
    assert "<h1>Nadia B.</h1>" in page
    assert Member.objects.get().name == "Nadia B."


def test_name_with_markup_is_shown_as_it_was_typed(visitor: Visitor) -> None:
    visitor.force_login(make_member(""))
    visitor.post("/moi/", {"name": "<b>Jo</b>", "district": ""})
    assert "<h1>&lt;b&gt;Jo&lt;/b&gt;</h1>" in visitor.get("/moi/").content.decode()


def test_profile_refuses_a_district_that_is_none(visitor: Visitor) -> None:
    visitor.force_login(make_member())
    assert 'class="errorlist"' in visitor.post("/moi/", {"name": "Jo", "district": "7 OR 1"}).content.decode()


def test_me_says_gently_that_an_email_is_needed(visitor: Visitor) -> None:
    member = make_member()
    visitor.force_login(member)
    assert "Vous n’avez pas donné d’e-mail." in visitor.get("/moi/").content.decode()
    Member.objects.update(email="nadia@example.org")
    assert "<p>nadia@example.org</p>" in visitor.get("/moi/").content.decode()


def test_second_passkey_opens_the_same_account(visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    second = SoftPasskey()
    options = visitor.begin("/moi/cle/")
    assert len(options["publicKey"]["excludeCredentials"]) == 1
    assert visitor.ask("/moi/cle/", second.create(options)) == (200, {"next": "/moi/"})
    assert other_visitor.ask("/connexion/cle/", second.get(other_visitor.begin("/connexion/cle/")))[0] == 200
    assert other_visitor.session["_auth_user_id"] == visitor.session["_auth_user_id"]


def test_only_way_in_cannot_be_removed(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    path = f"/moi/cle/{Authenticator.objects.get().pk}/retirer/"
    page = visitor.post(path, follow=True).content.decode()
    assert "Cette clé d’accès est votre seule entrée." in page
    Member.objects.update(email="nadia@example.org")
    visitor.post(path)
    assert Authenticator.objects.count() == 0


def test_passkey_of_somebody_else_is_not_found(visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    other_visitor.force_login(make_member(email="karim@example.org"))
    assert other_visitor.post(f"/moi/cle/{Authenticator.objects.get().pk}/retirer/").status_code == 404
    assert other_visitor.post(f"/moi/appareils/{UserSession.objects.get().pk}/deconnecter/").status_code == 404
    assert (Authenticator.objects.count(), UserSession.objects.count()) == (1, 1)


def test_sessions_are_ended_one_by_one_or_all_but_this(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    others = [Visitor() for _ in range(3)]
    for other in others:
        other.ask("/connexion/cle/", passkey.get(other.begin("/connexion/cle/")))
    first = UserSession.objects.get(session_key=others[0].session.session_key)
    visitor.post(f"/moi/appareils/{first.pk}/deconnecter/")
    assert [other.get("/moi/").status_code for other in others] == [302, 200, 200]
    visitor.post("/moi/appareils/deconnecter/")
    assert [other.get("/moi/").status_code for other in others] == [302, 302, 302]
    assert visitor.get("/moi/").status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/1]",
            "Facebook · Android",
        ),
        ("curl/8.0", ""),
    ],
)
def test_device_name_is_what_its_owner_would_say(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
