"""Real files to try things on, where this machine has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings


def real_file(name: str) -> Path:
    """The file of that name under MCS_DATA (or the folder shared/data beside the project); skips where absent."""
    folder = Path(os.environ.get("MCS_DATA", Path(settings.BASE_DIR).parent / "shared" / "data"))
    path = folder / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    return path
