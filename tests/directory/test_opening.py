"""The state that is kept with each listing: true when written, and when it changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mcs.directory.actions.facts import update_facts
from mcs.directory.actions.opening import BATCH, expire_facts, recheck_openings, refresh_openings
from mcs.directory.enums import ChangeSource
from mcs.directory.models import Listing
from tests.factories import make_category, make_listing

pytestmark = pytest.mark.django_db

SHOP = "Mo-Fr 09:00-12:00,14:00-19:00"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)  # 10:00 in Paris


def state(listing: Listing) -> tuple[str, bool | None, datetime | None]:
    listing.refresh_from_db()
    return listing.schedule, listing.is_open, listing.open_changes_at


@time_machine.travel(TUESDAY, tick=False)
def test_hours_that_change_change_the_state() -> None:
    listing = make_listing(opening_hours=SHOP)
    assert state(listing) == (SHOP, True, TUESDAY + timedelta(hours=2))
    update_facts(listing=listing, values={"opening_hours": "Sa 09:00-12:00"}, source=ChangeSource.MERCHANT)
    assert state(listing) == ("Sa 09:00-12:00", False, datetime(2026, 11, 28, 8, tzinfo=UTC))
    update_facts(listing=listing, values={"opening_hours": ""}, source=ChangeSource.MERCHANT)
    assert state(listing) == ("", None, None)


@time_machine.travel(TUESDAY, tick=False)
def test_closure_closes_at_once_and_its_end_opens() -> None:
    listing = make_listing(opening_hours=SHOP)
    closures = [(date(2026, 11, 23), date(2026, 11, 26), "travaux")]
    update_facts(listing=listing, values={"closures": closures}, source=ChangeSource.MERCHANT)
    closed = f"{SHOP}; 2026 Nov 23-2026 Nov 26 off"
    assert state(listing) == (closed, False, datetime(2026, 11, 27, 8, tzinfo=UTC))
    update_facts(listing=listing, values={"closures": []}, source=ChangeSource.MERCHANT)
    assert state(listing) == (SHOP, True, TUESDAY + timedelta(hours=2))


def test_refresh_brings_the_listings_that_changed_up_to_date() -> None:
    with time_machine.travel(TUESDAY, tick=False):
        shop, always, unknown = (make_listing(opening_hours=text) for text in (SHOP, "24/7", ""))
        assert refresh_openings() == 0
    noon = TUESDAY + timedelta(hours=2)
    assert refresh_openings(now=noon) == 1
    assert refresh_openings(now=noon) == 0
    assert state(shop) == (SHOP, False, noon + timedelta(hours=2))
    assert state(always) == ("24/7", True, None)
    assert state(unknown) == ("", None, None)


def test_refresh_after_days_without_a_worker_gives_the_state_of_now() -> None:
    with time_machine.travel(TUESDAY, tick=False):
        shop = make_listing(opening_hours=SHOP)
    assert refresh_openings(now=TUESDAY + timedelta(days=40)) == 1
    assert state(shop) == (SHOP, False, datetime(2027, 1, 4, 8, tzinfo=UTC))  # a Sunday


def test_ten_thousand_changes_take_a_handful_of_queries_each_batch() -> None:
    category, count = make_category(), 10_000
    Listing.objects.bulk_create(
        [
            Listing(slug=f"f{number}", name="F", category=category, schedule=SHOP, open_changes_at=TUESDAY)
            for number in range(count)
        ],
        BATCH,
    )
    with CaptureQueriesContext(connection) as queries:
        assert refresh_openings(now=TUESDAY) == count
    assert len([query for query in queries if query["sql"].startswith(("SELECT", "UPDATE"))]) <= 4 * count // BATCH + 1
    assert set(Listing.objects.values_list("is_open", "open_changes_at").order_by("pk")) == {
        (True, TUESDAY + timedelta(hours=2))
    }


def test_recheck_heals_what_was_written_past_the_actions() -> None:
    with time_machine.travel(TUESDAY, tick=False):
        listing = make_listing(opening_hours=SHOP)
        make_listing(opening_hours="24/7")
        Listing.objects.filter(pk=listing.pk).update(opening_hours="Mo-Su 08:00-20:00", is_open=None)
        assert recheck_openings() == 1
        assert recheck_openings() == 0
    assert state(listing) == ("Mo-Su 08:00-20:00", True, datetime(2026, 11, 24, 19, tzinfo=UTC))


def test_change_more_than_a_year_away_is_found_when_it_comes_near() -> None:
    with time_machine.travel(TUESDAY, tick=False):
        listing = make_listing(opening_hours="24/7; 2028 Aug 01 off")
    assert state(listing)[2] is None
    assert recheck_openings(now=datetime(2028, 7, 1, tzinfo=UTC)) == 1
    assert state(listing)[2] == datetime(2028, 7, 31, 22, tzinfo=UTC)


@time_machine.travel(TUESDAY, tick=False)
def test_delivery_for_a_time_ends_by_itself_with_its_history() -> None:
    ended = make_listing(delivers=True, delivery_ends_on=date(2026, 11, 23))
    last_day = make_listing(delivers=True, delivery_ends_on=date(2026, 11, 24))
    make_listing(delivers=True)
    assert expire_facts() == 1
    assert expire_facts() == 0
    assert list(Listing.objects.order_by("pk").values_list("delivers", flat=True)) == [False, True, True]
    assert ended.changes.get().values == {"delivers": [True, False]}
    assert last_day.changes.count() == 0


@time_machine.travel(TUESDAY, tick=False)
def test_closure_that_is_over_is_forgotten_after_the_morning_that_follows() -> None:
    listing = make_listing(opening_hours=SHOP)
    days = [(date(2026, 11, day), date(2026, 11, day), "") for day in (22, 23, 25)]
    update_facts(listing=listing, values={"closures": days}, source=ChangeSource.MERCHANT)
    assert expire_facts() == 1
    assert sorted(listing.closures.values_list("ends_on", flat=True)) == [date(2026, 11, 23), date(2026, 11, 25)]
    assert state(listing)[0] == f"{SHOP}; 2026 Nov 23 off; 2026 Nov 25 off"
