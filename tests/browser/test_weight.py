"""What the four main pages make a visitor's browser fetch, when every list in them is full."""

from __future__ import annotations

from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import NewContext
from tests.browser.weight import CAP, weigh
from tests.crowd import gather


def test_main_pages_weigh_less_than_60_kilobytes(live_server: LiveServer, new_context: NewContext, size: str) -> None:
    listing = gather(25)
    for address in ("/", "/annuaire/", listing.get_absolute_url(), "/fil/"):
        weights = weigh(new_context().new_page(), address)
        assert "/static/css/site.css" in weights
        assert sum(weights.values()) < CAP, weights
        has_map = any(path.startswith("/static/js/map/") for path in weights)
        assert has_map is (address == "/annuaire/" and size == "desktop"), weights  # fetched where it is seen
