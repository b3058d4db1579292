"""Queries whose SQL is written once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import Exists, OuterRef, QuerySet, UUIDField, Value
from pytest_django import DjangoAssertNumQueries

from mcs.board.models import FeedVisit, Follow, Post
from mcs.lib.prepared import Given, Prepared
from mcs.members.models import Member
from tests.factories import make_comment, make_member, make_post

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


def test_prepared_query_gives_objects_with_what_is_beside_them(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    @Prepared
    def posts() -> QuerySet[Post]:
        asked = Post.objects.filter(author=Given("member", UUIDField())).annotate(one=Value(1))
        return asked.select_related("author", "listing").prefetch_related("comments").order_by("-pk")[:2]

    nadia, karim = make_member("Nadia B."), make_member("Karim S.")
    for member in (nadia, nadia, karim, nadia):
        make_comment(make_post(author=member))
    newest = Post.objects.filter(author=nadia).order_by("-pk")
    with django_assert_num_queries(4):
        hers, his = posts.objects(member=nadia.pk), posts.objects(member=karim.pk)
    with django_assert_num_queries(0):
        assert [post.author.name for post in [*hers, *his]] == ["Nadia B.", "Nadia B.", "Karim S."]
        assert [len(post.comments.all()) for post in hers] == [1, 1]
    assert hers == list(newest[:2])
    assert [post.created_at for post in hers] == [post.created_at for post in newest[:2]]
    assert (hers[0].one, hers[0].listing) == (1, None)  # type: ignore[attr-defined]
    hers[0].title = "Changed"
    hers[0].save()
    assert posts.objects(member=nadia.pk)[0].title == "Changed"
