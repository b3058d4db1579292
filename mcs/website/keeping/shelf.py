"""Where backups stand: a folder or an S3 bucket, in one layout.

<moment>/manifest.json          what the moment holds, written last
<moment>/tables/<table>.jsonl.gz
<moment>/files.jsonl.gz         the photos it names: name, size, SHA-256
files/<name>                    the photos, shared by every moment that names them
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.module_loading import import_string

FORMAT = 1
MOMENT = re.compile(r"\d{8}T\d{12}Z")
MANIFEST = "manifest.json"
FILES = "files.jsonl.gz"
BLOCK = 1 << 20


@dataclass(frozen=True)
class Kept:
    """A file on the shelf, and what it must still be when it is read again; rows, for one that holds some."""

    size: int
    sha256: str
    rows: int = 0


@dataclass
class Manifest:
    """What a moment holds. The migrations say which columns its tables have."""

    made_at: str
    network: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Kept] = field(default_factory=dict)  # by the model's label, then the file is named by it
    files: Kept = Kept(0, "")
    format: int = FORMAT


def open_shelf(place: str, *, new: bool = False) -> Storage:
    """The shelf at a folder or at s3://bucket/prefix; with `new` the folder is made, closed to others. S3 takes its key
    and server from the environment as boto3 does (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_S3…).

    Raises CommandError when there is none.
    """
    parts = urlsplit(place)
    if parts.scheme == "s3":
        try:
            kind = import_string("storages.backends.s3.S3Storage")
        except ImportError as error:
            raise CommandError("For S3, install django-storages[s3] first.") from error
        bucket: Storage = kind(bucket_name=parts.netloc, location=parts.path.strip("/"), default_acl=None)
        return bucket
    folder = Path(place)
    if new:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    return FileSystemStorage(location=folder, file_permissions_mode=0o600, directory_permissions_mode=0o700)


def moments(shelf: Storage) -> list[str]:
    """The finished backups, the oldest first."""
    return [name for name in sorted(shelf.listdir("")[0]) if MOMENT.fullmatch(name) and _is_finished(shelf, name)]


def _is_finished(shelf: Storage, moment: str) -> bool:
    return shelf.exists(f"{moment}/{MANIFEST}")


def new_moment() -> str:
    return timezone.now().strftime("%Y%m%dT%H%M%S%fZ")


def read_manifest(shelf: Storage, moment: str = "") -> tuple[str, Manifest]:
    """A moment, the newest unless it is named, and its manifest. Raises CommandError when there is none to read."""
    known = moments(shelf)
    moment = moment or (known[-1] if known else "")
    if moment not in known:
        raise CommandError(f"There is no finished backup {moment or 'here'}.")
    try:
        with shelf.open(f"{moment}/{MANIFEST}") as file:
            said = json.load(file)
        if said["format"] != FORMAT:
            raise CommandError(f"This backup is in format {said['format']}; this version of the site reads {FORMAT}.")
        said["migrations"] = [tuple(pair) for pair in said["migrations"]]
        said["tables"] = {name: Kept(**kept) for name, kept in said["tables"].items()}
        return moment, Manifest(**{**said, "files": Kept(**said["files"])})
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"The manifest of {moment} can't be read: it is damaged.") from error


def write_manifest(shelf: Storage, moment: str, manifest: Manifest) -> None:
    said = json.dumps(asdict(manifest), indent=1, ensure_ascii=False)
    shelf.save(f"{moment}/{MANIFEST}", ContentFile(said.encode()))


@contextmanager
def put(shelf: Storage, name: str) -> Iterator[IO[bytes]]:
    """A file to write, which goes to the shelf whole when the block ends well."""
    with TemporaryFile() as draft:
        yield draft
        draft.seek(0)
        shelf.save(name, File(draft))


def weigh(file: IO[bytes] | File[Any]) -> Kept:
    """Size and SHA-256 of a file from where it stands."""
    size, digest = 0, hashlib.sha256()
    while block := file.read(BLOCK):
        size += len(block)
        digest.update(block)
    return Kept(size, digest.hexdigest())


def forget(shelf: Storage, name: str) -> None:
    """Deletes a file or a folder with all it has, as far as it is there."""
    try:
        folders, files = shelf.listdir(name)
    except (FileNotFoundError, NotADirectoryError):
        folders, files = [], []
    for inner in [*folders, *files]:
        forget(shelf, f"{name}/{inner}")
    shelf.delete(name)
