"""Pausing a queue: what volunteers set, what visitors read, and that it ends by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mcs.directory.models import Claim, ListingRequest, Suggestion
from mcs.messaging.models import Message
from mcs.moderation.models import Pause
from tests.board.conftest import words
from tests.factories import make_category, make_listing, make_member, make_volunteer
from tests.messaging.conftest import signed_in, write

pytestmark = pytest.mark.django_db
WHY = "Nous rattrapons notre retard."
PAGES = "/bureau/pauses/"


def pause(queue: str, days: int = 3) -> date:
    until = timezone.localdate() + timedelta(days=days)
    Pause.objects.create(queue=queue, text=WHY, until=until)
    return until


def test_volunteer_pauses_opens_again_and_takes_both_back() -> None:
    desk, until = signed_in(make_volunteer()), timezone.localdate() + timedelta(days=3)
    said = {"reason": WHY, "until": f"{until:%Y-%m-%d}"}
    page = desk.post(f"{PAGES}referencement/", said, follow=True)
    assert "Les bénévoles mettent en pause les demandes de référencement jusqu’au" in words(page)
    assert 'name="geste" value="reprendre"' in page.content.decode()
    assert "mettent en pause" in words(desk.get("/bureau/"))
    page = desk.post(f"{PAGES}referencement/", {"geste": "reprendre"}, follow=True)
    assert f'name="until" value="{until:%Y-%m-%d}"' in page.content.decode()  # what taking it back posts
    desk.post(f"{PAGES}referencement/", said)
    desk.post(f"{PAGES}referencement/", said | {"until": f"{until + timedelta(days=1):%Y-%m-%d}"})
    assert Pause.objects.get().until == until + timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-1, "Ce jour est passé"), (63, "Une pause dure deux mois"), (None, "Écrivez un jour")],
)
def test_a_day_that_cannot_be_is_refused_and_the_reason_stays(days: int | None, sentence: str) -> None:
    until = "jamais" if days is None else f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}"
    page = signed_in(make_volunteer()).post(f"{PAGES}messages/", {"reason": WHY, "until": until})
    assert sentence in words(page)
    assert WHY in page.content.decode()
    assert not Pause.objects.exists()


def test_merchant_reads_why_keeps_the_text_and_it_ends_by_itself(client: Client) -> None:
    make_category()
    pause("referencement")
    page = client.get("/referencement/")
    assert WHY in words(page)
    assert "<textarea" not in page.content.decode()
    said = {"message": "Bonjour, je suis fleuriste boulevard Michelet.", "email": "lucie@fleurs.example"}
    refused = client.post("/referencement/", said)
    assert (refused.status_code, ListingRequest.objects.count()) == (409, 0)
    assert "Ce que vous avez écrit reste sur cette page" in words(refused)
    assert said["message"] in refused.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert "mettent en pause" not in words(client.get("/referencement/"))
        assert client.post("/referencement/", said).status_code == 302


def test_paused_messages_leave_room_for_an_answer_to_the_volunteers() -> None:
    nadia = make_member("Nadia B.")
    client = signed_in(nadia)
    pause("messages")
    assert WHY in words(client.get("/messages/benevoles/"))
    refused = client.post("/messages/benevoles/", {"text": "Ma boulangerie a déménagé."})
    assert (refused.status_code, Message.objects.count()) == (409, 0)
    assert "Ma boulangerie a déménagé." in refused.content.decode()
    Pause.objects.all().delete()
    first = write(nadia, None, "Ma boulangerie a déménagé.")
    pause("messages")
    page = f"/messages/{first.conversation_id}/"
    assert WHY in words(client.get(page))
    assert client.post(page, {"text": "Vous m’avez lue ?"}).status_code == 409
    signed_in(make_volunteer()).post(f"/bureau/messages/{first.conversation_id}/", {"text": "Où donc ?"})
    assert WHY not in words(client.get(page))
    assert client.post(page, {"text": "Rue de Rome."}).status_code == 302


def test_suggestions_and_claims_that_need_a_volunteer_wait() -> None:
    listing, client = make_listing(phone="+33491000000", email="boucherie@network.example"), signed_in(make_member())
    pause("suggestions")
    pause("gestion")
    asked = client.post("/proposer-un-commerce/", {"text": "La mercerie d’Irène, rue de Rome."})
    assert (asked.status_code, WHY in words(asked)) == (409, True)
    wrong = client.post(f"/annuaire/{listing.slug}/signaler/", {"kind": "correction", "text": "Fermé le lundi."})
    assert (wrong.status_code, "Fermé le lundi." in wrong.content.decode()) == (409, True)
    address = f"/annuaire/{listing.slug}/c-est-mon-commerce/"
    proofs = dict(client.get(address).context["form"].fields["proof"].choices)
    by_phone = next(proof for proof in proofs if "phone" in str(proof))
    assert client.post(address, {"proof": by_phone}).status_code == 409
    assert not Suggestion.objects.exists()
    assert not Claim.objects.exists()
    by_email = next(proof for proof in proofs if "email" in str(proof))
    assert client.post(address, {"proof": by_email}).status_code == 302
