"""Files that no address leads to: a view gives them to whom they belong."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.files.storage import Storage, storages

from mcs.lib.whole_files import WholeFiles


class PrivateFiles(WholeFiles):
    """A folder of its own beside the public files, readable by the site alone (settings.PRIVATE_DIR)."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_DIR)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)  # noqa: PTH100 — as Django's own, which compares these texts


def private_files() -> Storage:
    """The storage named "private": a folder, or whatever an operator puts in its place."""
    return storages["private"]
