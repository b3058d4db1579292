"""What the album shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcs.lib.cursor import paginate
from mcs.photos.enums import FORMATS
from mcs.photos.models import Photo

ALBUM_SIZE = 24


def album_page(cursor: str) -> dict[str, Any]:
    """The published photos after the cursor, newest first (one query)."""
    page = paginate(Photo.objects.in_album(), cursor, ALBUM_SIZE, by="published_at")
    return {"page": page, "is_first": not cursor}


def kept_files() -> Iterator[str]:
    """The names of every file that a photo has in the storage, whoever may see it."""
    photos = Photo.objects.order_by("pk").only("key", "run", "status", "widths", "original")
    for photo in photos.iterator(chunk_size=500):
        if photo.original:
            yield str(photo.original.name)
        for width in photo.widths:
            yield from (photo.file_name(width, fmt) for fmt in FORMATS)
