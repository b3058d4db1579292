"""The field of photos in a form: good photos stay, bad ones are explained, nobody else's can be taken."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings

from mcs.members.models import Member
from mcs.photos.actions import publish_photos, remove_photos
from mcs.photos.enums import PhotoStatus
from mcs.photos.forms import PhotosMixin
from mcs.photos.models import Photo
from mcs.photos.rules import keep_token
from tests.factories import make_listing, make_member, make_post
from tests.photos.pictures import GIF_OF_4_GIGAPIXELS, heic, jpeg, make_photo, png_claiming, upload

pytestmark = pytest.mark.django_db

KEPT = "Tout le reste est gardé. Ajoutez une autre photo, ou validez de nouveau pour vous en passer."
GONE = "Une photo envoyée plus tôt n’est plus utilisable\u00a0: ajoutez-la de nouveau."


class LetterForm(PhotosMixin, forms.Form):
    text = forms.CharField()


def letter(
    *files: SimpleUploadedFile, text: str = "Bonjour", tokens: list[str] | None = None, uploader: Member | None = None
) -> LetterForm:
    data = QueryDict(mutable=True)
    data["text"] = text
    data.setlist("kept_photos", tokens or [])
    received: MultiValueDict[str, Any] = MultiValueDict({"photos": list(files)})
    return LetterForm(data, received, uploader=uploader, client="192.0.2.1")


def test_a_form_gives_its_photos_in_their_order() -> None:
    member = make_member()
    form = letter(upload("a.jpg"), upload("b.heic", heic()), uploader=member)
    assert form.is_valid()
    assert [photo.uploader for photo in form.cleaned_photos()] == [member, member]
    assert form.cleaned_photos() == list(Photo.objects.order_by("pk"))


def test_a_form_needs_no_photo() -> None:
    form = letter()
    assert form.is_valid()
    assert form.cleaned_photos() == []


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("vacances.txt", b"Bonjour", "« vacances.txt » n’est pas une photo que nous savons lire."),
        ("plage.jpg", b"Du texte", "« plage.jpg » n’est pas une photo que nous savons lire."),
        ("vide.jpg", b"", "« vide.jpg » n’est pas une photo que nous savons lire."),
        (
            "anim.gif",
            GIF_OF_4_GIGAPIXELS,
            "« anim.gif » n’est pas une photo JPEG, PNG, WebP ou HEIC : nous ne savons pas la lire.",
        ),
        ("bombe.png", png_claiming(60_000, 60_000), "« bombe.png » dépasse 60 mégapixels."),
        ("lourde.jpg", jpeg() + bytes(20_000_000), "« lourde.jpg » pèse plus de 20 Mo."),
        ("coupee.heic", heic()[:300], "« coupee.heic » est abîmée : nous ne pouvons pas la lire."),
    ],
)
def test_a_bad_photo_is_explained_and_the_others_are_kept(name: str, data: bytes, sentence: str) -> None:
    form = letter(upload(), upload(name, data))
    assert not form.is_valid()
    said = [str(text).replace("\u00a0", " ") for text in form.errors["photos"]]
    assert said == [sentence, KEPT]
    assert form.kept == list(Photo.objects.all())


def test_sent_again_the_form_passes_without_the_bad_photo() -> None:
    member = make_member()
    first = letter(upload(), upload("x.jpg", b"texte"), uploader=member)
    assert not first.is_valid()
    second = letter(tokens=first.kept_tokens(), uploader=member)
    assert second.is_valid()
    assert second.cleaned_photos() == first.kept
    assert Photo.objects.count() == 1


def test_photos_are_kept_when_another_field_is_refused() -> None:
    first = letter(upload(), text="")
    assert not first.is_valid()
    assert list(first.errors) == ["text"]
    second = letter(upload("suite.jpg"), tokens=first.kept_tokens())
    assert second.is_valid()
    assert second.cleaned_photos() == list(Photo.objects.order_by("pk"))


def test_kept_photos_come_back_with_a_box_to_leave_them() -> None:
    form = letter(upload(), text="")
    form.is_valid()
    (token,) = form.kept_tokens()
    html = render_to_string("components/photo_field.html", {"form": form})
    assert f'name="kept_photos" value="{token}" checked' in html
    assert "Photo 1 reçue" in html


def test_kept_photos_that_are_ready_show_themselves() -> None:
    photo = make_photo()
    form = letter(text="", tokens=[keep_token(photo)])
    form.is_valid()
    html = render_to_string("components/photo_field.html", {"form": form})
    assert f'src="{photo.thumbnail_url}"' in html


def test_the_field_says_what_it_takes() -> None:
    html = render_to_string("components/photo_field.html", {"form": LetterForm(uploader=None, client="192.0.2.1")})
    assert 'accept="image/jpeg,image/png,image/webp,image/heic,image/heif"' in html
    assert "multiple" in html
    assert "capture" not in html
    assert "Ajouter des photos" in html


def test_the_error_stands_beside_the_field_and_escapes_the_name() -> None:
    form = letter(upload("<b>\u202egpj.exe", b"texte"))
    form.is_valid()
    html = render_to_string("components/photo_field.html", {"form": form})
    assert "«\u00a0&lt;b&gt;gpj.exe\u00a0» n’est pas une photo" in html


def test_a_draft_brings_its_photos_along() -> None:
    photo = make_photo()
    tokens = [keep_token(photo)]
    assert LetterForm(initial={"kept_photos": tokens}, uploader=None, client="").kept == [photo]
    form = LetterForm({"text": "Bonjour", "kept_photos": tokens}, uploader=make_member(), client="")
    assert form.is_valid()
    assert form.cleaned_photos() == [photo]


def test_six_photos_at_most() -> None:
    first = letter(*(upload(f"{number}.jpg") for number in range(5)), text="")
    assert not first.is_valid()
    second = letter(upload("f.jpg"), upload("g.jpg"), tokens=first.kept_tokens())
    assert second.errors["photos"] == ["«\u00a0g.jpg\u00a0» n’a pas été prise\u00a0: six photos au plus.", KEPT]
    assert len(second.kept) == 6


def test_the_photo_of_another_member_is_never_found() -> None:
    photo = make_photo(uploader=make_member("Nadia B."))
    for thief in (make_member("Karim L."), None):
        form = letter(tokens=[keep_token(photo)], uploader=thief)
        assert form.errors["photos"] == [GONE, KEPT]
        assert form.kept == []


def test_a_key_without_our_signature_is_nothing() -> None:
    photo = make_photo()
    tokens = [photo.key, f"{photo.key}:x:y", signing.TimestampSigner().sign(photo.key), "\x00" * 90, ""]
    form = letter(tokens=tokens)
    assert form.errors["photos"] == [GONE, KEPT]
    assert form.kept == []


def test_a_kept_photo_is_found_for_a_day(time_machine: Any) -> None:
    token = keep_token(make_photo())
    time_machine.move_to(timezone.now() + timedelta(hours=23))
    assert letter(tokens=[token]).is_valid()
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    assert letter(tokens=[token]).errors["photos"] == [GONE, KEPT]


def test_a_photo_that_stands_somewhere_is_not_attached_again() -> None:
    of_post, of_listing, cover, published = (make_photo() for _ in range(4))
    make_post().photos.add(of_post)
    make_listing(cover=cover).photos.add(of_listing)
    publish_photos(photos=[published], caption="", link="")
    sent = [letter(tokens=[keep_token(photo)]) for photo in (of_post, of_listing, cover, published)]
    assert [form.errors["photos"] for form in sent] == [[GONE, KEPT]] * 4
    assert [form.kept for form in sent] == [[]] * 4


def test_a_photo_that_failed_or_left_is_not_attached() -> None:
    failed, removed = make_photo(status=PhotoStatus.FAILED), make_photo()
    token = keep_token(removed)
    remove_photos(photos=[removed])
    sent = [letter(tokens=[keep_token(failed)]), letter(tokens=[token])]
    assert [form.errors["photos"] for form in sent] == [[GONE, KEPT]] * 2


def test_one_token_twice_is_one_photo() -> None:
    photo = make_photo()
    form = letter(tokens=[keep_token(photo)] * 3)
    assert form.is_valid()
    assert form.cleaned_photos() == [photo]


@pytest.mark.parametrize("is_member", [True, False])
def test_sixty_photos_an_hour_and_no_more(is_member: bool) -> None:
    member = make_member() if is_member else None
    for _ in range(60):
        letter(upload("x.jpg", b"texte"), uploader=member).is_valid()
    form = letter(upload("y.jpg"), uploader=member)
    assert form.has_error("photos", "limited")
    sentence = "« y.jpg » n’a pas été prise : beaucoup de photos sont arrivées en une heure. Ajoutez-la plus tard."
    assert str(form.errors["photos"][0]).replace("\u00a0", " ") == sentence
    assert letter(upload("y.jpg"), uploader=make_member("Karim L.")).is_valid()


def test_a_disk_that_refuses_is_said_and_the_text_stays(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "not-a-folder"
    settings.MEDIA_ROOT.write_text("")
    form = letter(upload())
    assert form.errors["photos"] == [
        "«\u00a0plage.jpg\u00a0» n’a pas pu être gardée\u00a0: la panne est de notre côté. Réessayez un peu plus tard.",
        KEPT,
    ]
    assert form["text"].value() == "Bonjour"
