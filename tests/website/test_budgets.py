"""What the main pages may cost a member: at most eight queries, whatever stands in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mcs.directory.models import Listing
from tests.crowd import gather
from tests.factories import make_member

MOST_QUERIES = 8
PAGES: dict[str, Callable[[Listing], str]] = {
    "home": lambda listing: "/",
    "directory": lambda listing: "/annuaire/",
    "search": lambda listing: f"/annuaire/?q={listing.category.name_fr}&ouvert=1",
    "listing": Listing.get_absolute_url,
    "board": lambda listing: "/fil/",
}


def queries_of(client: Client, address: str) -> list[str]:
    Client().get(address)  # somebody was there before: what pages keep for some minutes is kept
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"][:300] for query in queries]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 25])
def test_main_pages_take_a_member_eight_queries_at_most(client: Client, count: int) -> None:
    client.force_login(make_member())
    listing = gather(count)
    asked = {name: queries_of(client, address(listing)) for name, address in PAGES.items()}
    assert {name: queries for name, queries in asked.items() if len(queries) > MOST_QUERIES} == {}
