"""Reporting, deciding with reasons, hearing back, appealing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from mcs.board.actions.remove import purge_removed, remove_post
from mcs.board.models import Post
from mcs.members.models import Member
from mcs.moderation.actions.decide import Reasons, decide_reports
from mcs.moderation.actions.forget import forget_decided
from mcs.moderation.enums import Ground, ReportReason
from mcs.moderation.models import Appeal, Decision, Report
from mcs.notices.models import NoticeEntry
from tests.board.conftest import errors, words
from tests.factories import make_comment, make_listing, make_member, make_post, make_volunteer
from tests.messaging.conftest import signed_in

pytestmark = pytest.mark.django_db
REASONS = {"ground": "charter", "rule": "La charte", "facts": "Insulte un voisin.", "decision": "retirer"}


@pytest.fixture
def karim() -> Member:
    return make_member("Karim L.", email="karim@network.example")


@pytest.fixture
def insult(karim: Member) -> Post:
    return make_post("Mon voisin est un idiot", author=karim)


@pytest.fixture
def nadia_client() -> Client:
    return signed_in(make_member("Nadia B."))


@pytest.fixture
def claire_client() -> Client:
    return signed_in(make_volunteer())


def press(client: Client, post: Post, reason: str = "rude") -> Any:
    return client.post(f"/signaler/publication/{post.pk}/", {"reason": reason}, follow=True)


def removed(client: Client, post: Post, claire: Client) -> Decision:
    """The post reported by one and removed by the other."""
    press(client, post)
    claire.post(f"/bureau/signalements/{Report.objects.latest('pk').pk}/", REASONS)
    return Decision.objects.latest("pk")


def status_of(post: Post) -> str:
    post.refresh_from_db()
    return post.status


def test_report_is_decided_with_reasons_and_everybody_hears(
    insult: Post, karim: Member, nadia_client: Client, claire_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    assert f"/signaler/publication/{insult.pk}/" in nadia_client.get(insult.get_absolute_url()).content.decode()
    page = words(press(nadia_client, insult))
    assert "Merci. Les bénévoles l’ont reçu." in page
    assert "Insultes, haine ou menaces" in words(claire_client.get("/bureau/"))
    address = f"/bureau/signalements/{Report.objects.get().pk}/"
    assert errors(claire_client.post(address, REASONS | {"facts": ""})) == ["Écrivez d’abord quelques mots."]
    with django_capture_on_commit_callbacks(execute=True):
        page = words(claire_client.post(address, REASONS, follow=True))
    assert ("Ce n’est plus montré" in page, status_of(insult)) == (True, "removed")
    decision = Decision.objects.get()
    statement = words(Client().get(decision.get_absolute_url()))
    for said in ("Insulte un voisin.", "Contraire à la charte — La charte", "Aucune machine", "saisir la justice"):
        assert said in statement
    assert [(one.to, decision.reference in one.body) for one in mail.outbox] == [(["karim@network.example"], True)]
    assert set(NoticeEntry.objects.values_list("member__name", "kind")) == {
        ("Nadia B.", "report-handled"),
        ("Karim L.", "decision-taken"),
    }
    assert "Ce n’est plus montré" in words(nadia_client.get(Report.objects.get().get_absolute_url()))
    signed_in(karim).post(f"/fil/{insult.pk}/retablir/")
    assert status_of(insult) == "removed"


def test_report_that_finds_nothing_leaves_the_post(insult: Post, nadia_client: Client, claire_client: Client) -> None:
    press(nadia_client, insult)
    claire_client.post(f"/bureau/signalements/{Report.objects.get().pk}/", {"decision": "laisser"})
    assert (status_of(insult), Decision.objects.get().outcome) == ("published", "kept")
    assert "Cela reste" in words(nadia_client.get(Report.objects.get().get_absolute_url()))


def test_same_report_twice_is_one_and_ones_own_is_none(insult: Post, karim: Member, nadia_client: Client) -> None:
    press(nadia_client, insult)
    assert "Vous l’aviez déjà signalé" in words(press(nadia_client, insult, "scam"))
    assert press(signed_in(karim), insult).status_code == 409
    assert Report.objects.count() == 1


def test_second_volunteer_finds_it_decided(insult: Post, nadia_client: Client, claire_client: Client) -> None:
    removed(nadia_client, insult, claire_client)
    address = f"/bureau/signalements/{Report.objects.get().pk}/"
    page = words(signed_in(make_volunteer(name="Marc D.")).post(address, {"decision": "laisser"}, follow=True))
    assert "Quelqu’un l’avait déjà décidé." in page
    assert Decision.objects.get().outcome == "removed"


def test_decision_on_what_was_deleted_meanwhile_restricts_nobody(
    insult: Post, nadia_client: Client, claire_client: Client
) -> None:
    press(nadia_client, insult)
    insult.delete()
    address = f"/bureau/signalements/{Report.objects.get().pk}/"
    assert "supprimé entre-temps" in words(claire_client.get(address))
    claire_client.post(address, REASONS)
    assert (Decision.objects.get().outcome, Decision.objects.get().ground) == ("gone", "")


def test_volunteer_takes_a_decision_back(insult: Post, nadia_client: Client, claire_client: Client) -> None:
    decision = removed(nadia_client, insult, claire_client)
    claire_client.post(f"/bureau/decisions/{decision.pk}/revenir/")
    assert (status_of(insult), Report.objects.get().decision) == ("published", None)


def test_appeal_is_made_once_and_answered_by_another(
    insult: Post, nadia_client: Client, claire_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    decision = removed(nadia_client, insult, claire_client)
    address, marc = f"/appel/{decision.reference}/", signed_in(make_volunteer(name="Marc D."))
    page = words(Client().post(address, {"text": "Je parlais de moi-même."}, follow=True))
    assert "Votre recours est arrivé." in page
    assert Client().post(address, {"text": "Encore."}).status_code == 409
    desk = f"/bureau/appels/{Appeal.objects.get().pk}/"
    answer = {"decision": "retablir", "answer": "En effet."}
    assert "un autre bénévole répond au recours" in words(claire_client.post(desk, answer))
    assert "s’en occupe" not in words(marc.get(desk))  # who may not answer only reads
    with django_capture_on_commit_callbacks(execute=True):
        page = words(marc.post(desk, answer, follow=True))
    assert ("Recours accordé" in page, "Annuler" in page) == (True, False)  # it is final
    assert status_of(insult) == "published"
    assert "de nouveau affiché : son auteur a fait un recours" in words(nadia_client.get("/moi/notifications/"))
    assert "Votre recours est accordé. En effet." in words(Client().get(decision.get_absolute_url()))
    assert mail.outbox[-1].subject == "Votre recours a reçu une réponse"
    page = words(marc.post(desk, {"decision": "maintenir", "answer": "Non."}, follow=True))
    assert (Appeal.objects.get().answer, "Quelqu’un" in page) == ("En effet.", True)


def test_removed_post_is_kept_until_the_appeal_ends(insult: Post, nadia_client: Client, claire_client: Client) -> None:
    decision, own = removed(nadia_client, insult, claire_client), make_post("Retirée par moi")
    remove_post(post=own)
    Post.objects.update(removed_at=timezone.now() - timedelta(days=40))
    assert (purge_removed(), list(Post.objects.all())) == (1, [insult])
    Decision.objects.filter(pk=decision.pk).update(decided_at=timezone.now() - timedelta(days=200))
    assert (purge_removed(), Post.objects.count()) == (1, 0)


def test_old_decisions_become_figures(insult: Post, nadia_client: Client, claire_client: Client) -> None:
    decision = removed(nadia_client, insult, claire_client)
    Decision.objects.update(decided_at=timezone.now() - timedelta(days=400))
    assert (forget_decided(), forget_decided()) == (1, 0)
    decision.refresh_from_db()
    assert (decision.author, decision.title, decision.outcome) == (None, "", "removed")


@pytest.mark.parametrize("kind", ["reponse", "fiche", "voisin"])
def test_other_kinds_are_reported_and_hidden(kind: str, nadia_client: Client, claire_client: Client) -> None:
    comment, listing = make_comment(make_post()), make_listing()
    keys = {"reponse": comment.pk, "fiche": listing.pk, "voisin": comment.author_id}
    nadia_client.post(f"/signaler/{kind}/{keys[kind]}/", {"reason": "false"})
    report = Report.objects.get()
    decision = decide_reports(
        report=report,
        volunteer=make_volunteer(),
        reasons=None if kind == "voisin" else Reasons(Ground.LAW, "", "Faux."),
    )
    assert decision
    comment.refresh_from_db()
    listing.refresh_from_db()
    shown = {"reponse": comment.status, "fiche": listing.status, "voisin": "removed"}
    assert shown[kind] == "removed"
    assert report.reason == ReportReason.FALSE


def test_answer_is_named_by_its_noun(client: Client) -> None:
    client.force_login(make_member())
    comment = make_comment(make_post(), author=make_member("Karim L."))
    assert " Réponse " in words(client.get(f"/signaler/reponse/{comment.pk}/"))
