"""Files that are there whole or not at all: a disk that fills up, or a kill, leaves no half of one under its name."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's own writes in place; this one writes aside, then gives the name to what is complete."""

    def _save(self, name: str, content: File[Any]) -> str:
        draft = str(PurePath(name).with_name(f".{secrets.token_hex(8)}.part"))
        try:
            super()._save(draft, content)  # type: ignore[misc]
            while True:
                with suppress(FileExistsError):
                    os.link(self.path(draft), self.path(name))
                    return name
                name = self.get_available_name(name)
        finally:
            with suppress(OSError):
                self.delete(draft)
