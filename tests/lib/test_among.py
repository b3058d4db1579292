"""Rows of many keys."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from mcs.board.models import Post
from mcs.lib.among import Keys
from mcs.lib.prepared import Given, Prepared
from tests.factories import make_post

pytestmark = pytest.mark.django_db


def test_among_finds_what_in_finds() -> None:
    keys = [make_post().pk for _ in range(3)]
    for asked in ([], keys[:1], keys, [*keys, keys[0], 10**9], dict.fromkeys(keys)):
        found = Post.objects.filter(pk__among=asked).order_by("pk")
        assert list(found) == list(Post.objects.filter(pk__in=list(asked)).order_by("pk"))
    assert Post.objects.exclude(pk__among=keys).count() == 0
    with pytest.raises(ValueError, match="invalid literal"):
        Post.objects.filter(pk__among=["1) OR (1=1"])


def test_a_prepared_query_takes_keys_of_any_number(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    posts = Prepared(lambda: Post.objects.filter(pk__among=Given("keys", Keys())).order_by("pk"))
    keys = [make_post().pk for _ in range(3)]
    for asked in ([], keys[:1], {keys[2], 10**9}, dict.fromkeys(keys)):
        with django_assert_num_queries(1):
            found = posts.objects(keys=asked)
        assert [post.pk for post in found] == [key for key in keys if key in asked]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no arrays")
def test_however_many_keys_make_one_statement() -> None:
    said = set()
    for many in (1, 2, 200):
        with CaptureQueriesContext(connection) as captured:
            list(Post.objects.filter(pk__among=range(many)))
        said.add(captured[0]["sql"].partition("ANY(")[0])
    assert len(said) == 1
    assert "= " in said.pop()
