"""Joining and signing in with a passkey, and everything a dishonest device or browser may answer."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mcs.members.models import Member
from mcs.members.rules import CEREMONIES, JOINS
from tests.factories import make_member
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

pytestmark = pytest.mark.django_db
REFUSED = {
    "error": "La réponse de votre appareil n’a pas pu être vérifiée. "
    "Rien n’est perdu\u00a0: réessayez, ou passez par votre e-mail."
}


def test_join_makes_a_member_with_nothing_typed(visitor: Visitor, passkey: SoftPasskey) -> None:
    assert visitor.join(passkey, suite="/fil/?page=2") == "/fil/?page=2"
    member = Member.objects.get()
    assert (member.name, member.email) == ("", None)
    assert passkey.user_handle == member.pk.hex.encode()
    assert visitor.session["_auth_user_id"] == str(member.pk)
    assert Authenticator.objects.get(user=member).data["name"] == "Firefox · Android"
    assert UserSession.objects.get().session_key == visitor.session.session_key


def test_join_asks_for_a_discoverable_and_verified_passkey(visitor: Visitor) -> None:
    options = visitor.begin("/rejoindre/cle/")["publicKey"]
    assert options["rp"] == {"id": "localhost", "name": "Marseille Connection Sud"}
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["user"]["displayName"].startswith("Membre depuis le ")


def test_join_begun_leaves_no_account_behind(visitor: Visitor) -> None:
    visitor.begin("/rejoindre/cle/")
    assert (Member.objects.count(), Authenticator.objects.count()) == (0, 0)


def test_join_keeps_what_a_visitor_had_begun_under_a_new_session_key(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.begin("/rejoindre/cle/")
    session = visitor.session
    session["draft"] = "Je cherche un plombier"
    session.save()
    before = session.session_key
    visitor.join(passkey)
    assert visitor.session["draft"] == "Je cherche un plombier"
    assert visitor.session.session_key != before


def test_join_stores_only_what_checking_needs(visitor: Visitor, passkey: SoftPasskey) -> None:
    answer = passkey.create(visitor.begin("/rejoindre/cle/"))
    answer["response"]["note"] = answer["note"] = "x" * 5000
    assert visitor.ask("/rejoindre/cle/", answer)[0] == 200
    assert len(json.dumps(Authenticator.objects.get().data)) < 1200


def test_join_answer_sent_twice_makes_one_member(visitor: Visitor, passkey: SoftPasskey) -> None:
    answer = passkey.create(visitor.begin("/rejoindre/cle/"))
    assert visitor.ask("/rejoindre/cle/", answer)[0] == 200
    assert visitor.ask("/rejoindre/cle/", answer) == (200, {"next": "/"})
    assert Member.objects.count() == 1


def test_join_answer_replayed_in_another_session_is_refused(
    visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey
) -> None:
    answer = passkey.create(visitor.begin("/rejoindre/cle/"))
    other_visitor.begin("/rejoindre/cle/")
    assert other_visitor.ask("/rejoindre/cle/", answer) == (400, REFUSED)
    assert Member.objects.count() == 0


def test_join_answer_without_a_beginning_is_refused(
    visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey
) -> None:
    answer = passkey.create(visitor.begin("/rejoindre/cle/"))
    assert other_visitor.ask("/rejoindre/cle/", answer) == (400, REFUSED)


def test_join_challenge_is_used_once_even_when_refused(visitor: Visitor, passkey: SoftPasskey) -> None:
    options = visitor.begin("/rejoindre/cle/")
    assert visitor.ask("/rejoindre/cle/", {"id": "x"}) == (400, REFUSED)
    assert visitor.ask("/rejoindre/cle/", passkey.create(options)) == (400, REFUSED)


def test_join_answer_to_a_sign_in_challenge_is_refused(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.begin("/rejoindre/cle/")
    challenge = visitor.begin("/connexion/cle/")["publicKey"]["challenge"]
    user = {"id": "AAAA"}
    options = {"publicKey": {"challenge": challenge, "rp": {"id": "localhost"}, "user": user}}
    answer = passkey.create(options)
    status, body = visitor.ask("/connexion/cle/", answer)
    assert (status, body) == (400, REFUSED)


@pytest.mark.parametrize("origin", ["https://evil.example", "http://evil.localhost.example", "http://127.0.0.1"])
def test_join_from_another_origin_is_refused(visitor: Visitor, passkey: SoftPasskey, origin: str) -> None:
    passkey.origin = origin
    assert visitor.ask("/rejoindre/cle/", passkey.create(visitor.begin("/rejoindre/cle/"))) == (400, REFUSED)


def test_join_without_verification_of_the_person_is_refused(visitor: Visitor, passkey: SoftPasskey) -> None:
    passkey.verified = False
    assert visitor.ask("/rejoindre/cle/", passkey.create(visitor.begin("/rejoindre/cle/"))) == (400, REFUSED)


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "1",
        '"text"',
        "{",
        "\x00",
        "[" * 9000,
        "{}",
        '{"id": null, "rawId": [], "response": 3}',
        '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
        '{"id": "AA", "rawId": "AA", "response": {"userHandle": "AAAA"}}',
        '{"response": {"userHandle": "\\u0000"}}',
        '{"response": {"userHandle": 7}}',
        '{"response": []}',
        '{"x": "' + "x" * 20_000 + '"}',
    ],
)
@pytest.mark.parametrize("path", ["/rejoindre/cle/", "/connexion/cle/"])
def test_nonsense_is_refused_with_a_sentence(visitor: Visitor, path: str, body: str) -> None:
    visitor.begin(path)
    response = visitor.post(path, body, content_type="application/json")
    assert (response.status_code, response.json()) == (400, REFUSED)


def test_sign_in_finds_the_member_by_her_passkey(
    visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey
) -> None:
    visitor.join(passkey)
    answer = passkey.get(other_visitor.begin("/connexion/cle/"))
    assert other_visitor.ask("/connexion/cle/?suite=/fil/", answer) == (200, {"next": "/fil/"})
    assert other_visitor.session["_auth_user_id"] == visitor.session["_auth_user_id"]
    assert Authenticator.objects.get().last_used_at is not None
    assert UserSession.objects.count() == 2


def test_sign_in_answer_replayed_is_refused(visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    answer = passkey.get(other_visitor.begin("/connexion/cle/"))
    assert other_visitor.ask("/connexion/cle/", answer)[0] == 200
    other_visitor.post("/deconnexion/")
    other_visitor.begin("/connexion/cle/")
    assert other_visitor.ask("/connexion/cle/", answer) == (400, REFUSED)


def test_sign_in_as_another_member_is_refused(visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    victim = make_member()
    passkey.user_handle = str(victim.pk).encode()
    assert other_visitor.ask("/connexion/cle/", passkey.get(other_visitor.begin("/connexion/cle/"))) == (400, REFUSED)
    passkey.user_handle = b"00000000-0000-0000-0000-000000000000"
    assert other_visitor.ask("/connexion/cle/", passkey.get(other_visitor.begin("/connexion/cle/"))) == (400, REFUSED)


def test_sign_in_with_a_forged_signature_is_refused(
    visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey
) -> None:
    visitor.join(passkey)
    forged = SoftPasskey(credential_id=passkey.credential_id, user_handle=passkey.user_handle)
    assert other_visitor.ask("/connexion/cle/", forged.get(other_visitor.begin("/connexion/cle/"))) == (400, REFUSED)


def test_suspended_member_is_told_so(visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    Member.objects.update(is_active=False)
    status, body = other_visitor.ask("/connexion/cle/", passkey.get(other_visitor.begin("/connexion/cle/")))
    assert (status, body["error"]) == (
        403,
        "Ce compte est suspendu. Écrivez aux bénévoles si vous pensez à une erreur.",
    )
    assert not other_visitor.is_signed_in
    page = visitor.get("/moi/")
    assert page.status_code == 403
    assert "Les bénévoles l’ont suspendu" in page.content.decode()
    assert [visitor.get(address).status_code for address in ("/confidentialite/", "/sw.js", "/fil/")] == [200, 200, 403]


def test_ceremonies_are_limited_by_address(visitor: Visitor) -> None:
    for _ in range(CEREMONIES.times):
        CEREMONIES.allows("127.0.0.1")
    assert visitor.ask("/connexion/cle/") == (
        429,
        {"error": "Cela fait beaucoup d’essais en peu de temps. Patientez un peu, puis réessayez."},
    )


def test_joins_are_limited_before_the_device_is_troubled(visitor: Visitor) -> None:
    for _ in range(JOINS.times):
        JOINS.allows("127.0.0.1")
    assert visitor.ask("/rejoindre/cle/")[0] == 429


def test_a_request_from_another_site_is_refused() -> None:
    visitor = Visitor()
    visitor.handler.enforce_csrf_checks = True
    response = visitor.post(
        "/rejoindre/cle/", headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
    )
    assert response.status_code == 403
    assert response.cookies == {}


@pytest.mark.usefixtures("hooks")
def test_join_stays_within_few_queries(visitor: Visitor, passkey: SoftPasskey) -> None:
    answer = passkey.create(visitor.begin("/rejoindre/cle/"))
    with CaptureQueriesContext(connection) as queries:
        visitor.ask("/rejoindre/cle/", answer)
    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 14
