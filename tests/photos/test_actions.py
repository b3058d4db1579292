"""Photos stored, made into variants, published and removed; also when disks and jobs misbehave."""

from __future__ import annotations

import io
import resource
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from mcs.lib.images import ImageRefused
from mcs.photos.actions import (
    hide_photo,
    make_photo_variants,
    move_photo_files,
    publish_photos,
    remove_forgotten_photos,
    remove_lost_originals,
    remove_photos,
    resume_photos,
    show_photo,
    store_photo,
    withdraw_photos,
)
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from tests.factories import make_listing, make_member, make_post
from tests.photos.pictures import GIF_OF_4_GIGAPIXELS, heic, jpeg, make_photo, telling_exif, upload

pytestmark = pytest.mark.django_db
Files = Callable[[], list[str]]


class InterruptedStorage(FileSystemStorage):
    """A disk on which, once, something else happens first: two workers meet at that very moment."""

    before_open: ClassVar[list[Callable[[], None]]] = []
    before_save: ClassVar[list[Callable[[], None]]] = []

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        if self.before_open:
            self.before_open.pop()()
        return cast("File[Any]", super()._open(name, mode))  # type: ignore[misc]

    def _save(self, name: str, content: File[Any]) -> str:
        if self.before_save:
            self.before_save.pop()()
        return str(super()._save(name, content))  # type: ignore[misc]


@pytest.fixture
def interrupted(settings: Settings) -> type[InterruptedStorage]:
    place = f"{InterruptedStorage.__module__}.{InterruptedStorage.__qualname__}"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": place}}
    return InterruptedStorage


def ready(photo: Photo) -> Photo:
    photo.refresh_from_db()
    assert photo.status == PhotoStatus.READY
    return photo


def test_store_photo_keeps_the_original_aside(stored_files: Files) -> None:
    member = make_member()
    photo = store_photo(file=upload("Ma fille à la plage.jpg"), uploader=member)
    assert (photo.status, photo.uploader, photo.published_at) == (PhotoStatus.PENDING, member, None)
    (name,) = stored_files()
    assert name == str(photo.original)
    assert name.startswith("originals/")
    assert "plage" not in name


def test_store_photo_leaves_the_variants_to_the_job(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, stored_files: Files
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        photo = store_photo(file=upload(), uploader=None)
        assert photo.status == PhotoStatus.PENDING
    photo = ready(photo)
    assert (photo.width, photo.height, photo.widths, photo.original.name) == (640, 480, [320, 640], "")
    wanted = [photo.file_name(width, fmt) for width in (320, 640) for fmt in ("avif", "jpeg", "webp")]
    assert stored_files() == wanted


def test_store_photo_queues_nothing_for_what_is_taken_back(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as queued, transaction.atomic():
        store_photo(file=upload(), uploader=None)
        transaction.set_rollback(True)
    assert queued == []


def test_store_photo_stores_nothing_of_what_it_refuses(stored_files: Files) -> None:
    with pytest.raises(ImageRefused):
        store_photo(file=upload("plage.jpg", GIF_OF_4_GIGAPIXELS), uploader=None)
    assert (Photo.objects.count(), stored_files()) == (0, [])


def test_store_photo_leaves_no_file_without_its_row(stored_files: Files) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError("database or disk is full")

    with pytest.raises(OperationalError), connection.execute_wrapper(refuse):
        store_photo(file=upload(), uploader=None)
    assert stored_files() == []


def test_store_photo_says_when_the_disk_refuses(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "not-a-folder"
    settings.MEDIA_ROOT.write_text("")
    with pytest.raises(OSError, match="not-a-folder"):
        store_photo(file=upload(), uploader=None)
    assert Photo.objects.count() == 0


def test_a_full_disk_leaves_no_half_file_and_the_photo_is_made_later(stored_files: Files) -> None:
    photo = store_photo(file=upload(), uploader=None)
    original, limits = str(photo.original), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))  # bytes: the larger variants don't fit
    try:
        with pytest.raises(OSError, match="too large"):
            make_photo_variants(photo_pk=photo.pk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    photo.refresh_from_db()
    assert (photo.status, stored_files()) == (PhotoStatus.PENDING, [original])
    left = default_storage.save(f"photos/{photo.key}/killed-320.jpeg", ContentFile(b"half"))
    make_photo_variants(photo_pk=photo.pk)
    assert len(stored_files()) == 3 * len(ready(photo).widths)
    assert left not in stored_files()


def test_an_original_whose_row_was_never_written_goes_after_a_day(stored_files: Files) -> None:
    photo = store_photo(file=upload(), uploader=None)
    default_storage.save("originals/lost", ContentFile(b"where she lives"))
    remove_lost_originals(before=timezone.now() - timedelta(days=1))
    assert len(stored_files()) == 2
    remove_lost_originals(before=timezone.now() + timedelta(seconds=2))
    assert stored_files() == [str(photo.original)]


@pytest.mark.parametrize("data", [jpeg(4032, 3024, exif=telling_exif()), heic(exif=telling_exif().tobytes())])
def test_no_file_left_tells_where_it_was_taken(data: bytes, settings: Settings, stored_files: Files) -> None:
    assert b"SecretMaker" in data
    photo = store_photo(file=upload("IMG_0042", data), uploader=None)
    make_photo_variants(photo_pk=photo.pk)
    files = {name: Path(settings.MEDIA_ROOT, name).read_bytes() for name in stored_files()}
    assert len(files) == 3 * len(ready(photo).widths)
    assert [name for name, content in files.items() if b"Secret" in content or b"Exif" in content] == []
    assert [name for name, content in files.items() if dict(Image.open(io.BytesIO(content)).getexif())] == []


def test_a_photo_that_is_damaged_fails_with_a_sentence(stored_files: Files) -> None:
    photo = store_photo(file=upload("plage.jpg", jpeg()[:-2000]), uploader=None)
    make_photo_variants(photo_pk=photo.pk)
    photo.refresh_from_db()
    assert photo.is_failed
    assert photo.failure == "This photo is damaged: we could not read it. You can add it again, or another one."
    assert stored_files() == []


def test_the_job_run_again_changes_nothing(stored_files: Files) -> None:
    photo = make_photo()
    before = stored_files()
    make_photo_variants(photo_pk=photo.pk)
    make_photo_variants(photo_pk=0)
    assert (stored_files(), Photo.objects.get(pk=photo.pk).run) == (before, photo.run)


@pytest.mark.parametrize("moment", ["before_open", "before_save"])
def test_two_jobs_at_once_leave_one_set_of_files(
    interrupted: type[InterruptedStorage], moment: str, stored_files: Files
) -> None:
    photo = store_photo(file=upload(), uploader=None)
    getattr(interrupted, moment).append(lambda: make_photo_variants(photo_pk=photo.pk))
    make_photo_variants(photo_pk=photo.pk)
    photo = ready(photo)
    assert stored_files() == [photo.file_name(width, fmt) for width in (320, 640) for fmt in ("avif", "jpeg", "webp")]


def test_a_photo_removed_while_its_job_runs_leaves_no_file(
    interrupted: type[InterruptedStorage],
    stored_files: Files,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    photo = store_photo(file=upload(), uploader=None)
    with django_capture_on_commit_callbacks(execute=True):
        interrupted.before_save.append(lambda: remove_photos(photos=[Photo.objects.get()]))
        make_photo_variants(photo_pk=photo.pk)
    assert (Photo.objects.count(), stored_files()) == (0, [])


def test_a_disk_that_fails_leaves_the_photo_to_the_next_run(settings: Settings, stored_files: Files) -> None:
    photo = store_photo(file=upload(), uploader=None)
    obstacle = Path(settings.MEDIA_ROOT) / "photos"
    obstacle.write_text("not a folder")
    with pytest.raises(OSError, match="photos"):
        make_photo_variants(photo_pk=photo.pk)
    photo.refresh_from_db()
    assert photo.status == PhotoStatus.PENDING
    assert stored_files() == [photo.original.name, "photos"]
    obstacle.unlink()
    make_photo_variants(photo_pk=photo.pk)
    assert len(stored_files()) == 3 * len(ready(photo).widths)


def test_a_disk_that_fails_halfway_leaves_no_half_set(
    interrupted: type[InterruptedStorage], stored_files: Files
) -> None:
    def fail() -> None:
        raise OSError("disk full")

    photo = store_photo(file=upload(), uploader=None)
    interrupted.before_save[:] = [fail, lambda: None, lambda: None]
    with pytest.raises(OSError, match="disk full"):
        make_photo_variants(photo_pk=photo.pk)
    assert stored_files() == [photo.original.name]


def test_an_original_that_is_lost_fails_loudly(stored_files: Files) -> None:
    photo = store_photo(file=upload(), uploader=None)
    default_storage.delete(str(photo.original))
    with pytest.raises(FileNotFoundError):
        make_photo_variants(photo_pk=photo.pk)


def test_publish_photos_says_what_they_are_of() -> None:
    photo = make_photo()
    publish_photos(photos=[photo], caption="Boucherie du Prado", link="/annuaire/boucherie-du-prado/")
    photo.refresh_from_db()
    assert (photo.caption, photo.link) == ("Boucherie du Prado", "/annuaire/boucherie-du-prado/")
    assert list(Photo.objects.in_album()) == [photo]


def test_publish_photos_again_keeps_the_first_date() -> None:
    first = timezone.now() - timedelta(days=3)
    photo = make_photo(published_at=first)
    publish_photos(photos=[photo], caption="Boucherie Michel" * 20, link="/annuaire/boucherie-michel/")
    photo.refresh_from_db()
    assert (photo.published_at, len(photo.caption)) == (first, 120)


def test_remove_photos_leaves_nothing(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, stored_files: Files
) -> None:
    photos = [make_photo(), store_photo(file=upload(), uploader=None)]
    with django_capture_on_commit_callbacks(execute=True):
        remove_photos(photos=photos)
        assert stored_files() != []
    assert (Photo.objects.count(), stored_files()) == (0, [])


def test_photos_nobody_sent_are_removed_after_a_while() -> None:
    long_ago = timezone.now() - timedelta(days=3)
    forgotten, of_post, of_listing, cover, published = (make_photo(created_at=long_ago) for _ in range(5))
    fresh = make_photo()
    make_post().photos.add(of_post)
    make_listing(cover=cover).photos.add(of_listing)
    publish_photos(photos=[published], caption="", link="")
    assert remove_forgotten_photos(before=timezone.now() - timedelta(days=2)) == 1
    kept = {of_post, of_listing, cover, published, fresh}
    assert (set(Photo.objects.all()), Photo.objects.filter(pk=forgotten.pk).exists()) == (kept, False)


def test_photos_whose_job_was_lost_are_taken_up(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    lost, fresh = store_photo(file=upload(), uploader=None), store_photo(file=upload(), uploader=None)
    Photo.objects.filter(pk=lost.pk).update(created_at=timezone.now() - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_photos(before=timezone.now() - timedelta(minutes=10)) == 1
    fresh.refresh_from_db()
    assert (ready(lost).widths, fresh.status) == ([320, 640], PhotoStatus.PENDING)


def test_tend_photos_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    long_ago = timezone.now() - timedelta(days=3)
    make_photo(created_at=long_ago)
    lost = store_photo(file=upload(), uploader=None)
    make_post().photos.add(lost)
    Photo.objects.filter(pk=lost.pk).update(created_at=long_ago)
    call_command("tend_photos")
    assert capsys.readouterr().out == "Photos: 1 taken up again, 1 removed.\n"


def test_photo_that_is_hidden_leaves_the_addresses_that_were_told(
    client: Client, stored_files: Files, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    def told_of() -> AbstractContextManager[object]:
        return django_capture_on_commit_callbacks(execute=True)

    def status(url: str) -> int:
        response = client.get(url)
        if response.streaming:
            response.getvalue()  # read to its end, it is closed
        return response.status_code

    photo = make_photo(published_at=timezone.now(), caption="Plage")
    told = [photo.largest_url, photo.thumbnail_url]
    assert [status(url) for url in told] == [200, 200]
    count = len(stored_files())
    with told_of():
        assert hide_photo(key=photo.key)
    assert [status(url) for url in told] == [404, 404]
    assert show_photo(key=photo.key)
    photo.refresh_from_db()
    assert (status(photo.largest_url), len(stored_files())) == (200, count)
    with told_of():
        withdraw_photos(photos=[photo])
    assert status(photo.largest_url) == 404
    photo.refresh_from_db()
    assert status(photo.largest_url) == 200  # for its author, on a page of her own
    move_photo_files(photo_pk=photo.pk)
    assert len(stored_files()) == count


def test_private_photo_shown_again_is_in_no_album() -> None:
    """One of a message: hidden by a decision, then the decision is taken back."""
    photo = make_photo()
    hide_photo(key=photo.key)
    show_photo(key=photo.key)
    assert (Photo.objects.get().status, list(Photo.objects.in_album())) == (PhotoStatus.READY, [])
