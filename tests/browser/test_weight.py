"""What the four main pages make a visitor's phone fetch, when every list in them is full."""

from __future__ import annotations

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import NewContext
from tests.browser.weight import CAP, weigh
from tests.crowd import gather


@pytest.fixture(params=["phone"])
def size(request: pytest.FixtureRequest) -> str:
    """Both sizes are sent the same."""
    return str(request.param)


def test_main_pages_weigh_less_than_60_kilobytes(live_server: LiveServer, new_context: NewContext) -> None:
    listing = gather(25)
    for address in ("/", "/annuaire/", listing.get_absolute_url(), "/fil/"):
        weights = weigh(new_context().new_page(), address)
        assert "/static/css/site.css" in weights
        assert sum(weights.values()) < CAP, weights
