"""What members propose, and what becomes of it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from mcs.directory.actions.history import undo_change
from mcs.directory.enums import ListingStatus, RequestStatus
from mcs.directory.models import Listing, Suggestion
from mcs.members.models import Member
from tests.factories import make_category, make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client: Client) -> Member:
    member = make_member("Nadia B.", email="nadia@network.example")
    client.force_login(member)
    return member


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_volunteer())
    return client


@pytest.fixture
def listing() -> Listing:
    return make_listing(description="Viande.", opening_hours="Mo-Sa 08:00-12:00")


def form_of(client: Client, url: str) -> dict[str, object]:
    values = {field.html_name: field.value() for field in client.get(url).context["form"]}
    return {name: value for name, value in values.items() if value not in (None, False)}


def report(client: Client, listing: Listing, **data: object) -> Suggestion:
    url = reverse("directory:report_error", args=[listing.slug])
    response = client.post(url, form_of(client, url) | {"kind": "correction", "text": ""} | data)
    assert response.status_code == 302, response.content.decode()
    return Suggestion.objects.latest("pk")


def review(suggestion: Suggestion) -> str:
    return reverse("directory:suggestion_review", args=[suggestion.pk])


def test_a_correction_keeps_only_what_differs_and_changes_nothing_yet(
    client: Client, nadia: Member, listing: Listing
) -> None:
    suggestion = report(client, listing, phone="04 91 99 88 77", text="Nouveau numéro")
    before = listing.phone
    listing.refresh_from_db()
    assert (suggestion.values, listing.phone) == ({"phone": "+33491998877"}, before)


def test_one_press_takes_a_correction_in_the_members_name_and_tells_her(
    client: Client, desk: Client, nadia: Member, listing: Listing
) -> None:
    suggestion, before = report(client, listing, phone="04 91 99 88 77"), listing.phone
    page = desk.get(review(suggestion)).content.decode()
    assert "+33491998877" not in page
    assert "04 91 99 88 77" in page
    assert "Annuler" in desk.post(review(suggestion), follow=True).content.decode()
    listing.refresh_from_db()
    assert listing.phone == "+33491998877"
    (change,) = listing.changes.all()
    assert (change.source, change.member, change.values) == ("suggestion", nadia, {"phone": [before, "+33491998877"]})
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["nadia@network.example"], "Merci\xa0: la fiche «\u00a0Boucherie du Prado\u00a0» est corrigée")
    ]


def test_taking_may_be_undone(client: Client, desk: Client, nadia: Member, listing: Listing) -> None:
    suggestion, before = report(client, listing, phone="04 91 99 88 77"), listing.phone
    desk.post(review(suggestion))
    desk.post(reverse("directory:suggestion_reopen", args=[suggestion.pk]))
    suggestion.refresh_from_db()
    listing.refresh_from_db()
    assert (suggestion.status, listing.phone) == (RequestStatus.WAITING, before)
    desk.post(review(suggestion))
    listing.refresh_from_db()
    assert listing.phone == "+33491998877"


def test_what_was_taken_and_then_taken_back_in_the_history_says_so(
    client: Client, desk: Client, nadia: Member, listing: Listing
) -> None:
    suggestion = report(client, listing, phone="04 91 99 88 77")
    desk.post(review(suggestion))
    assert "puis annulée" not in desk.get(review(suggestion)).content.decode()
    undone = undo_change(change=listing.changes.get(), member=make_volunteer(name="Paul"))
    assert "Retenue, puis annulée" in desk.get(review(suggestion)).content.decode()
    undo_change(change=undone, member=make_volunteer(name="Rose"))
    assert "puis annulée" not in desk.get(review(suggestion)).content.decode()


def test_closed_for_good_takes_the_page_out_and_may_be_undone(
    client: Client, desk: Client, nadia: Member, listing: Listing
) -> None:
    suggestion = report(client, listing, kind="closed")
    desk.post(review(suggestion))
    listing.refresh_from_db()
    assert (listing.status, listing.removal_reason) == ("removed", "closed")
    desk.post(reverse("directory:suggestion_reopen", args=[suggestion.pk]))
    listing.refresh_from_db()
    assert (listing.status, listing.removal_reason, listing.removed_at) == ("published", "", None)


def test_a_missing_business_becomes_a_draft_then_a_page(client: Client, desk: Client, nadia: Member) -> None:
    make_category()
    text = "Il manque la Boucherie Vidal, 04 91 11 22 33, au 12 avenue du Prado"
    client.post(reverse("directory:suggest_listing"), {"text": text})
    suggestion = Suggestion.objects.get()
    listing = suggestion.listing
    assert (listing.status, listing.phone) == (ListingStatus.DRAFT, "+33491112233")
    desk.post(review(suggestion), form_of(desk, review(suggestion)) | {"name": "Boucherie Vidal"})
    listing.refresh_from_db()
    assert (listing.status, listing.slug) == ("published", "boucherie-vidal")
    desk.post(reverse("directory:suggestion_reopen", args=[suggestion.pk]))
    listing.refresh_from_db()
    assert listing.status == ListingStatus.DRAFT


def test_a_missing_business_that_is_there_joins_its_page(client: Client, desk: Client, nadia: Member) -> None:
    known = make_listing("Boucherie Vidal", phone="+33491112233")
    client.post(reverse("directory:suggest_listing"), {"text": "Boucherie Vidal, 04 91 11 22 33"})
    suggestion = Suggestion.objects.get()
    page = desk.get(review(suggestion))
    assert [found.listing for found in page.context["duplicates"]] == [known]
    desk.post(reverse("directory:suggestion_join", args=[suggestion.pk, known.slug]))
    suggestion.refresh_from_db()
    assert (suggestion.status, suggestion.listing) == (RequestStatus.PUBLISHED, known)
    assert desk.get(reverse("website:desk")).context["items"] == []


def test_declining_says_why(client: Client, desk: Client, nadia: Member, listing: Listing) -> None:
    suggestion = report(client, listing, text="Tout est faux")
    url = reverse("directory:suggestion_decline", args=[suggestion.pk])
    assert desk.post(url, {"reason": ""}).status_code == 200
    desk.post(url, {"reason": "Nous avons appelé : tout est juste."})
    assert "Nous avons appelé : tout est juste." in str(mail.outbox[-1].body)
    assert desk.post(review(suggestion)).status_code == 302
    assert listing.changes.count() == 0


def test_the_same_said_twice_is_kept_once(client: Client, nadia: Member, listing: Listing) -> None:
    for _ in range(2):
        report(client, listing, text="Fermé le lundi")
        client.post(reverse("directory:suggest_listing"), {"text": "Il manque Vidal"})
    assert Suggestion.objects.count() == 2


def test_saying_nothing_is_refused_with_a_sentence(client: Client, nadia: Member, listing: Listing) -> None:
    url = reverse("directory:report_error", args=[listing.slug])
    page = client.post(url, form_of(client, url) | {"kind": "correction", "text": " "}).content.decode()
    assert "Dites ce qui est faux" in page
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize("data", [{"phone": "12"}, {"name": "🎉"}, {"kind": "missing"}, {"text": "x" * 3000}])
def test_what_can_not_be_is_refused_beside_the_field(
    client: Client, nadia: Member, listing: Listing, data: dict[str, str]
) -> None:
    url = reverse("directory:report_error", args=[listing.slug])
    response = client.post(url, form_of(client, url) | {"kind": "correction", "text": "ok ok"} | data)
    assert (response.status_code, 'class="errorlist"' in response.content.decode()) == (200, True)
    assert Suggestion.objects.count() == 0


def test_suggestions_are_limited(client: Client, nadia: Member) -> None:
    make_category()
    url = reverse("directory:suggest_listing")
    found = [client.post(url, {"text": f"Il manque le commerce {number}"}) for number in range(11)]
    assert [response.status_code for response in found] == [302] * 10 + [429]
    assert "Il manque le commerce 10" in found[-1].content.decode()


def test_a_visitor_signs_in_before_typing(listing: Listing) -> None:
    for url in (reverse("directory:suggest_listing"), reverse("directory:report_error", args=[listing.slug])):
        assert Client().get(url).headers["Location"].startswith(reverse("members:sign_in"))
