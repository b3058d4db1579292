"""Publishing: each kind with what it asks for, and everything that can be typed wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mcs.board.enums import PostKind
from mcs.board.models import Post
from mcs.members.models import Member
from mcs.photos.models import Photo
from tests.board.conftest import PUBLISH, errors, indexed, photo_file, request_form, review_form, tip_form, words
from tests.factories import make_district, make_member

pytestmark = pytest.mark.django_db

ONE_THING = "Une chose est à revoir ci-dessous : rien n’est perdu."


def test_request_stands_on_the_board_at_once(member_client: Client, member: Member) -> None:
    text = "Je cherche un plombier sérieux vers Sainte-Marguerite. Fuite sous l’évier !\r\n\r\nMerci."
    response = member_client.post(PUBLISH, request_form(text=text, district=make_district(9).number))
    post = Post.objects.get()
    assert response.headers["Location"] == f"{post.get_absolute_url()}#publie"
    assert post.get_absolute_url() == f"/fil/{post.pk}-je-cherche-un-plombier-serieux-vers-sainte-marguerite/"
    assert (post.author, post.kind, post.district) == (member, PostKind.REQUEST, make_district(9))
    assert post.title == "Je cherche un plombier sérieux vers Sainte-Marguerite"
    assert post.body == "Fuite sous l’évier !\n\nMerci."
    assert "C’est publié." in words(member_client.get(post.get_absolute_url()))
    assert post.title in words(member_client.get("/fil/"))


def test_review_names_a_listing_a_day_and_a_rating(member_client: Client) -> None:
    listing = indexed("Boucherie du Prado")
    member_client.post(PUBLISH, review_form(listing_name="boucherie du prado", rating="4"))
    post = Post.objects.get()
    assert (post.listing, post.rating) == (listing, 4)
    assert post.experienced_on == timezone.localdate() - timedelta(days=3)
    assert "4 sur 5" in words(member_client.get(post.get_absolute_url()))


def test_tip_holds_until_its_last_day(member_client: Client) -> None:
    member_client.post(PUBLISH, tip_form())
    assert Post.objects.get().ends_on == timezone.localdate()
    assert not Post.objects.get().is_over


def test_news_may_name_a_listing_or_none(member_client: Client) -> None:
    listing = indexed("La Marée de Mazargues")
    member_client.post(PUBLISH, request_form(kind="news", text="La Marée livre.", listing_name="maree"))
    member_client.post(PUBLISH, request_form(kind="news", text="Le marché revient."))
    assert list(Post.objects.order_by("pk").values_list("listing", flat=True)) == [listing.pk, None]


def test_form_begins_with_the_members_district_and_what_the_link_says(member_client: Client, member: Member) -> None:
    make_district(8)
    Member.objects.filter(pk=member.pk).update(district=make_district(9))
    listing = indexed("Boucherie du Prado")
    page = member_client.get(f"{PUBLISH}?genre=review&texte=Un%20avis&fiche={listing.slug}").content.decode()
    assert '<option value="9" selected>' in page
    assert 'value="review" data-prompt="Ce que vous avez aimé, ce qui pourrait être mieux…" checked' in page
    assert "Un avis</textarea>" in page
    assert 'value="Boucherie du Prado"' in page
    assert f'value="{listing.slug}"' in page


@pytest.mark.parametrize("extra", [{"more": "photos"}, {"kind": "tip"}, {"kind": "review"}])
def test_small_form_of_the_feed_carries_on_in_the_whole_one(member_client: Client, extra: dict[str, str]) -> None:
    response = member_client.post(PUBLISH, request_form(entry="1") | extra)
    assert response.status_code == 200
    assert errors(response) == []
    assert "Je cherche un plombier sérieux.</textarea>" in response.content.decode()
    assert response.context["form"].definition.kind == extra.get("kind", "request")
    assert not Post.objects.exists()


def test_small_form_of_the_feed_loses_no_long_text(member_client: Client) -> None:
    text = "mot " * 25_000
    assert f"{text}</textarea>" in member_client.post(PUBLISH, {"more": "photos", "text": text}).content.decode()


def test_small_form_of_the_feed_publishes_a_request(member_client: Client) -> None:
    member_client.post(PUBLISH, request_form(entry="1"))
    assert Post.objects.get().kind == PostKind.REQUEST


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Écrivez d’abord quelques mots."),
        (" \n\u200e\u202e ", "Écrivez d’abord quelques mots."),
        ("🌞🌊🔥", "Écrivez quelques mots : il est difficile de répondre à des symboles seuls."),
        ("a" * 100_000, "Ce texte compte 100000 caractères ; il peut en avoir 5000 au plus."),
    ],
)
def test_text_that_says_nothing_or_too_much_gets_a_sentence(member_client: Client, text: str, sentence: str) -> None:
    response = member_client.post(PUBLISH, request_form(text=text))
    assert errors(response) == [sentence]
    assert response.status_code == 200
    assert not Post.objects.exists()


def test_hidden_marks_are_dropped_and_html_is_kept_as_text(member_client: Client) -> None:
    member_client.post(PUBLISH, request_form(text="Bonjour\x00 \u202e<b>à\u2066 tous</b>."))
    assert Post.objects.get().title == "Bonjour <b>à tous</b>"


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (review_form(), ["Indiquez de quel commerce il s’agit."]),
        (review_form(listing_name="Prado", experienced_on=""), ["Indiquez le jour où vous y étiez."]),
        (
            review_form(listing_name="Prado", experienced_on=day(1)),
            ["Cette date n’est pas encore passée : indiquez le jour où vous y étiez."],
        ),
        (
            review_form(listing_name="Prado", experienced_on="0201-01-01"),
            ["C’était il y a très longtemps : vérifiez l’année."],
        ),
        (review_form(listing_name="Prado", rating="6"), ["Choisissez une note de 1 à 5, ou aucune."]),
        (tip_form(ends_on=""), ["Indiquez jusqu’à quand ce bon plan est valable."]),
        (
            tip_form(ends_on=day(-1)),
            ["Cette date est passée : indiquez aujourd’hui ou un jour à venir."],
        ),
        (
            tip_form(ends_on=day(366)),
            ["Un bon plan est valable un an au plus : indiquez une date plus proche."],
        ),
        (
            tip_form(ends_on="hier"),
            ["Nous n’avons pas su lire cette date. Écrivez-la comme ceci : 24/12/2026."],
        ),
        (request_form(district="99"), ["Choisissez un arrondissement de la liste."]),
        (request_form(kind="politique"), ["Choisissez ce que vous publiez."]),
    ],
)
def test_field_that_is_wrong_gets_a_sentence_and_the_rest_stays(
    member_client: Client, form: dict[str, Any], expected: list[str]
) -> None:
    indexed("Boucherie du Prado")
    response = member_client.post(PUBLISH, form)
    assert errors(response) == expected
    assert f"{form['text']}</textarea>" in response.content.decode()
    assert ONE_THING in words(response)
    assert not Post.objects.exists()


def test_fields_of_another_kind_are_left_out(member_client: Client) -> None:
    indexed("Boucherie du Prado")
    member_client.post(PUBLISH, request_form(listing_name="Prado", rating="9", ends_on="hier", experienced_on=day(9)))
    post = Post.objects.get()
    assert (post.listing, post.rating, post.ends_on, post.experienced_on) == (None, None, None, None)


def test_a_merchant_tells_the_news_of_her_own_business(member_client: Client, member: Member) -> None:
    own = indexed("La Marée de Mazargues", manager=member)
    member_client.post(PUBLISH, request_form(kind="news", text="Arrivage demain.", listing_name="maree"))
    assert Post.objects.get().listing == own


def test_nobody_reviews_their_own_business(member_client: Client, member: Member) -> None:
    indexed("Boucherie du Prado", manager=member)
    response = member_client.post(PUBLISH, review_form(listing_name="Prado"))
    assert errors(response) == ["C’est votre propre commerce : vos voisins peuvent le recommander, pas vous."]


def test_same_form_sent_twice_makes_one_post(member_client: Client) -> None:
    form = request_form()
    first = member_client.post(PUBLISH, form)
    second = member_client.post(PUBLISH, form | {"text": "Encore."})
    assert Post.objects.count() == 1
    assert second.headers["Location"] == first.headers["Location"]


def test_submission_of_somebody_else_finds_nothing(member_client: Client) -> None:
    form = request_form()
    member_client.post(PUBLISH, form)
    other = Client()
    other.force_login(make_member("Karim L."))
    other.post(PUBLISH, form | {"text": "Un serrurier."})
    assert set(Post.objects.values_list("title", flat=True)) == {"Je cherche un plombier sérieux", "Un serrurier"}


@pytest.mark.parametrize("submission", ["", "x", "\x00", "0" * 5000])
def test_submission_that_is_no_key_still_publishes(member_client: Client, submission: str) -> None:
    member_client.post(PUBLISH, request_form(submission=submission))
    assert Post.objects.count() == 1


def test_photos_follow_the_post_into_the_album(member_client: Client, member: Member) -> None:
    member_client.post(PUBLISH, request_form(photos=[photo_file("1.jpg"), photo_file("2.jpg")]))
    post = Post.objects.get()
    assert [shown.position for shown in post.post_photos.all()] == [0, 1]
    for photo in Photo.objects.all():
        assert (photo.uploader, photo.caption, photo.link) == (member, post.title, post.get_absolute_url())
        assert photo.published_at is not None


def test_form_with_photos_sent_twice_makes_one_post(member_client: Client) -> None:
    form = request_form()
    member_client.post(PUBLISH, form | {"photos": photo_file()})
    member_client.post(PUBLISH, form | {"photos": photo_file()})
    assert Photo.objects.count() == Post.objects.count() == 1


def test_photo_that_is_none_keeps_the_text_and_the_good_photo(member_client: Client) -> None:
    text = SimpleUploadedFile("fuite.jpg", b"ceci n'est pas une photo", content_type="image/jpeg")
    form = request_form()
    response = member_client.post(PUBLISH, form | {"photos": [photo_file(), text]})
    assert not Post.objects.exists()
    assert f"{form['text']}</textarea>" in response.content.decode()
    token = response.context["form"].kept_tokens()
    member_client.post(PUBLISH, form | {"kept_photos": token})
    assert Post.objects.get().photos.count() == 1


def test_seventh_post_of_an_hour_waits_and_keeps_its_text(member_client: Client) -> None:
    for number in range(6):
        assert member_client.post(PUBLISH, request_form(text=f"Plombier {number}")).status_code == 302
    response = member_client.post(PUBLISH, request_form(text="Le septième."))
    assert response.status_code == 429
    assert "Vous avez beaucoup publié en peu de temps. Votre texte est gardé" in words(response)
    assert "Le septième.</textarea>" in response.content.decode()
    assert Post.objects.count() == 6
