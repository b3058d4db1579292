"""Measures about an account: each with its reasons and its end, told, lifted, appealed; by who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import timezone

from mcs.board.models import Post
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.reauth import USED
from mcs.members.rules import Refusal
from mcs.moderation.actions.decide import Reasons
from mcs.moderation.actions.forget import forget_decided
from mcs.moderation.actions.sanctions import end_due_sanctions, end_sanction, lift_sanction, sanction_member
from mcs.moderation.enums import Ground, Measure
from mcs.moderation.models import Appeal, Decision, Delegation, DeskDecision, Sanction
from mcs.notices.models import NoticeEntry
from tests.board.conftest import errors, request_form, words
from tests.factories import make_member, make_post, make_volunteer
from tests.messaging.conftest import signed_in

pytestmark = pytest.mark.django_db
FORM = {"days": "7", "ground": "charter", "rule": "La charte", "facts": "Insultes répétées sous trois publications."}
REASONS = Reasons(Ground.CHARTER, "La charte", "Insultes répétées.")


@pytest.fixture
def karim() -> Member:
    return make_member("Karim L.", email="karim@network.example")


@pytest.fixture
def claire() -> Member:
    return make_volunteer(email="claire@network.example")


@pytest.fixture
def claire_client(claire: Member) -> Client:
    return signed_in(claire)


def take(member: Member, by: Member, kind: Measure = Measure.MUTE, days: int = 7) -> Sanction:
    sanction = sanction_member(member=member, volunteer=by, kind=kind, days=days, reasons=REASONS)
    assert sanction
    return sanction


def delegate_of(*queues: str) -> Member:
    paul = make_member("Paul R.", role=Role.DELEGATE)
    Delegation.objects.bulk_create(Delegation(member=paul, queue=queue) for queue in queues)
    return paul


def confirmed(client: Client) -> Client:
    """Its passkey was just shown."""
    session = client.session
    session[USED] = int(timezone.now().timestamp())
    session.save()
    return client


def due(sanction: Sanction) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Sanction.objects.filter(pk=sanction.pk).update(starts_at=past - timedelta(days=1), ends_at=past)


def test_warning_is_taken_told_and_proposed_next(
    karim: Member, claire_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page, address = f"/bureau/voisins/{karim.pk}/", f"/bureau/voisins/{karim.pk}/warning/"
    assert "Avertissement prochaine étape" in words(claire_client.get(page))
    wrong = claire_client.post(address, FORM | {"facts": "", "days": "9999"})
    assert errors(wrong) == ["Choisissez ce qui convient le mieux.", "Écrivez d’abord quelques mots."]
    with django_capture_on_commit_callbacks(execute=True):
        said = words(claire_client.post(address, FORM, follow=True))
    for part in (
        "Avertissement : Karim L.",
        "Insultes répétées sous trois publications.",
        "Relecture avant publication prochaine étape",
    ):
        assert part in said
    decision = Decision.objects.get()
    assert [one.to for one in mail.outbox] == [["karim@network.example"]]
    assert f"/appel/{decision.reference}/" in mail.outbox[0].body
    assert NoticeEntry.objects.get().kind == "measure-told"
    statement = words(Client().get(decision.get_absolute_url()))
    for part in (
        "Avertissement",
        "Contraire à la charte — La charte",
        "Elle prend fin d’elle-même",
        "saisir la justice",
    ):
        assert part in statement
    assert "Avertissement" in words(signed_in(karim).get("/moi/mesures/"))


def test_muted_member_is_told_why_and_keeps_what_was_typed(karim: Member, claire: Member) -> None:
    make_post("Un banc ?", author=claire)
    sanction, client = take(karim, claire), signed_in(karim)
    form = request_form(text="Quelqu’un a-t-il une échelle double à prêter ?")
    answer = client.post("/fil/publier/", form)
    said = words(answer)
    assert (answer.status_code, answer["HX-Refresh"], Post.objects.count()) == (403, "true", 1)
    for part in ("Vous ne pouvez pas écrire pour l’instant", "Insultes répétées.", "échelle double à prêter"):
        assert part in said
    assert sanction.decision.get_absolute_url() in answer.content.decode()
    assert form["submission"] not in said
    assert client.post("/moi/", {"name": "Karim le Juste"}).status_code == 403
    assert client.post(f"/messages/ecrire/{claire.pk}/", {"text": "Bonjour"}).status_code == 403
    assert client.post("/messages/benevoles/", {"text": "Je ne comprends pas."}).status_code == 302
    assert client.post("/moi/donnees/").status_code == 302
    assert "rester silencieux" in words(client.get("/fil/"))
    due(sanction)
    assert (end_due_sanctions(), end_due_sanctions()) == (1, 0)
    assert client.post("/fil/publier/", form).status_code == 302


def test_held_member_publishes_what_waits(karim: Member, claire: Member) -> None:
    make_post("Là depuis longtemps", author=karim)
    Member.objects.filter(pk=karim.pk).update(joined_at=timezone.now() - timedelta(days=400))
    sanction = take(karim, claire, Measure.HOLD)
    client = signed_in(karim)
    client.post("/fil/publier/", request_form())
    post = Post.objects.latest("pk")
    assert (post.status, post.hold_reason) == ("held", "measure")
    lift_sanction(sanction=sanction, volunteer=claire)
    client.post("/fil/publier/", request_form(text="Je cherche un maçon."))
    assert Post.objects.latest("pk").status == "published"


def test_suspension_asks_for_the_passkey_closes_and_reopens(
    karim: Member, claire_client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.DESK_NEEDS_PASSKEY = True
    session = claire_client.session
    session["members.passkey-held"] = True
    session.save()
    address, tab = f"/bureau/voisins/{karim.pk}/suspendre/", signed_in(karim)
    UserSession.objects.create(user=karim, session_key=tab.session.session_key, ip="127.0.0.1", user_agent="Phone")
    for response in (claire_client.get(address), claire_client.post(address, FORM)):
        assert response["Location"].startswith("/moi/confirmer/")
    assert Sanction.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        confirmed(claire_client).post(address, FORM)
    sanction = Sanction.objects.get()
    open_tab = tab.get("/fil/")
    assert open_tab.status_code == 403
    assert sanction.decision.get_absolute_url() in open_tab.content.decode()
    assert tab.post("/fil/publier/", request_form()).status_code == 403
    assert "Suspension" in words(tab.get(sanction.decision.get_absolute_url()))
    appeal = f"/appel/{sanction.decision.reference}/"
    assert appeal in mail.outbox[-1].body
    assert tab.post(appeal, {"text": "Ce n’était pas moi."}).status_code == 302
    due(sanction)
    with django_capture_on_commit_callbacks(execute=True):
        end_due_sanctions()
    karim.refresh_from_db()
    assert (karim.is_active, mail.outbox[-1].subject) == (True, "La mesure qui touchait votre compte est terminée")
    # The former session stays shut: she signs in anew.
    assert tab.get("/moi/").status_code == 302


def test_granted_appeal_lifts_and_a_second_one_is_refused(karim: Member, claire: Member) -> None:
    sanction, marc = take(karim, claire, Measure.BAN), make_volunteer(name="Marc D.")
    address = f"/appel/{sanction.decision.reference}/"
    assert Client().post(address, {"text": "Je parlais de moi."}).status_code == 302
    assert Client().post(address, {"text": "Encore."}).status_code == 409
    appeal = Appeal.objects.get()
    desk, answer = f"/bureau/appels/{appeal.pk}/", {"decision": "retablir", "answer": "En effet."}
    signed_in(delegate_of("appels")).post(desk, answer)
    signed_in(claire).post(desk, answer)
    assert Appeal.objects.get().decided_at is None
    signed_in(marc).post(desk, answer)
    karim.refresh_from_db()
    sanction.refresh_from_db()
    assert (karim.is_active, sanction.ended_at is not None, Appeal.objects.get().is_granted) == (True, True, True)
    assert "la mesure est levée" in words(Client().get(sanction.decision.get_absolute_url()))


def test_it_is_undone_at_once_or_from_the_log(karim: Member, claire: Member, claire_client: Client) -> None:
    for kind in (Measure.MUTE, Measure.BAN):
        take(karim, claire, kind)
        claire_client.post(f"/bureau/decisions/{DeskDecision.objects.latest('pk').pk}/annuler/")
        karim.refresh_from_db()
        assert (karim.is_muted, karim.is_active) == (False, True)
    assert set(DeskDecision.objects.values_list("undone_by", flat=True)) == {claire.pk}
    assert Decision.objects.filter(withdrawn_at=None).count() == 0
    sanction = take(karim, claire)
    assert "la mesure est levée" not in words(claire_client.get(f"/bureau/mesures/{sanction.pk}/lever/"))
    assert "Levée" in words(claire_client.post(f"/bureau/mesures/{sanction.pk}/lever/", follow=True))
    assert "déjà pris fin" in words(claire_client.post(f"/bureau/mesures/{sanction.pk}/lever/", follow=True))


def test_second_volunteer_is_told_who_took_it(karim: Member, claire: Member) -> None:
    take(karim, claire)
    marc = signed_in(make_volunteer(name="Marc D."))
    page = words(marc.post(f"/bureau/voisins/{karim.pk}/mute/", FORM, follow=True))
    assert "Claire M. avait déjà pris cette mesure." in page
    assert Sanction.objects.count() == 1


def test_who_may_not(karim: Member, claire: Member, claire_client: Client) -> None:
    paul = delegate_of("mesures", "signalements")
    delegate, member = signed_in(paul), signed_in(karim)
    # Oneself, somebody else's desk, a kind that is none, a suspension by its other address.
    assert claire_client.get(f"/bureau/voisins/{claire.pk}/").status_code == 404
    assert member.get(f"/bureau/voisins/{claire.pk}/").status_code == 404
    assert signed_in(delegate_of("attente")).get(f"/bureau/voisins/{karim.pk}/").status_code == 404
    assert claire_client.post(f"/bureau/voisins/{karim.pk}/ban/", FORM).status_code == 404
    assert delegate.post(f"/bureau/voisins/{karim.pk}/suspendre/", FORM).status_code == 404
    refused = delegate.post(f"/bureau/voisins/{claire.pk}/mute/", FORM)
    assert (refused.status_code, Sanction.objects.count()) == (403, 0)
    assert FORM["facts"] in refused.content.decode()
    ban = take(karim, claire, Measure.BAN)
    delegate.post(f"/bureau/mesures/{ban.pk}/lever/")
    delegate.post(f"/bureau/decisions/{ban.decision_id}/revenir/")
    delegate.post(f"/bureau/decisions/{DeskDecision.objects.get().pk}/annuler/")
    karim.refresh_from_db()
    assert karim.is_active is False
    for actor, kind in ((paul, Measure.BAN), (karim, Measure.MUTE), (claire, Measure.MUTE)):
        with pytest.raises(Refusal):
            take(claire, actor, kind)
    mine = take(paul, claire, Measure.WARNING)
    delegate.post(f"/bureau/mesures/{mine.pk}/lever/")
    delegate.post(f"/bureau/decisions/{DeskDecision.objects.latest('pk').pk}/annuler/")
    mine.refresh_from_db()
    assert mine.ended_at is None


def test_old_measures_become_figures_and_end_twice_is_once(karim: Member, claire: Member) -> None:
    sanction = take(karim, claire)
    assert (end_sanction(sanction=sanction), end_sanction(sanction=sanction)) == (True, False)
    Decision.objects.update(decided_at=timezone.now() - timedelta(days=400))
    forget_decided()
    sanction.refresh_from_db()
    assert (sanction.member, sanction.decision.author, sanction.decision.outcome) == (None, None, "measure")
