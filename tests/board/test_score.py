"""What recommendations weigh for a listing, as the board keeps it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mcs.board.actions.recommend import recommend_listing
from mcs.board.actions.score import refresh_scores
from mcs.board.models import Recommendation
from mcs.directory.models import Listing
from tests.factories import make_listing, make_member

pytestmark = pytest.mark.django_db
OLD = timedelta(days=400)


def make_old_listing(name: str = "Boucherie du Prado") -> Listing:
    return make_listing(name, published_at=timezone.now() - OLD)


def recommend(listing: Listing, *, settled: bool = True) -> Recommendation:
    joined_at = timezone.now() - (OLD if settled else timedelta(hours=1))
    return recommend_listing(listing=listing, member=make_member(joined_at=joined_at))


def score_of(listing: Listing) -> float:
    listing.refresh_from_db()
    return listing.recommendation_score


def test_recommending_a_listing_raises_its_score_at_once() -> None:
    listing = make_old_listing()
    recommend(listing)
    assert score_of(listing) == 1


def test_new_accounts_are_counted_but_weigh_one_together() -> None:
    listing = make_old_listing()
    for _number in range(3):
        recommend(listing, settled=False)
    assert (score_of(listing), listing.recommendation_count) == (1, 3)


def test_scores_age_when_they_are_refreshed() -> None:
    listing = make_old_listing()
    for _number in range(2):
        recommend(listing)
    Recommendation.objects.update(created_at=timezone.now() - timedelta(days=365))
    assert refresh_scores() == 1
    assert score_of(listing) == 1
    assert refresh_scores() == 0


def test_whoever_came_to_run_the_business_no_longer_counts_for_it() -> None:
    listing = make_old_listing()
    listing.manager = recommend(listing).member
    listing.save(update_fields=["manager"])
    assert refresh_scores() == 1
    assert score_of(listing) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_refreshing_asks_the_same_questions_whatever_the_listings(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        recommend(make_old_listing(f"Boucherie {number}"))
    Listing.objects.update(recommendation_score=9)
    with django_assert_num_queries(10):  # listings not indexed yet are put in the index with their scores
        refresh_scores()


def test_ranking_page_tells_the_formula(client: Client) -> None:
    text = client.get("/classement/").content.decode()
    assert "moitié moins après 365 jours" in text
    assert "depuis moins de 14 jours" in text
    assert "s’efface en 90 jours" in text
