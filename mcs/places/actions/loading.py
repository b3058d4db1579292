"""What became of each row of a loaded file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from mcs.lib.french import fold

LARGEST_FILE = 64 * 1024 * 1024  # bytes; the streets of all France in one file are larger, a city's never


class UnreadableFileError(Exception):
    """A file that can't be loaded at all; says why in the user's language. Nothing was changed."""


@dataclass
class Loading:
    """How many rows were created, updated, unchanged, ignored (of other districts) or rejected, and why."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    ignored: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)  # the row's line or number in the file, the reason

    @property
    def rows(self) -> int:
        """All rows of the file: none is lost."""
        return self.created + self.updated + self.unchanged + self.ignored + len(self.rejected)

    def reject(self, row: int, reason: str) -> None:
        self.rejected.append((row, reason))

    def add(self, *, created: bool, updated: bool) -> None:
        """Counts a row that the network keeps."""
        if created:
            self.created += 1
        elif updated:
            self.updated += 1
        else:
            self.unchanged += 1


def read_text(path: Path) -> str:
    """The file's text. Raises UnreadableFileError for one that is absent, empty, huge or not in UTF-8."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFileError(_("This file is too large."))
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableFileError(_("This file could not be read: %(reason)s.") % {"reason": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(_("This file is not in UTF-8. Save it as “CSV UTF-8” or GeoJSON.")) from error
    if not text.strip():
        raise UnreadableFileError(_("This file is empty."))
    return text


def header_key(name: str) -> str:
    """One key for "Code INSEE", "code_insee" and "codeInsee"."""
    return fold(name.replace("_", " ")).replace(" ", "")
