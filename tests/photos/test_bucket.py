"""Photos, and members' copies of their data, in an S3 bucket, and what happens when it is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import boto3
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from mcs.lib.kept import make_kept, read_kept
from mcs.lib.private_files import private_files
from mcs.members.exports import ask_export, expire_exports
from mcs.members.models import DataExport
from mcs.photos.actions import make_photo_variants, publish_photos, remove_photos, store_photo
from mcs.photos.models import Photo
from tests.factories import make_member
from tests.photos.pictures import upload
from tests.servers import KEY, bucket_server, free_port

Names = Callable[[], list[str]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def _in_a_bucket(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings as MCS_BUCKET makes them; nothing answers yet."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY["aws_access_key_id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEY["aws_secret_access_key"])
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{free_port()}")
    for name, folder in (("default", "media"), ("private", "private")):
        options = {"bucket_name": "network", "location": folder}
        settings.STORAGES = settings.STORAGES | {name: {"BACKEND": "mcs.lib.bucket.Bucket", "OPTIONS": options}}


@pytest.fixture
def names(_in_a_bucket: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    """Calls for the names of all that stands in the bucket."""
    with bucket_server("network") as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", address)
        client = boto3.client("s3", endpoint_url=address, **KEY)
        yield lambda: [one["Key"] for one in client.list_objects_v2(Bucket="network").get("Contents", [])]


def test_photo_lives_in_the_bucket_until_removed(
    names: Names, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    visitor = Client()
    photo = store_photo(file=upload(), uploader=make_member())
    assert [name.rpartition("/")[0] for name in names()] == ["media/originals"]
    make_photo_variants(photo_pk=photo.pk)
    photo = Photo.objects.get(pk=photo.pk)
    assert {name.rpartition("/")[0] for name in names()} == {f"media/photos/{photo.key}"}
    publish_photos(photos=[photo], caption="La plage", link="/")
    address = photo.url(photo.widths[0], "avif")
    assert address in visitor.get(reverse("photos:album")).text
    shown = visitor.get(address)
    assert shown.getvalue()[4:12] == b"ftypavif"
    assert shown["Cache-Control"] == "public, max-age=31536000, immutable"
    assert make_kept("cartes", "a.png", lambda: b"one") == b"one"
    assert (read_kept("cartes", "a.png"), read_kept("cartes", "b.png")) == (b"one", None)
    with django_capture_on_commit_callbacks(execute=True):
        remove_photos(photos=[photo])
    assert names() == ["media/cartes/a.png"]
    assert visitor.get(address).status_code == 404


def test_copy_of_ones_data_is_given_to_nobody_else(
    names: Names, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    member, client, stranger = make_member(), Client(), Client()
    client.force_login(member)
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_export(member=member)
    export = DataExport.objects.get()
    page = f"/moi/donnees/{export.key}.zip"
    assert names() == [f"private/{export.file_name}"]
    assert client.get(page).getvalue()[:2] == b"PK"
    assert stranger.get(page).status_code == 302
    for way in ("private", "media/private", "../private"):
        assert stranger.get(f"/media/{way}/{export.file_name}").status_code == 404
    export.asked_at = export.expires_at = timezone.now() - timedelta(days=60)
    export.save()
    assert expire_exports() == 1
    assert names() == []


@pytest.mark.usefixtures("_in_a_bucket")
def test_bucket_that_is_gone_fails_as_a_disk() -> None:
    assert Client(raise_request_exception=False).get("/media/photos/a/b-320.avif").status_code == 503
    with pytest.raises(OSError, match="The bucket fails"):
        private_files().exists("a")
    with pytest.raises(OSError, match="The bucket fails"):
        store_photo(file=upload(), uploader=None)
    assert Photo.objects.count() == 0
