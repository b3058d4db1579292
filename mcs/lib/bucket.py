"""Files in an S3 bucket that is closed: the site itself gives photos at /media/, and private files to whose they are.

The key, the region and the server come from the environment as boto3 reads them (AWS_ACCESS_KEY_ID…). Whatever fails
there is an OSError, as it is with a disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from storages.backends.s3 import S3Storage

PATIENCE = Config(connect_timeout=3, read_timeout=10, retries={"max_attempts": 2}, signature_version="s3v4")


class Bucket(S3Storage):
    """A storage in the bucket, below `location`; a folder has no name of its own there."""

    def __init__(self, bucket_name: str, location: str) -> None:
        super().__init__(bucket_name=bucket_name, location=location, default_acl=None, client_config=PATIENCE)

    def url(self, name: Any, parameters: Any = None, expire: Any = None, http_method: Any = None) -> str:
        return urljoin(settings.MEDIA_URL, quote(name or ""))

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        with _as_of_a_disk():
            file: File[bytes] = super()._open(name, mode)
            if mode == "rb":
                file.file  # noqa: B018 — read from the bucket here, not where nobody expects an error
            return file

    def _save(self, name: str, content: File[bytes]) -> str:
        with _as_of_a_disk():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _as_of_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _as_of_a_disk():
            return bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _as_of_a_disk():
            folders, files = super().listdir(name)
            return folders, files


@contextmanager
def _as_of_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"The bucket fails: {error}") from error
