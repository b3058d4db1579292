"""Files that cost something to make, kept in the storage under the digest of what they show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def digest(*shown: Any) -> str:
    """Sixteen hexadecimal digits that change when what is shown does; anything JSON can say."""
    text = json.dumps(shown, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_kept(folder: str, name: str) -> bytes | None:
    """The file of that name, or None when it was not made yet."""
    try:
        with default_storage.open(f"{folder}/{name}") as file:
            data: bytes = file.read()
            return data
    except FileNotFoundError:
        return None


def make_kept(folder: str, name: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, kept as the one file of its folder: those of earlier digests are deleted.

    A storage that fails costs nothing but making it again; two that make it at once write the same bytes.
    """
    data = make()
    with suppress(OSError):
        for other in _names(folder):
            default_storage.delete(f"{folder}/{other}")
        written = default_storage.save(f"{folder}/{name}", ContentFile(data))
        if written != f"{folder}/{name}":
            default_storage.delete(written)
    return data


def _names(folder: str) -> list[str]:
    try:
        return default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return []
