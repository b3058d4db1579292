"""Erasing oneself: at once, for good, with what the law keeps put apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from mcs.members.actions import set_email, set_profile
from mcs.members.enums import Role
from mcs.members.erasure import (
    erase_dormant_members,
    erase_member,
    forget_ended_sessions,
    forget_kept_identities,
)
from mcs.members.models import Consent, KeptIdentity, Member
from mcs.members.rules import Refusal
from tests.factories import make_district, make_member, make_volunteer
from tests.members.authenticator import SoftPasskey
from tests.members.conftest import Visitor

pytestmark = pytest.mark.django_db


def test_erased_member_is_nobody_any_more() -> None:
    member = make_member(email="nadia@network.example", district=make_district(), last_login=timezone.now())
    assert erase_member(member=member) is True
    member.refresh_from_db()
    assert (member.name, member.email, member.district, member.last_login) == ("", None, None, None)
    assert (member.is_active, member.shows_recommendations, member.display_name) == (False, False, "Ancien membre")
    kept = KeptIdentity.objects.get()
    assert (kept.name, kept.email, kept.joined_at) == ("Nadia B.", "nadia@network.example", member.joined_at)


def test_erasing_twice_is_once() -> None:
    member = make_member(email="nadia@network.example")
    assert [erase_member(member=member), erase_member(member=member)] == [True, False]
    assert KeptIdentity.objects.count() == 1
    assert [message.subject for message in mail.outbox] == ["Votre compte sur Marseille Connection Sud est effacé"]


def test_who_gave_nothing_leaves_nothing() -> None:
    erase_member(member=make_member(""))
    assert KeptIdentity.objects.count() == 0
    assert mail.outbox == []


def test_no_name_comes_back_to_an_erased_member() -> None:
    member = make_member()
    erase_member(member=Member.objects.get(pk=member.pk))
    set_profile(member=member, name="Nadia B.", district=None)
    set_email(member=member, email="nadia@network.example")
    member.refresh_from_db()
    assert (member.name, member.email) == ("", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(pk=member.pk).update(is_active=True)


def test_last_volunteer_stays() -> None:
    volunteer, other = make_volunteer(), make_volunteer(name="Yves P.")
    assert erase_member(member=other) is True
    with pytest.raises(Refusal) as refused:
        erase_member(member=volunteer)
    assert str(refused.value.sentence) == (
        "Vous êtes ici la dernière personne bénévole : sans vous, plus personne ne veille sur le lieu. "
        "Passez d’abord la main à quelqu’un."
    )
    client = Client()
    client.force_login(volunteer)
    response = client.post("/moi/effacer/", {"typed": "effacer"})
    assert response.status_code == 409
    assert "Passez d’abord la main" in response.content.decode()
    assert Member.objects.get(pk=volunteer.pk).role == Role.VOLUNTEER


@pytest.mark.parametrize("typed", ["effacer", " Effacer ", "EFFACER.", "« effacer »", "erase"])
def test_typed_word_erases(typed: str) -> None:
    member = make_member()
    client = Client()
    client.force_login(member)
    assert client.post("/moi/effacer/", {"typed": typed}).status_code == 302
    assert Member.objects.get(pk=member.pk).erased_at


@pytest.mark.parametrize("typed", ["", "oui", "effacer tout", "\x00", "x" * 5000])
def test_another_word_erases_nothing(typed: str) -> None:
    member = make_member()
    client = Client()
    client.force_login(member)
    response = client.post("/moi/effacer/", {"typed": typed})
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert Member.objects.get(pk=member.pk).erased_at is None


def test_open_pages_say_that_the_account_is_erased(
    visitor: Visitor, other_visitor: Visitor, passkey: SoftPasskey
) -> None:
    visitor.join(passkey)
    other_visitor.ask("/connexion/cle/", passkey.get(other_visitor.begin("/connexion/cle/")))
    other_visitor.get("/fil/publier/?type=demande")
    page = visitor.post("/moi/effacer/", {"typed": "effacer"}, follow=True)
    for answer in (page, other_visitor.get("/moi/"), other_visitor.get("/fil/"), other_visitor.post("/moi/")):
        assert answer.status_code == 403
        assert "Votre compte est effacé" in answer.content.decode()
    assert other_visitor.get("/fil/nouveau/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert other_visitor.post("/deconnexion/").status_code == 302
    assert other_visitor.get("/fil/").status_code == 200
    assert Authenticator.objects.count() == UserSession.objects.count() == Consent.objects.count() == 0


def test_sessions_of_an_erased_member_hold_nothing_else(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    session = visitor.session
    session["draft"] = "ma grand-mère habite au 12"
    session.save()
    erase_member(member=Member.objects.get())
    (kept,) = Session.objects.all()
    assert sorted(kept.get_decoded()) == ["_auth_user_backend", "_auth_user_hash", "_auth_user_id", "_session_expiry"]


def test_who_was_erased_may_join_again(visitor: Visitor, passkey: SoftPasskey) -> None:
    erase_member(member=make_member(email="nadia@network.example"))
    assert make_member(email="nadia@network.example").pk
    visitor.join(passkey)
    assert visitor.is_signed_in


def test_name_is_kept_a_year_and_email_five() -> None:
    erase_member(member=make_member(email="nadia@network.example"))
    erase_member(member=make_member("Karim L."))
    now = timezone.now()
    assert forget_kept_identities(now=now + timedelta(days=360)) == 0
    assert forget_kept_identities(now=now + timedelta(days=370)) == 1
    assert [(kept.name, kept.email) for kept in KeptIdentity.objects.all()] == [("", "nadia@network.example")]
    assert forget_kept_identities(now=now + timedelta(days=365 * 5 + 5)) == 1


def test_dormant_member_is_warned_then_erased() -> None:
    long_ago = timezone.now() - timedelta(days=365 * 3 + 1)
    member = make_member(email="nadia@network.example", joined_at=long_ago, last_login=long_ago)
    silent = make_member("Karim L.", joined_at=long_ago)
    present = make_member("Sophie T.", joined_at=long_ago, last_login=timezone.now())
    volunteer = make_volunteer(joined_at=long_ago)
    assert erase_dormant_members() == 1  # nobody can tell the one who gave no address
    assert Member.objects.get(pk=silent.pk).erased_at
    assert [message.subject for message in mail.outbox] == [
        "Voulez-vous garder votre compte sur Marseille Connection Sud\xa0?"
    ]
    assert erase_dormant_members() == 0
    assert len(mail.outbox) == 1
    assert erase_dormant_members(now=timezone.now() + timedelta(days=31)) == 1
    assert Member.objects.get(pk=member.pk).erased_at
    assert Member.objects.filter(pk__in=[present.pk, volunteer.pk], erased_at=None).count() == 2


def test_coming_back_keeps_a_dormant_account(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    Member.objects.update(warned_at=timezone.now())
    visitor.post("/deconnexion/")
    visitor.ask("/connexion/cle/", passkey.get(visitor.begin("/connexion/cle/")))
    assert Member.objects.get().warned_at is None


def test_ended_sessions_leave_the_lists(visitor: Visitor, passkey: SoftPasskey) -> None:
    visitor.join(passkey)
    UserSession.objects.create(user=Member.objects.get(), session_key="gone", ip="127.0.0.1", user_agent="Phone")
    assert forget_ended_sessions() == 1
    assert [session.session_key for session in UserSession.objects.all()] == [visitor.session.session_key]
