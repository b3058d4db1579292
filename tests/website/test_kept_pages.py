"""What visitors read is answered from memory; what members read never is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from mcs.board.models import Post
from mcs.directory.models import Listing
from mcs.lib.caching import is_same_for_visitors
from mcs.lib.pagecache import KEPT, PageCache
from tests.factories import make_listing, make_member, make_post

pytestmark = pytest.mark.django_db


class Hours:
    """A clock that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def ask(cache: PageCache, path: str, **environ: Any) -> str:
    said: list[Any] = []
    request: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "testserver",
    }
    request |= {"HTTP_HOST": "testserver", "SERVER_NAME": "testserver", "SERVER_PORT": "80", "REMOTE_ADDR": "192.0.2.1"}
    request |= {"wsgi.url_scheme": "http", "wsgi.input": BytesIO(), **environ}
    return b"".join(cache(request, lambda *answer: said.extend(answer))).decode()


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def cache(hours: Hours) -> Iterator[PageCache]:
    """The real site behind; the end of a request does not close the connection that the test's transaction needs."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield PageCache(WSGIHandler(), is_kept=is_same_for_visitors, host="testserver", languages=["fr", "en"], clock=hours)
    for signal in signals:
        signal.connect(close_old_connections)


def test_visitors_pages_are_answered_without_django(
    cache: PageCache, django_assert_num_queries: Callable[[int], Any]
) -> None:
    listing, post = make_listing(name="Chez Lucette"), make_post()
    paths = ["/", "/annuaire/", "/carte/", "/fil/", "/album/", listing.get_absolute_url(), post.get_absolute_url()]
    pages = [ask(cache, path) for path in paths]
    with django_assert_num_queries(0):
        assert [ask(cache, path) for path in paths] == pages
    assert "Chez Lucette" in pages[1]


def test_a_change_shows_within_seconds(cache: PageCache, hours: Hours) -> None:
    listing = make_listing(name="Chez Lucette")
    ask(cache, "/annuaire/")
    Listing.objects.filter(pk=listing.pk).update(name="Chez Marinette")
    hours.now += KEPT
    assert "Chez Marinette" in ask(cache, "/annuaire/")


def test_a_member_is_never_given_a_kept_page_nor_gives_hers(cache: PageCache) -> None:
    nadia = make_member("Nadia B.")
    client = Client()
    client.force_login(nadia)
    hers = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    visitors = ask(cache, "/")
    assert "Nadia" in ask(cache, "/", HTTP_COOKIE=hers)
    assert ask(cache, "/") == visitors


def test_what_is_gone_is_not_kept(cache: PageCache) -> None:
    post = make_post()
    path = post.get_absolute_url()
    Post.objects.filter(pk=post.pk).delete()
    gone = ask(cache, path)
    assert "introuvable" in gone or "n’existe" in gone
    assert sum(len(shelf.pages) for shelf in cache.shelves.values()) == 0


def test_pages_behind_a_signed_link_are_not_kept() -> None:
    assert [
        path
        for path in ("/referencement/a:b/", "/fil/renouveler/a:b/", "/connexion/", "/moi/")
        if is_same_for_visitors(path)
    ] == []
