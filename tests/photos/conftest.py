"""What stands on the disk, for tests that count files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def stored_files(settings: Settings) -> Callable[[], list[str]]:
    """Calls for the names of all that stands in the media folder."""

    def names() -> list[str]:
        root = Path(settings.MEDIA_ROOT)
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    return names
