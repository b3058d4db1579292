"""What the album shows."""

from __future__ import annotations

from typing import Any

from mcs.lib.cursor import paginate
from mcs.photos.models import Photo

ALBUM_SIZE = 24


def album_page(cursor: str) -> dict[str, Any]:
    """The published photos after the cursor, newest first (one query)."""
    page = paginate(Photo.objects.in_album(), cursor, ALBUM_SIZE, by="published_at")
    return {"page": page, "is_first": not cursor}
