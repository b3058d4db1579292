"""A listing's card is drawn once for all that it shows: whatever changes on it shows at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django import Settings

from mcs.directory.models import Category, Listing
from mcs.lib.fragments import fragments
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo
from mcs.places.models import District
from tests.factories import make_category, make_district, make_listing, make_member

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)  # a Wednesday


def card(listing: Listing, settings: Settings, *, kept: bool) -> str:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    settings.KEEP_FRAGMENTS = kept
    fresh = Listing.objects.for_cards().get(pk=listing.pk)
    return render_to_string("components/listing_card.html", {"listing": fresh}, request)


@pytest.mark.parametrize(
    ("of", "values"),
    [
        (Listing, {"slug": "ailleurs"}),
        (Listing, {"name": "Chez Marinette"}),
        (Listing, {"address": "3 rue Paradis"}),
        (Listing, {"district": None, "city": "Cassis"}),
        (Listing, {"schedule": "", "by_appointment": True}),
        (Listing, {"schedule": "Mo-Fr 14:00-19:00"}),
        (Listing, {"schedule": ""}),
        (Listing, {"delivers": True}),
        (Listing, {"comes_to_you": True}),
        (Listing, {"takes_orders": False}),
        (Listing, {"manager": None}),
        (Listing, {"recommendation_count": 2}),
        (Listing, {"quote": "Le pain d’avant."}),
        (Listing, {"cover": None}),
        (Category, {"name_fr": "Pâtisserie"}),
        (Category, {"hue": "plum"}),
        (Category, {"icon": "truck"}),
        (District, {"number": 9}),
        (Photo, {"alt": "La vitrine"}),
        (Photo, {"run": "b"}),
        (Photo, {"widths": [480]}),
        (Photo, {"width": 900}),
        (Photo, {"height": 600}),
        (Photo, {"status": PhotoStatus.PENDING}),
        (Photo, {"status": PhotoStatus.FAILED}),
        (Photo, {"status": PhotoStatus.PENDING, "created_at": NOON - timedelta(days=2)}),
    ],
    ids=str,
)
@time_machine.travel(NOON, tick=False)
def test_whatever_changes_on_a_card_shows_at_once(settings: Settings, of: Any, values: dict[str, Any]) -> None:
    fragments.clear()
    photo = Photo.objects.create(status=PhotoStatus.READY, widths=[480, 960], width=960, height=640, created_at=NOON)
    listing = make_listing(
        name="Chez Lucette",
        category=make_category(),
        district=make_district(),
        schedule="Mo-Fr 08:00-19:00",
        cover=None if of is Category else photo,  # the trade's colour and icon stand where there is no photo
        manager=make_member("Lucette B."),
        takes_orders=True,
    )
    before = card(listing, settings, kept=True)
    of.objects.update(**values)
    after = card(listing, settings, kept=True)
    assert after == card(listing, settings, kept=False)
    assert after != before


def test_card_follows_the_clock_and_the_language(settings: Settings) -> None:
    fragments.clear()
    listing = make_listing(schedule="Mo-Fr 08:00-19:00")
    with time_machine.travel(NOON, tick=False):
        assert "Ouvert jusqu’à 19\u00a0h" in card(listing, settings, kept=True)
        with override("en"):
            assert "Open until" in card(listing, settings, kept=True)
    with time_machine.travel(NOON + timedelta(hours=8), tick=False):
        assert "Ouvre demain à 8\u00a0h" in card(listing, settings, kept=True)


def test_card_is_drawn_once_for_what_it_shows(settings: Settings) -> None:
    fragments.clear()
    listing = make_listing()
    card(listing, settings, kept=True)
    weight = fragments.bytes
    card(listing, settings, kept=True)
    assert fragments.bytes == weight > 0
