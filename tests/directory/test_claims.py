"""« C’est mon commerce »: each proof, from the first press to the manager's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mcs.directory.actions.claims import (
    ask_to_look,
    grant_claim,
    look_at_page,
    open_claim,
    prove,
    revoke_claim,
    vouch,
)
from mcs.directory.actions.history import undo_change
from mcs.directory.enums import ChangeSource, ClaimProof, ClaimStatus
from mcs.directory.models import Claim, Listing
from mcs.directory.queries.claims import proofs_of
from mcs.directory.rules import merchant_token
from mcs.directory.rules.claims import code_of, page_mark, vouch_token
from mcs.lib.fetch import FetchFailed, FetchRefused
from mcs.members.models import Member
from tests.factories import make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing() -> Listing:
    return make_listing(email="prado@boucherie.example", website="https://boucherie.example")


@pytest.fixture
def sophie(client: Client) -> Member:
    member = make_member("Sophie T.", email="sophie@network.example")
    client.force_login(member)
    return member


def opened(listing: Listing, member: Member, proof: ClaimProof, target: str = "") -> Claim:
    return open_claim(listing=listing, member=member, proof=proof, target=target)


def type_in(client: Client, claim: Claim, code: str) -> str:
    response = client.post(reverse("directory:claim", args=[claim.pk]), {"code": code}, follow=True)
    return response.content.decode()


def test_proofs_are_those_the_listing_allows() -> None:
    listing = make_listing(email="marcel@a.example", phone="+33491000001", other_phone="+33600000001", facebook="")
    assert [(str(proof.kind), proof.label.replace("\xa0", " ")) for proof in proofs_of(listing)] == [
        ("email", "Un code par e-mail à ma…@a.example"),
        ("phone", "Un bénévole appelle le 04 91 00 00 01 et vous dicte un code"),
        ("phone", "Un bénévole appelle le 06 00 00 00 01 et vous dicte un code"),
        ("neighbours", "Trois voisins qui vous connaissent se portent garants"),
    ]


def test_code_by_email_makes_the_manager_and_kills_older_links(
    client: Client, listing: Listing, sophie: Member
) -> None:
    old = reverse("directory:merchant_page", args=[merchant_token(listing)])
    client.post(reverse("directory:claim_listing", args=[listing.slug]), {"proof": "email-0"})
    (sent,) = mail.outbox
    assert sent.to == ["prado@boucherie.example"]
    found = re.search(r"^\d{6}$", str(sent.body), re.MULTILINE)
    assert found
    claim = Claim.objects.get()
    assert found[0] not in claim.code_digest
    assert "vous gérez cette fiche" in type_in(client, claim, f"{found[0][:3]} {found[0][3:]}")
    listing.refresh_from_db()
    assert (listing.manager, listing.link_version) == (sophie, 1)
    assert listing.changes.get(source=ChangeSource.CLAIM).values == {"manager": [None, str(sophie.pk)]}
    assert Client().get(old).status_code == 404
    assert [(mailed.to, mailed.subject) for mailed in mail.outbox[1:]] == [
        (["sophie@network.example"], "Vous gérez la fiche «\u00a0Boucherie du Prado\u00a0»"),
        (["prado@boucherie.example"], "Sophie T. gère maintenant la fiche «\u00a0Boucherie du Prado\u00a0»"),
    ]


def test_code_works_five_times_wrong_then_never(client: Client, listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    wrong = "000000" if code_of(claim) != "000000" else "111111"
    for _ in range(5):
        assert "Ce n’est pas le code." in type_in(client, claim, wrong)
    assert "Trop d’essais" in type_in(client, claim, code_of(claim))
    listing.refresh_from_db()
    assert listing.manager is None


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1234567", "９" * 6, "x" * 10_000, "' OR 1=1"])
def test_code_that_is_none_is_refused_with_a_sentence(
    client: Client, listing: Listing, sophie: Member, typed: str
) -> None:
    claim = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    assert 'class="errorlist"' in type_in(client, claim, typed)


@pytest.mark.parametrize(("proof", "lifetime"), [(ClaimProof.EMAIL, 1), (ClaimProof.PHONE, 7 * 24)])
def test_code_ends(client: Client, listing: Listing, sophie: Member, proof: ClaimProof, lifetime: int) -> None:
    claim = opened(listing, sophie, proof, "a@b.example")
    with time_machine.travel(timezone.now() + timedelta(hours=lifetime, seconds=1), tick=False):
        response = client.post(reverse("directory:claim", args=[claim.pk]), {"code": code_of(claim)})
    assert response.status_code == 410
    listing.refresh_from_db()
    assert listing.manager is None


def test_code_used_twice_is_refused_with_a_sentence(client: Client, listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    type_in(client, claim, code_of(claim))
    response = client.post(reverse("directory:claim", args=[claim.pk]), {"code": code_of(claim)})
    assert response.status_code == 410
    assert listing.changes.filter(source=ChangeSource.CLAIM).count() == 1


def test_link_forwarded_to_another_account_is_refused_with_a_sentence(listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    other = Client()
    other.force_login(make_member("Karim L."))
    url = reverse("directory:claim", args=[claim.pk])
    nobodys = other.get(reverse("directory:claim", args=[claim.pk + 1]))
    for response in (other.get(url), other.post(url, {"code": code_of(claim)}), other.post(f"{url}regarder/"), nobodys):
        assert response.status_code == 404
        assert "seul le compte qui l’a fait peut s’en servir." in response.content.decode()
    listing.refresh_from_db()
    assert listing.manager is None


def test_a_new_try_ends_the_one_before(listing: Listing, sophie: Member) -> None:
    first = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    second = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    first.refresh_from_db()
    assert (first.status, second.status, code_of(first) == code_of(second)) == ("expired", "open", False)


def test_claims_are_limited_by_member_and_day(client: Client, listing: Listing, sophie: Member) -> None:
    url = reverse("directory:claim_listing", args=[listing.slug])
    found = [client.post(url, {"proof": "email-0"}).status_code for _ in range(9)]
    assert found == [302] * 8 + [429]
    assert len(mail.outbox) == 8


@pytest.mark.parametrize("proof", ["", "email-9", "facebook-3", "neighbours"])
def test_a_proof_the_listing_does_not_allow_is_refused(
    client: Client, listing: Listing, sophie: Member, proof: str
) -> None:
    assert client.post(reverse("directory:claim_listing", args=[listing.slug]), {"proof": proof}).status_code == 200
    assert Claim.objects.count() == 0


def test_telephone_code_is_read_out_by_a_volunteer(client: Client, listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    desk, volunteer = Client(), make_volunteer()
    desk.force_login(volunteer)
    (item,) = desk.get(reverse("website:desk")).context["items"]
    assert item.excerpt.startswith(f"Appeler le {listing.phone}")
    assert code_of(claim) in desk.get(item.url).content.decode()
    desk.post(reverse("directory:claim_called", args=[claim.pk]))
    assert desk.get(reverse("website:desk")).context["items"] == []
    assert code_of(claim) not in client.get(reverse("directory:claim", args=[claim.pk])).content.decode()
    assert "vous gérez cette fiche" in type_in(client, claim, code_of(claim))


def answering(text: str = "", error: type[Exception] | None = None) -> Callable[[str], str]:
    def fetch(url: str) -> str:
        if error:
            raise error
        return text

    return fetch


def test_code_on_the_own_page_makes_the_manager(client: Client, listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.WEBSITE, listing.website)
    assert page_mark(claim) in client.get(reverse("directory:claim", args=[claim.pk])).content.decode()
    assert look_at_page(claim_pk=claim.pk, fetch=answering(f"<p>Bonjour {page_mark(claim).upper()}</p>"))
    listing.refresh_from_db()
    assert listing.manager == sophie


@pytest.mark.parametrize(
    ("fetch", "sentence"),
    [
        (answering("rien"), "Le code n’est pas encore sur la page"),
        (answering("voisins-1234567890"), "Le code n’est pas encore sur la page"),
        (answering(error=FetchFailed), "La page n’a pas pu être lue."),
        (answering(error=FetchRefused), "Cette adresse ne peut pas être vérifiée d’ici."),
    ],
)
def test_page_without_the_code_says_so(
    client: Client, listing: Listing, sophie: Member, fetch: Callable[[str], str], sentence: str
) -> None:
    claim = opened(listing, sophie, ClaimProof.WEBSITE, listing.website)
    assert not look_at_page(claim_pk=claim.pk, fetch=fetch)
    assert sentence in client.get(reverse("directory:claim", args=[claim.pk])).content.decode()


def test_six_digits_alone_on_a_page_prove_nothing(listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.WEBSITE, listing.website)
    everything = " ".join(f"{number:06}" for number in range(10**6))
    assert not look_at_page(claim_pk=claim.pk, fetch=answering(everything))


def test_a_merchants_page_inside_our_own_network_is_never_asked(
    client: Client, listing: Listing, sophie: Member
) -> None:
    claim = opened(listing, sophie, ClaimProof.WEBSITE, "http://127.0.0.1/voisins")
    ask_to_look(claim=claim)
    assert "ne peut pas être vérifiée d’ici" in client.get(reverse("directory:claim", args=[claim.pk])).content.decode()


def test_page_being_looked_at_refreshes_by_itself_and_by_a_link(
    client: Client, listing: Listing, sophie: Member
) -> None:
    claim = opened(listing, sophie, ClaimProof.WEBSITE, listing.website)
    Claim.objects.filter(pk=claim.pk).update(reason="looking")
    url = reverse("directory:claim", args=[claim.pk])
    page = client.get(url).content.decode()
    assert f'hx-get="{url}" hx-trigger="load delay:2s"' in page
    assert f'<a href="{url}">Actualiser</a>' in page
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div class="stack" id="etat"')


def neighbour(days: int = 15) -> Member:
    return make_member("Voisin", joined_at=timezone.now() - timedelta(days=days))


def test_three_neighbours_who_vouch_make_the_manager(listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.NEIGHBOURS)
    url = reverse("directory:vouch", args=[vouch_token(claim)])
    for _ in range(3):
        listing.refresh_from_db()
        assert listing.manager is None
        visitor = Client()
        visitor.force_login(neighbour())
        assert "Merci" in visitor.post(url, follow=True).content.decode()
        visitor.post(url)
    listing.refresh_from_db()
    assert (listing.manager, claim.vouches.count()) == (sophie, 3)


def test_one_neighbour_vouches_once(listing: Listing, sophie: Member) -> None:
    claim, who = opened(listing, sophie, ClaimProof.NEIGHBOURS), neighbour()
    assert [vouch(claim=claim, member=who) for _ in range(3)] == [True, False, False]
    listing.refresh_from_db()
    assert listing.manager is None


@pytest.mark.parametrize("days", [0, 13])
def test_newcomers_do_not_vouch(listing: Listing, sophie: Member, days: int) -> None:
    claim, visitor = opened(listing, sophie, ClaimProof.NEIGHBOURS), Client()
    visitor.force_login(neighbour(days))
    response = visitor.post(reverse("directory:vouch", args=[vouch_token(claim)]))
    assert (response.status_code, claim.vouches.count()) == (403, 0)


def test_nobody_vouches_for_oneself(client: Client, listing: Listing, sophie: Member) -> None:
    Member.objects.filter(pk=sophie.pk).update(joined_at=timezone.now() - timedelta(days=99))
    claim = opened(listing, sophie, ClaimProof.NEIGHBOURS)
    response = client.post(reverse("directory:vouch", args=[vouch_token(claim)]))
    assert (response.status_code, claim.vouches.count()) == (400, 0)


def test_a_listing_with_a_manager_goes_to_the_volunteers(client: Client, listing: Listing, sophie: Member) -> None:
    former = make_member("Ancien", email="ancien@network.example")
    Listing.objects.filter(pk=listing.pk).update(manager=former)
    claim = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    assert "un bénévole tranche" in type_in(client, claim, code_of(claim))
    listing.refresh_from_db()
    assert listing.manager == former
    desk, volunteer = Client(), make_volunteer()
    desk.force_login(volunteer)
    (item,) = desk.get(reverse("website:desk")).context["items"]
    mail.outbox.clear()
    page = desk.post(f"{item.url}accorder/", follow=True).content.decode()
    assert "Sophie T. gère la fiche «\u00a0Boucherie du Prado\u00a0»." in page
    listing.refresh_from_db()
    assert listing.manager == sophie
    told = next(sent for sent in mail.outbox if sent.to == ["ancien@network.example"])
    assert "écrivez-nous" in str(told.body)
    undo_change(change=listing.changes.filter(source=ChangeSource.CLAIM).latest("pk"), member=volunteer)
    listing.refresh_from_db()
    assert listing.manager == former


def test_a_refused_claim_says_why(listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.PHONE, listing.phone)
    desk = Client()
    desk.force_login(make_volunteer())
    desk.post(reverse("directory:claim_refuse", args=[claim.pk]), {"reason": "Ils n’ont rien demandé."})
    assert "Ils n’ont rien demandé." in str(mail.outbox[-1].body)
    assert not grant_claim(claim=claim, member=make_volunteer(name="Paul"))
    assert prove(claim=claim).status == ClaimStatus.REFUSED


def test_a_granted_claim_is_revocable(client: Client, listing: Listing, sophie: Member) -> None:
    claim = prove(claim=opened(listing, sophie, ClaimProof.PHONE, listing.phone))
    token = merchant_token(Listing.objects.get(pk=listing.pk))
    assert revoke_claim(claim=claim, member=make_volunteer(), reason="Ce n’est pas la bonne personne.")
    assert not revoke_claim(claim=claim, member=make_volunteer(name="Paul"), reason="Encore.")
    listing.refresh_from_db()
    assert (listing.manager, listing.link_version) == (None, 2)
    assert Client().get(reverse("directory:merchant_page", args=[token])).status_code == 404
    assert client.get(reverse("directory:listing_edit", args=[listing.slug])).status_code == 404
    assert mail.outbox[-1].to == ["sophie@network.example"]


def claim_page(client: Client, claim: Claim) -> str:
    return client.get(reverse("directory:claim", args=[claim.pk])).content.decode()


def test_a_claim_ends_when_its_change_is_taken_back(client: Client, listing: Listing, sophie: Member) -> None:
    claim = prove(claim=opened(listing, sophie, ClaimProof.PHONE, listing.phone))
    assert "vous gérez cette fiche" in claim_page(client, claim)
    volunteer = make_volunteer()
    undone = undo_change(change=listing.changes.get(), member=volunteer)
    page = claim_page(client, claim)
    assert "vous gérez cette fiche" not in page
    assert "Vous ne gérez plus cette fiche." in page
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by) == (ClaimStatus.REVOKED, volunteer)
    told = mail.outbox[-1]
    assert (told.to, told.subject) == (
        ["sophie@network.example"],
        "Vous ne gérez plus la fiche «\u00a0Boucherie du Prado\u00a0»",
    )
    undo_change(change=undone, member=volunteer)
    assert "vous gérez cette fiche" in claim_page(client, claim)
    claim.refresh_from_db()
    assert (claim.status, claim.reason) == (ClaimStatus.GRANTED, "")
    assert revoke_claim(claim=claim, member=volunteer, reason="Ce n’est pas la bonne personne.")


def test_volunteers_find_the_claim_in_the_history_and_take_it_back(listing: Listing, sophie: Member) -> None:
    claim = prove(claim=opened(listing, sophie, ClaimProof.PHONE, listing.phone))
    desk = Client()
    desk.force_login(make_volunteer())
    history = reverse("directory:listing_history", args=[listing.slug])
    review = reverse("directory:claim_review", args=[claim.pk])
    assert f'href="{review}"' in desk.get(history).content.decode()
    desk.post(reverse("directory:claim_revoke", args=[claim.pk]), {"reason": "Ce n’est pas la bonne personne."})
    assert f'href="{review}"' not in desk.get(history).content.decode()


def test_the_manager_sees_no_desk_link_in_the_history(client: Client, listing: Listing, sophie: Member) -> None:
    prove(claim=opened(listing, sophie, ClaimProof.PHONE, listing.phone))
    page = client.get(reverse("directory:listing_history", args=[listing.slug])).content.decode()
    assert "/bureau/gestion/" not in page


def test_a_claims_link_says_why_to_sign_in(listing: Listing, sophie: Member) -> None:
    claim = opened(listing, sophie, ClaimProof.EMAIL, listing.email)
    page = Client().get(reverse("directory:claim", args=[claim.pk]), follow=True).content.decode()
    assert "connectez-vous avec le compte qui l’a demandé" in page


def test_a_draft_can_not_be_claimed(client: Client, sophie: Member) -> None:
    draft = make_listing(status="draft")
    assert client.get(reverse("directory:claim_listing", args=[draft.slug])).status_code == 404
