"""Answers ready to send: writing them, and putting one into a box without JavaScript."""

from __future__ import annotations

import pytest
from django.test import Client

from mcs.directory.actions.requests import send_listing_request
from mcs.members.enums import Role
from mcs.messaging.models import Message
from mcs.moderation.models import CannedAnswer, Report
from tests.board.conftest import words
from tests.factories import make_category, make_member, make_post, make_volunteer
from tests.messaging.conftest import signed_in, volunteers_side, write

pytestmark = pytest.mark.django_db
LIST = "/bureau/reponses/"


@pytest.fixture
def desk() -> Client:
    return signed_in(make_volunteer())


def test_an_answer_is_written_changed_deleted_and_put_back(desk: Client) -> None:
    assert "Aucune réponse toute prête" in words(desk.get(LIST))
    empty = words(desk.post(LIST, {"title": " ", "text": "Bonjour, c’est fait."}))
    assert "Donnez-lui un titre" in empty
    assert "Bonjour, c’est fait." in empty
    for _twice in range(2):
        desk.post(LIST, {"title": "Corrigé", "text": "C’est corrigé, merci."})
    answer = CannedAnswer.objects.get()
    desk.post(f"{LIST}{answer.pk}/", {"title": "Corrigé", "text": "C’est <b>corrigé</b>."})
    page = desk.post(f"{LIST}{answer.pk}/", {"geste": "supprimer"}, follow=True)
    assert "Supprimée : Corrigé" in words(page)
    assert 'value="C’est &lt;b&gt;corrigé&lt;/b&gt;."' in page.content.decode()
    assert not CannedAnswer.objects.exists()
    desk.post(LIST, {"title": "Corrigé", "text": "C’est <b>corrigé</b>."})  # what the button posts
    assert CannedAnswer.objects.get().text == "C’est <b>corrigé</b>."


def test_only_volunteers_write_answers() -> None:
    answer = CannedAnswer.objects.create(title="Corrigé", text="C’est corrigé.")
    for member in (make_member(), make_member(role=Role.DELEGATE)):
        client = signed_in(member)
        assert client.post(f"{LIST}{answer.pk}/", {"geste": "supprimer"}).status_code == 404
    assert CannedAnswer.objects.exists()


def test_an_answer_goes_into_a_message_which_is_not_sent_yet(desk: Client) -> None:
    answer = CannedAnswer.objects.create(title="Corrigé", text="C’est corrigé, merci.")
    nadia = make_member("Nadia B.")
    write(nadia, None, "Ma boulangerie a déménagé.")
    address = volunteers_side(nadia).get_absolute_url()
    typed = {"text": "Bonjour Nadia,", "reponse": answer.pk}
    page = desk.post(address, typed | {"inserer": "1"})
    assert page.context["form"]["text"].value() == "Bonjour Nadia,\n\nC’est corrigé, merci."
    assert Message.objects.count() == 1
    desk.post(address, typed)  # sent as it stands: what was typed is not replaced
    assert Message.objects.order_by("-pk")[0].text == "Bonjour Nadia,"


@pytest.mark.parametrize("chosen", ["", "0", "x", "9" * 30])
def test_no_answer_chosen_changes_nothing(desk: Client, chosen: str) -> None:
    nadia = make_member("Nadia B.")
    write(nadia, None, "Bonjour")
    posted = {"text": "Bonjour Nadia,", "reponse": chosen, "inserer": "1"}
    page = desk.post(volunteers_side(nadia).get_absolute_url(), posted)
    assert (page.context["form"]["text"].value(), Message.objects.count()) == ("Bonjour Nadia,", 1)


def test_an_answer_goes_into_a_refusal_and_into_the_facts(desk: Client) -> None:
    answer = CannedAnswer.objects.create(title="Loin", text="Nous ne couvrons que le sud.")
    make_category()
    request = send_listing_request(message="Fleurs de Lucie", email="lucie@fleurs.example", photos=[])
    address = f"/bureau/referencement/{request.pk}/refuser/"
    page = desk.post(address, {"reponse": answer.pk, "inserer": "1"})
    assert '<details class="card" open>' in page.content.decode()
    assert page.context["decline"]["reason"].value() == "Nous ne couvrons que le sud."
    desk.post(address, {"reponse": answer.pk})
    request.refresh_from_db()
    assert request.reason == "Nous ne couvrons que le sud."
    post = make_post(author=make_member())
    report = Report.objects.create(kind="publication", key=str(post.pk), url="/fil/", title="Vélo", reason="rude")
    page = desk.post(f"/bureau/signalements/{report.pk}/", {"facts": "Lu.", "reponse": answer.pk, "inserer": "1"})
    assert page.context["form"]["facts"].value() == "Lu.\n\nNous ne couvrons que le sud."
    report.refresh_from_db()
    assert report.decision is None
