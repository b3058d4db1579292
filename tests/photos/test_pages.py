"""The album, a photo on its way, and the files themselves."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from mcs.members.models import Member
from mcs.photos.actions import store_photo
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from mcs.photos.queries import ALBUM_SIZE
from tests.factories import make_member
from tests.photos.pictures import make_photo, upload

pytestmark = pytest.mark.django_db


def make_published(count: int, start: int = 0) -> None:
    """Photos without files, each published a minute after the one before."""
    long_ago = timezone.now() - timedelta(days=1)
    Photo.objects.bulk_create(
        Photo(
            status=PhotoStatus.READY,
            width=640,
            height=480,
            widths=[320, 640],
            caption=f"Photo {number}",
            link=f"/annuaire/fiche-{number}/",
            published_at=long_ago + timedelta(minutes=number),
        )
        for number in range(start, start + count)
    )


def captions(html: str) -> list[int]:
    return [int(number) for number in re.findall(r">Photo (\d+)</a>", html)]


def drawn(photo: Photo, user: Member | None = None) -> str:
    return render_to_string("components/photo.html", {"photo": photo, "sizes": "100vw", "class": "cover", "user": user})


@pytest.mark.parametrize("count", [1, 3])
def test_album_costs_one_query(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_published(count)
    with django_assert_num_queries(1):
        response = client.get("/album/")
    assert captions(response.content.decode()) == list(reversed(range(count)))


def test_album_costs_a_member_three_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_published(3)
    client.force_login(make_member())
    with django_assert_num_queries(3):
        client.get("/album/")


def test_album_shows_only_what_is_published_and_ready(client: Client) -> None:
    make_published(1)
    make_photo(caption="Photo 7", link="/7/")
    make_photo(caption="Photo 8", link="/8/", published_at=timezone.now(), status=PhotoStatus.FAILED)
    assert captions(client.get("/album/").content.decode()) == [0]


def test_album_leads_to_what_the_photo_is_of(client: Client) -> None:
    make_published(1)
    assert '<a class="stretched" href="/annuaire/fiche-0/">Photo 0</a>' in client.get("/album/").content.decode()


def test_album_pages_by_cursor(client: Client) -> None:
    make_published(ALBUM_SIZE + 2)
    first = client.get("/album/").content.decode()
    assert captions(first) == list(range(ALBUM_SIZE + 1, 1, -1))
    (more,) = set(re.findall(r'href="(/album/\?apres=[^"]+)"', first))
    make_published(1, start=100)
    assert captions(client.get(more).content.decode()) == [1, 0]
    assert "Revenir aux dernières photos" in client.get(more).content.decode()


def test_album_gives_htmx_only_what_follows(client: Client) -> None:
    make_published(2)
    html = client.get("/album/", headers={"HX-Request": "true"}).content.decode()
    assert captions(html) == [1, 0]
    assert "<html" not in html


def test_album_with_a_mangled_cursor_is_the_first_page(client: Client) -> None:
    make_published(2)
    assert captions(client.get("/album/?apres=%00garbage").content.decode()) == [1, 0]


def test_album_without_photos_says_so(client: Client) -> None:
    assert "Pas encore de photo" in client.get("/album/").content.decode()


def test_a_ready_photo_offers_each_format_and_its_size() -> None:
    photo = make_photo(alt="La plage du Prado & la Bonne Mère")
    html = drawn(photo)
    assert re.findall(r'type="(image/\w+)"', html) == ["image/avif", "image/webp"]
    assert f'srcset="{photo.url(320, "jpeg")} 320w, {photo.url(640, "jpeg")} 640w"' in html
    assert 'width="640" height="480" alt="La plage du Prado &amp; la Bonne Mère" loading="lazy"' in html
    assert '<picture class="photo cover">' in html


def test_a_photo_without_words_is_described_by_what_it_is_of() -> None:
    assert make_photo(caption="Boucherie du Prado").description == "Photo\u00a0: Boucherie du Prado"
    assert make_photo().description == "Photo ajoutée par un voisin"


def test_a_pending_photo_asks_again_for_ten_minutes() -> None:
    photo = store_photo(file=upload(), uploader=None)
    html = drawn(photo)
    assert f'hx-get="/photos/{photo.key}/?sizes=100vw&amp;class=cover" hx-trigger="every 2s"' in html
    assert "Photo en préparation" in html
    photo.created_at -= timedelta(minutes=11)
    assert "hx-get" not in drawn(photo)
    assert "Photo en préparation" in drawn(photo)


def test_a_failed_photo_is_explained_to_its_owner_alone() -> None:
    owner = make_member()
    photo = make_photo(
        uploader=owner,
        status=PhotoStatus.FAILED,
        failure="This photo is damaged: we could not read it. You can add it again, or another one.",
    )
    assert "Cette photo est abîmée\u00a0: nous n’avons pas pu la lire." in drawn(photo, owner)
    assert drawn(photo, make_member("Karim L.")).strip() == ""


def test_the_wait_ends_with_the_picture(client: Client) -> None:
    pending = store_photo(file=upload(), uploader=None)
    waiting = client.get(f"/photos/{pending.key}/?sizes=100vw")
    assert (waiting.status_code, waiting.content) == (204, b"")
    ready = make_photo()
    response = client.get(f"/photos/{ready.key}/?sizes=50vw&class=cover")
    assert '<picture class="photo cover">' in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_wait_takes_no_markup_from_its_address(client: Client) -> None:
    html = client.get(f'/photos/{make_photo().key}/?sizes="><script>&class="onload=x').content.decode()
    assert "<script>" not in html
    assert 'class="photo &quot;onload=x"' in html


def test_an_unknown_photo_is_not_found(client: Client) -> None:
    assert client.get("/photos/nope/").status_code == 404


@pytest.mark.parametrize("fmt", ["avif", "webp", "jpeg"])
def test_files_are_served_for_good(client: Client, fmt: str) -> None:
    response = client.get(make_photo().url(320, fmt))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == f"image/{fmt}"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert len(b"".join(response)) == int(response.headers["Content-Length"])
    assert response.cookies.output() == ""


@pytest.mark.parametrize(
    "address",
    [
        "photos/nope/320.jpeg",
        "photos/x/320.svg",
        "photos/x/320",
        "photos/x/",
        "photos/../originals/secret.jpeg",
        "photos/x/../../originals/secret.jpeg",
        "photos/%2e%2e/originals/secret.jpeg",
        "photos/x/..%2f..%2foriginals%2fsecret.jpeg",
        "photos/x/320.jpeg%00",
        "photos/x/320.jpeg%0a",
        "originals/secret.jpeg",
        "",
    ],
)
def test_nothing_but_variants_is_served(client: Client, settings: Settings, address: str) -> None:
    for name in ("photos/x/320.jpeg", "photos/x/320.svg", "photos/x/320", "originals/secret.jpeg"):
        path = Path(settings.MEDIA_ROOT, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("secret")
    assert client.get(f"/media/{address}").status_code == 404


def test_an_original_is_never_served(client: Client) -> None:
    photo = store_photo(file=upload(), uploader=None)
    assert client.get(photo.original.url).status_code == 404


def test_a_storage_that_is_away_is_said_as_such_and_not_as_a_photo_that_is_gone(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "away"
    settings.MEDIA_ROOT.symlink_to(settings.MEDIA_ROOT)  # ELOOP: what stands there can't be reached
    client.raise_request_exception = False
    answer = client.get("/media/photos/0123456789abcdefghijkl/320.jpeg")
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
