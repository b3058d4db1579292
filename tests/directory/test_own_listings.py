"""A merchant finds her business from her own page."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mcs.directory.enums import ListingStatus
from tests.board.conftest import words
from tests.factories import make_listing, make_member

pytestmark = pytest.mark.django_db


def test_own_page_leads_a_merchant_to_her_listings(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    merchant, client = make_member("Sophie T."), Client()
    client.force_login(merchant)
    assert "Mes fiches" not in words(client.get("/moi/"))
    listing = make_listing("Boucherie du Prado", manager=merchant)
    make_listing("Ancienne", manager=merchant, status=ListingStatus.REMOVED)
    make_listing("Chez Paul", manager=make_member("Paul R."))
    # session, member, consents, passkeys, sessions, her listings, those told of requests, orders, districts
    with django_assert_num_queries(9):
        response = client.get("/moi/")
    assert f'href="/annuaire/{listing.slug}/modifier/"' in response.content.decode()
    text = words(response)
    assert ["Boucherie du Prado" in text, "Ancienne" in text, "Chez Paul" in text] == [True, False, False]
