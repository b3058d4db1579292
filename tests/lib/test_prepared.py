"""Queries whose SQL is written once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, QuerySet, UUIDField, Value
from pytest_django import DjangoAssertNumQueries

from mcs.board.models import FeedVisit, Follow
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member
from tests.factories import make_member, make_post

pytestmark = pytest.mark.django_db


def test_prepared_query_finds_what_django_would_for_each_value(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    written = []

    def reader() -> QuerySet[Any, tuple[Any, ...]]:
        written.append(1)
        members = Member.objects.filter(pk=Given("member", UUIDField())).order_by()
        follows = Exists(Follow.objects.filter(member=OuterRef("pk")))
        return members.annotate(is_following=follows).values_list("pk", "name", "feed_visit__seen_at", "is_following")

    prepared, seen = Prepared(reader), datetime(2026, 11, 3, 12, 30, 0, 5, tzinfo=UTC)
    nadia, karim = make_member("Nadia B."), make_member("Karim S.")
    FeedVisit.objects.create(member=nadia, seen_at=seen)
    Follow.objects.create(member=karim, post=make_post())
    with django_assert_num_queries(2):
        assert prepared.rows(member=nadia.pk) == [(nadia.pk, "Nadia B.", seen, False)]
        assert prepared.rows(member=karim.pk) == [(karim.pk, "Karim S.", None, True)]
    assert written == [1]


def test_prepared_query_may_be_a_union_and_takes_a_value_twice() -> None:
    @Prepared
    def names() -> QuerySet[Any, tuple[Any, ...]]:
        named = Member.objects.filter(pk=Given("member", UUIDField())).order_by()
        return named.values_list("name", Value(1)).union(named.values_list("name", Value(0)))

    nadia = make_member("Nadia B.")
    make_member("Karim S.")
    assert sorted(names.rows(member=nadia.pk)) == [("Nadia B.", 0), ("Nadia B.", 1)]
    with pytest.raises(KeyError):
        names.rows()
