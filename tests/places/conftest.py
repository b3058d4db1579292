"""The ground as the software brings it, and the real data where this machine has them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings

from mcs.places.actions import load_places

DATA = Path(os.environ.get("MCS_DATA", settings.BASE_DIR.parent / "shared" / "data"))


def real_data(name: str) -> Path:
    """A file of the real data; skips the test where it is absent."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} is not on this machine")
    return path


@pytest.fixture
def places(db: None) -> None:
    """The three districts and their streets."""
    load_places()
