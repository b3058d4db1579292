"""Backups in a bucket: made, verified and brought back through a real S3 server, as in a folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from mcs.directory.models import Listing
from mcs.website.keeping.shelf import moments, open_shelf
from tests.factories import make_listing
from tests.photos.pictures import make_photo
from tests.website.test_keeping import erase, read

SHELF = "s3://sauvegardes/marseille"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pytest.importorskip("storages")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://{host}:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "essai")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    pytest.importorskip("boto3").client("s3").create_bucket(Bucket="sauvegardes")
    yield
    server.stop()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "postgresql", reason="the bucket is the same from either database")
@pytest.mark.usefixtures("bucket")
def test_a_backup_in_a_bucket_is_verified_and_comes_back(settings: Settings) -> None:
    make_listing("Boucherie du Prado")
    photo = make_photo()
    name = photo.file_name(photo.widths[0], "jpeg")
    picture = read(name)
    call_command("backup", SHELF, keep=1)
    shelf = open_shelf(SHELF)
    (moment,) = moments(shelf)
    call_command("verify", SHELF)

    erase()
    call_command("restore", SHELF)
    assert Listing.objects.get().name == "Boucherie du Prado"
    assert read(name) == picture
    assert default_storage.exists(name)

    shelf.delete(f"files/{name}")
    with pytest.raises(CommandError, match="is missing"):
        call_command("verify", SHELF)
    assert moments(shelf) == [moment]
