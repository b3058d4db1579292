"""What happens once somebody is in."""

from __future__ import annotations

import pytest
from django.http import HttpRequest

from mcs.members import arrivals
from mcs.members.arrivals import Hook, on_arrival
from mcs.members.models import Member
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor, last_code

pytestmark = pytest.mark.django_db


def test_hooks_are_called_once_for_each_way_in(
    visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey, hooks: list[Hook]
) -> None:
    called: list[str] = []

    def hook(request: HttpRequest, member: Member) -> None:
        called.append(f"{request.path} {request.user == member}")

    on_arrival(hook)
    on_arrival(hook)
    visitor.join(passkey)
    visitor.post("/deconnexion/")
    visitor.ask("/connexion/cle/", passkey.get(visitor.begin("/connexion/cle/")))
    other_visitor.post("/rejoindre/", {"email": "nadia@example.org"})
    for _ in range(2):
        other_visitor.post("/rejoindre/code/", {"code": last_code()})
    assert called == ["/rejoindre/cle/ True", "/connexion/cle/ True", "/rejoindre/code/ True"]
    assert hooks == [hook]


def test_first_url_returned_is_where_she_goes(visitor: Visitor, passkey: SoftPasskey, hooks: list[Hook]) -> None:
    hooks[:] = [lambda request, member: None, lambda request, member: "/fil/7/", lambda request, member: "/later/"]
    assert visitor.join(passkey, suite="/annuaire/") == "/fil/7/"


def test_broken_hook_keeps_nobody_out(
    visitor: Visitor, passkey: SoftPasskey, hooks: list[Hook], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(request: HttpRequest, member: Member) -> str:
        raise ValueError

    hooks[:] = [broken]
    assert visitor.join(passkey, suite="/annuaire/") == "/annuaire/"
    assert visitor.is_signed_in
    assert [record.message for record in caplog.records if record.name == arrivals.__name__] == [
        "An arrival hook failed."
    ]


def test_new_member_is_asked_her_name_once_and_in_passing(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey, suite="/fil/")
    first, second = (visitor.get("/fil/").content.decode() for _ in range(2))
    link = '<a href="/bienvenue/?suite=%2Ffil%2F">Dites votre prénom à vos voisins</a>'
    assert f"Vous êtes des nôtres. {link}, qu’ils sachent qui leur parle." in first
    assert link not in second
