"""A merchant asks to be listed: from the message to the page, and back for a correction."""

from __future__ import annotations

import io
import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from mcs.directory.enums import ListingStatus, RequestStatus
from mcs.directory.models import ListingChange, ListingRequest
from mcs.directory.rules import merchant_token
from mcs.photos.models import Photo
from mcs.places.actions import load_places
from tests.factories import make_category, make_listing, make_member, make_volunteer

pytestmark = pytest.mark.django_db

MESSAGE = (
    "Bonjour, je suis fleuriste boulevard Michelet, mon magasin s’appelle Les Fleurs de Lucie."
    " Ouvert du mardi au samedi 9h-19h, tel 04 91 22 33 44, lucie@fleurs.example, livraison à vélo."
    " www.fleurs-lucie.example, facebook @fleursdelucie"
)


@pytest.fixture(autouse=True)
def _florist() -> None:
    make_category()
    make_category(
        "shop=florist", name_fr="Fleuriste", icon="flower", hue="rose", synonyms=["fleuriste", "fleurs", "bouquet"]
    )


def photo_file(name: str = "vitrine.jpg") -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def send(client: Client, message: str = MESSAGE, **data: object) -> ListingRequest:
    response = client.post(reverse("directory:listing_request"), {"message": message, **data})
    assert response.status_code == 302, response.content.decode()
    return ListingRequest.objects.latest("pk")


def test_listing_request_page_is_the_same_for_every_visitor(client: Client) -> None:
    response = client.get(reverse("directory:listing_request"))
    assert (response.status_code, response.cookies) == (200, {})
    assert b"csrfmiddlewaretoken" not in response.content


def test_listing_request_fills_a_draft_from_the_message(client: Client) -> None:
    listing = send(client).listing
    assert (listing.status, listing.name, listing.category.tag) == ("draft", "Les Fleurs de Lucie", "shop=florist")
    assert (listing.phone, listing.email) == ("+33491223344", "lucie@fleurs.example")
    assert listing.website == "https://www.fleurs-lucie.example"
    assert listing.facebook == "https://www.facebook.com/fleursdelucie"
    assert (listing.opening_hours, listing.delivers) == ("Tu-Sa 09:00-19:00", True)


def test_listing_request_tells_what_happens_next_on_the_page_and_by_mail(client: Client) -> None:
    response = client.post(reverse("directory:listing_request"), {"message": MESSAGE}, follow=True)
    assert "Votre message est arrivé" in response.content.decode()
    assert [(sent.subject, sent.to) for sent in mail.outbox] == [
        ("Nous avons bien reçu votre message", ["lucie@fleurs.example"])
    ]


def test_listing_request_sent_twice_is_one_request_and_one_mail(client: Client) -> None:
    assert send(client).pk == send(client).pk
    assert (ListingRequest.objects.count(), len(mail.outbox)) == (1, 1)


def test_listing_request_keeps_its_photos(client: Client) -> None:
    asked = send(client, photos=[photo_file("a.jpg"), photo_file("b.jpg")])
    assert asked.listing.listing_photos.count() == 2
    assert Photo.objects.in_album().count() == 0


def test_listing_request_with_a_bad_photo_keeps_the_text(client: Client) -> None:
    bad = SimpleUploadedFile("vacances.jpg", b"ceci n'est pas une photo", "image/jpeg")
    response = client.post(reverse("directory:listing_request"), {"message": MESSAGE, "photos": [bad]})
    assert response.status_code == 200
    assert "Les Fleurs de Lucie" in response.content.decode()
    assert ListingRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("", "Écrivez d’abord quelques mots"),
        ("🎉🎉🎉", "il est difficile de répondre à des symboles seuls"),
        ("a" * 100_000, "Ce texte compte 100000 caractères"),
        ("Bonjour, je suis fleuriste", "Donnez un e-mail"),
        ("\x00\u202e", "Écrivez d’abord quelques mots"),
    ],
)
def test_listing_request_refuses_with_a_sentence(client: Client, message: str, sentence: str) -> None:
    response = client.post(reverse("directory:listing_request"), {"message": message})
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert ListingRequest.objects.count() == 0


def test_listing_request_stores_html_and_reordering_marks_harmlessly(client: Client) -> None:
    make_volunteer()
    asked = send(client, "<script>alert(1)</script> fleuriste \u202etxt à Marseille", email="a@b.example")
    page = client.get(reverse("directory:merchant_page", args=[merchant_token(asked)])).content.decode()
    assert "<script>alert(1)" not in page
    assert "\u202e" not in asked.message


def test_listing_request_is_limited_by_connection(client: Client) -> None:
    for number in range(10):
        send(client, f"{MESSAGE} {number}")
    response = client.post(reverse("directory:listing_request"), {"message": f"{MESSAGE} onze"})
    assert response.status_code == 429
    assert "onze" in response.content.decode()


def publish(client: Client, asked: ListingRequest) -> None:
    """What a volunteer's browser does: opens the review, presses Publier."""
    page = client.get(reverse("directory:listing_review", args=[asked.pk]))
    values = {field.html_name: field.value() for field in page.context["form"]}
    data = {name: value for name, value in values.items() if value not in (None, False)}
    response = client.post(reverse("directory:listing_review", args=[asked.pk]), data)
    assert response.status_code == 302, response.content.decode()


def test_volunteer_publishes_in_two_presses(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        asked = send(client, photos=[photo_file()])
    client.force_login(make_volunteer())
    assert [item.title for item in client.get(reverse("website:desk")).context["items"]] == ["Les Fleurs de Lucie"]
    publish(client, asked)
    asked.refresh_from_db()
    listing = asked.listing
    assert (asked.status, listing.status, listing.slug) == ("published", "published", "les-fleurs-de-lucie")
    assert listing.category.listing_count == 1
    assert [photo.link for photo in Photo.objects.in_album()] == [listing.get_absolute_url()]
    assert client.get(reverse("website:desk")).context["items"] == []


def test_publishing_twice_publishes_and_tells_once(client: Client) -> None:
    asked = send(client)
    client.force_login(make_volunteer())
    publish(client, asked)
    publish(client, asked)
    assert [sent.subject for sent in mail.outbox[1:]] == [
        "Les Fleurs de Lucie est dans l’annuaire\u00a0: c’est exact\u00a0?"
    ]
    assert ListingChange.objects.filter(source="request").count() == 1


def merchant_link(index: int) -> str:
    match = re.search(r"http://localhost:8000(/referencement/\S+/)", str(mail.outbox[index].body))
    assert match
    return match.group(1)


def test_merchant_corrects_by_the_link_without_an_account(client: Client) -> None:
    asked = send(client)
    volunteer, merchant = Client(), Client()
    volunteer.force_login(make_volunteer())
    publish(volunteer, asked)
    page = merchant.get(merchant_link(1))
    values = {field.html_name: field.value() for field in page.context["form"]}
    data = {name: value for name, value in values.items() if value not in (None, False)}
    response = merchant.post(
        merchant_link(1), data | {"phone": "04 91 99 88 77", "hours": "lundi au samedi 8h-20h"}, follow=True
    )
    assert "Votre correction est enregistrée" in response.content.decode()
    asked.listing.refresh_from_db()
    assert (asked.listing.phone, asked.listing.opening_hours) == ("+33491998877", "Mo-Sa 08:00-20:00")
    assert asked.listing.changes.get(source="merchant").values == {
        "phone": ["+33491223344", "+33491998877"],
        "opening_hours": ["Tu-Sa 09:00-19:00", "Mo-Sa 08:00-20:00"],
    }


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("phone", "12", "Cela ne ressemble pas à un numéro"),
        ("website", "javascript:alert(1)", "Cela ne ressemble pas à une adresse"),
        ("facebook", "https://example.com", "Cette adresse n’est pas sur Facebook"),
        ("hours", "quand il fait beau", "Nous n’avons pas su lire ces horaires"),
        ("name", "🎉", "il est difficile de répondre"),
        ("name", "x" * 100_000, "Assurez-vous que cette valeur comporte au plus 120"),
    ],
)
def test_correction_refuses_beside_the_field_and_keeps_what_was_typed(
    client: Client, field: str, typed: str, sentence: str
) -> None:
    asked = send(client)
    link = reverse("directory:merchant_page", args=[merchant_token(asked)])
    response = client.post(link, {"name": "Fleurs", "category": asked.listing.category_id, field: typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert typed[:50] in page
    asked.listing.refresh_from_db()
    assert asked.listing.name == "Les Fleurs de Lucie"


def test_a_forged_merchant_link_shows_nothing(client: Client) -> None:
    asked = send(client)
    token = merchant_token(asked)
    for wrong in (token[:-2] + "xx", token.replace(":", ";"), "1", "x" * 5000):
        assert client.get(f"/referencement/{wrong}/").status_code == 404


def test_only_volunteers_review(client: Client) -> None:
    asked = send(client)
    client.force_login(make_member())
    for name in ("listing_review", "listing_decline", "listing_reopen"):
        assert client.post(reverse(f"directory:{name}", args=[asked.pk])).status_code == 404
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WAITING


def test_declining_tells_why_and_can_be_undone(client: Client) -> None:
    asked = send(client)
    client.force_login(make_volunteer())
    client.post(reverse("directory:listing_decline", args=[asked.pk]), {"reason": "Votre commerce est à Toulon."})
    asked.refresh_from_db()
    assert (asked.status, asked.listing.status) == (RequestStatus.DECLINED, ListingStatus.DRAFT)
    assert "Votre commerce est à Toulon." in str(mail.outbox[-1].body)
    client.post(reverse("directory:listing_reopen", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.status == RequestStatus.WAITING


def test_review_shows_a_possible_duplicate_and_why(client: Client) -> None:
    make_listing("Fleurs de Lucie", phone="+33491223344")
    make_listing("Boucherie Lucie")
    asked = send(client)
    client.force_login(make_volunteer())
    page = client.get(reverse("directory:listing_review", args=[asked.pk]))
    assert [(found.listing.name, str(found.reason)) for found in page.context["duplicates"]] == [
        ("Fleurs de Lucie", "même téléphone")
    ]


def test_a_corrected_address_moves_the_listing_on_the_map(client: Client) -> None:
    load_places()
    asked = send(client)
    link = reverse("directory:merchant_page", args=[merchant_token(asked)])
    data = {"name": "Fleurs", "category": asked.listing.category_id, "city": "Marseille"}
    client.post(link, data | {"address": "42 avenue de la Capelette"})
    asked.listing.refresh_from_db()
    assert asked.listing.district is not None
    assert (asked.listing.district.number, asked.listing.latitude is None) == (10, False)
    client.post(link, data | {"address": "rue qui n’existe nulle part"})
    asked.listing.refresh_from_db()
    assert [asked.listing.district, asked.listing.latitude] == [None, None]
