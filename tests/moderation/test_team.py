"""Who keeps the desk: appointing, queues, stepping down, and what a delegate sees."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import Http404
from django.test import Client

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.actions.team import set_desk_role
from mcs.moderation.models import Delegation
from mcs.moderation.queues import known_queue
from tests.board.conftest import words
from tests.board.test_races import at_once
from tests.factories import make_member, make_volunteer
from tests.messaging.conftest import signed_in

pytestmark = pytest.mark.django_db
TEAM = "/bureau/equipe/"


def test_volunteer_appoints_changes_and_ends_it() -> None:
    desk = signed_in(make_volunteer())
    paul = make_member("Paul R.", email="paul@network.example")
    said = {"who": " Paul@network.example", "role": "delegate"}
    none = desk.post(TEAM, said)
    assert "Cochez au moins une file." in words(none)
    assert "Paul@network.example" in none.content.decode()
    page = desk.post(TEAM, said | {"queues": ["suggestions", "gestion"]}, follow=True)
    assert "Paul R. est délégué, pour les files cochées." in words(page)
    assert f'action="{TEAM}{paul.pk}/"' in page.content.decode()  # the button that takes it back
    assert "déjà" in words(desk.post(TEAM, said | {"queues": ["suggestions"]}))
    changed = desk.post(f"{TEAM}{paul.pk}/", {"role": "delegate", "queues": ["gestion"]}, follow=True)
    assert kept_by(paul) == ["gestion"]
    assert kept_by(paul, after=pressed_back(desk, changed)) == ["gestion", "suggestions"]
    desk.post(f"{TEAM}{paul.pk}/", {"role": "delegate", "queues": ["gestion"]})
    delegate = signed_in(paul)
    assert str(known_queue("gestion").label) in words(delegate.get(TEAM))
    assert delegate.post(TEAM, said).status_code == 404
    assert delegate.get("/bureau/referencement/1/").status_code == 404
    removed = desk.post(f"{TEAM}{paul.pk}/", {"geste": "retirer"}, follow=True)
    assert kept_by(paul) == []
    assert kept_by(paul, after=pressed_back(desk, removed)) == ["gestion"]
    desk.post(f"{TEAM}{paul.pk}/", {"geste": "retirer"})
    assert (delegate.get("/bureau/").status_code, Delegation.objects.count()) == (403, 0)
    assert "vous ne le tenez plus" in words(delegate.get("/moi/notifications/"))


def pressed_back(desk: Client, page: Any) -> int:
    """The status, once the last button beside what was just done is pressed."""
    form = re.findall(r'<form method="post" action="([^"]+)">((?:(?!</form>).)*)Annuler', page.content.decode(), re.S)[
        -1
    ]
    posted: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[1]):
        posted.setdefault(name, []).append(value)
    return desk.post(form[0], posted).status_code


def kept_by(member: Member, after: int = 302) -> list[str]:
    assert after == 302
    return list(Delegation.objects.filter(member=member).order_by("queue").values_list("queue", flat=True))


@pytest.mark.parametrize("who", ["", "personne", "00000000-0000-4000-8000-000000000000", "x" * 400])
def test_nobody_unknown_is_appointed(who: str) -> None:
    page = signed_in(make_volunteer()).post(TEAM, {"who": who, "role": "volunteer"})
    assert page.context["form"].errors["who"]
    assert Member.objects.filter(role=Role.VOLUNTEER).count() == 1


def test_a_member_is_found_by_the_address_of_their_page() -> None:
    paul = make_member("Paul R.")
    who = f"https://reseau.example/voisins/{paul.pk}/"
    signed_in(make_volunteer()).post(TEAM, {"who": who, "role": "volunteer"})
    paul.refresh_from_db()
    assert paul.role == Role.VOLUNTEER


def test_the_last_volunteer_stays_and_the_last_but_one_may_leave() -> None:
    claire = make_volunteer()
    desk = signed_in(claire)
    assert "Vous êtes le dernier bénévole" in words(desk.post(f"{TEAM}quitter/", follow=True))
    desk.post(f"{TEAM}{claire.pk}/", {"role": "delegate", "queues": ["gestion"]})
    claire.refresh_from_db()
    assert claire.role == Role.VOLUNTEER
    make_volunteer(name="Marc D.")
    desk.post(f"{TEAM}quitter/")
    assert desk.get("/bureau/").status_code == 403


def test_appointing_asks_for_the_passkey_again(settings: LazySettings) -> None:
    settings.DESK_NEEDS_PASSKEY = True
    desk = signed_in(make_volunteer())
    assert desk.get(TEAM).headers["Location"].startswith("/moi/confirmer/")


def test_who_is_no_volunteer_appoints_nobody() -> None:
    make_volunteer()
    paul, karim = make_member("Paul R.", role=Role.DELEGATE), make_member("Karim L.")
    for by in (paul, karim):
        with pytest.raises(Http404):
            set_desk_role(member=karim, role=Role.VOLUNTEER, queues=[], by=by)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time.")
@pytest.mark.django_db(transaction=True)
def test_two_volunteers_stepping_down_at_once_leave_one() -> None:
    both = [make_volunteer(), make_volunteer(name="Marc D.")]
    with pytest.raises(Refusal):
        at_once(*[partial(set_desk_role, member=one, role=Role.MEMBER, queues=[], by=one) for one in both])
    assert Member.objects.filter(role=Role.VOLUNTEER).count() == 1
