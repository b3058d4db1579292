"""Visitors' pages kept in memory: for how long, for whom, and what nobody can do to those of others."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import brotli
import pytest

from mcs.lib.pagecache import FRESH, KEPT, LONGEST_QUERY, PageCache

HOST = "quartier.example"
TEXT = "Boulangerie ouverte jusqu’à 19 h. " * 100


@dataclass
class Site:
    """What stands behind: says what it was asked, in the words that `says` makes of it."""

    headers: list[tuple[str, str]] = field(default_factory=list)
    status: str = "200 OK"
    says: Callable[[dict[str, Any]], str] = lambda environ: TEXT
    asked: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self.asked.append(environ)
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [self.says(environ).encode()]


@dataclass
class Clock:
    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


def ask(cache: PageCache, path: str = "/", **environ: Any) -> Answer:
    """The answer to a visitor who opens that address; `environ`: what her request has besides, or instead."""
    said: list[Any] = []
    request = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": HOST,
        "REMOTE_ADDR": "192.0.2.1",
        "SERVER_NAME": HOST,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    body = b"".join(cache(request | environ, lambda *answer: said.extend(answer)))
    return Answer(said[0], dict(said[1]), body)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(site: Site, clock: Clock) -> PageCache:
    return PageCache(
        site, is_kept=lambda path: path != "/moi/", host=HOST, languages=["fr", "en"], most_bytes=80_000, clock=clock
    )


def test_a_page_is_made_once_while_it_is_fresh(cache: PageCache, site: Site, clock: Clock) -> None:
    first = ask(cache)
    clock.seconds += FRESH - 0.1
    assert ask(cache) == first
    assert first.body.decode() == TEXT
    assert len(site.asked) == 1


def test_pages_made_at_the_start_wait_for_their_readers(cache: PageCache, site: Site, clock: Clock) -> None:
    cache.warm_up(f"http://{HOST}", ["/", "/moi/", "/fil/"])
    assert [environ["PATH_INFO"] for environ in site.asked] == ["/", "/fil/"]
    assert ask(cache, "/fil/").body.decode() == TEXT
    assert len(site.asked) == 2


def test_behind_https_pages_are_made_at_the_start_as_readers_will_ask(cache: PageCache, site: Site) -> None:
    cache.warm_up(f"https://{HOST}", ["/"])
    assert site.asked[0]["HTTP_X_FORWARDED_PROTO"] == "https"
    ask(cache, HTTP_X_FORWARDED_PROTO="https")
    assert len(site.asked) == 1


def test_a_database_that_is_away_at_the_start_keeps_nobody_waiting(cache: PageCache, site: Site) -> None:
    site.status = "503 Service Unavailable"
    cache.warm_up(f"http://{HOST}", ["/", "/annuaire/", "/fil/"])
    assert len(site.asked) == 1


def test_a_page_that_breaks_at_the_start_stops_nothing(
    cache: PageCache, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(environ: dict[str, Any]) -> str:
        raise OSError("disk")

    site.says = fail
    cache.warm_up(f"http://{HOST}", ["/", "/fil/"])
    assert "A page could not be made at the start: /" in caplog.text
    site.says = lambda environ: TEXT
    assert ask(cache).body.decode() == TEXT


def test_a_page_is_never_older_than_promised(cache: PageCache, site: Site, clock: Clock) -> None:
    ask(cache)
    site.says = lambda environ: "La boulangerie ferme plus tôt."
    clock.seconds += KEPT
    assert ask(cache).body.decode() == "La boulangerie ferme plus tôt."


def test_a_page_is_made_again_behind_its_readers_back(cache: PageCache, site: Site, clock: Clock) -> None:
    ask(cache), ask(cache)
    clock.seconds += FRESH
    inside, go_on = threading.Event(), threading.Event()

    def slowly(environ: dict[str, Any]) -> str:
        inside.set()
        assert go_on.wait(10)
        return "Neuf"

    site.says = slowly
    remaking = threading.Thread(target=cache.make_due_again)
    remaking.start()
    assert inside.wait(10)
    assert ask(cache).body.decode() == TEXT
    go_on.set()
    remaking.join()
    clock.seconds += KEPT - FRESH
    assert ask(cache).body.decode() == "Neuf"
    assert len(site.asked) == 2


def test_a_page_that_nobody_asked_for_is_not_made_again(cache: PageCache, site: Site, clock: Clock) -> None:
    ask(cache)
    clock.seconds += FRESH
    cache.make_due_again()
    assert len(site.asked) == 1
    ask(cache)  # the first to ask, late: from memory still, and the page is made again for the next
    cache.make_due_again()
    assert len(site.asked) == 2
    clock.seconds += KEPT
    cache.make_due_again()
    assert len(site.asked) == 2


def test_what_comes_too_late_is_made_by_who_asks(cache: PageCache, site: Site, clock: Clock) -> None:
    ask(cache), ask(cache)
    clock.seconds += KEPT
    cache.make_due_again()
    assert len(site.asked) == 1
    ask(cache)
    assert len(site.asked) == 2


def test_a_page_made_again_is_packed_for_those_who_read_it(cache: PageCache, site: Site, clock: Clock) -> None:
    for _ in range(2):
        ask(cache, HTTP_ACCEPT_ENCODING="br")
    site.says = lambda environ: TEXT.upper()
    clock.seconds += FRESH
    cache.make_due_again()
    (page,) = cache.shelves[False].pages.values()
    assert {name: len(body) < len(TEXT) for name, body in page.bodies.items()} == {"": False, "br": True}


def test_a_page_that_fails_behind_their_back_is_told_to_the_next(
    cache: PageCache, site: Site, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    ask(cache), ask(cache)
    clock.seconds += FRESH

    def fail(environ: dict[str, Any]) -> str:
        raise OSError("disk")

    site.says = fail
    cache.make_due_again()
    assert "A page could not be made again: /" in caplog.text
    assert ask(cache).body.decode() == TEXT
    clock.seconds += KEPT
    with pytest.raises(OSError, match="disk"):
        ask(cache)


def test_many_at_once_have_it_made_once(cache: PageCache, site: Site) -> None:
    all_here = threading.Barrier(8)
    answers: list[Answer] = []

    def visit() -> None:
        all_here.wait(10)
        answers.append(ask(cache))

    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert [answer.body.decode() for answer in answers] == [TEXT] * 8
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "sessionid=a"},
        {"HTTP_COOKIE": ""},
        {"HTTP_AUTHORIZATION": "Bearer a"},
        {"HTTP_RANGE": "bytes=0-3"},
        {"HTTP_HOST": "ailleurs.example"},
        {"HTTP_HOST": HOST + ":81"},
        {"QUERY_STRING": "q=" + "a" * LONGEST_QUERY},
        {"REQUEST_METHOD": "OPTIONS"},
        {"PATH_INFO": "/moi/"},
    ],
    ids=str,
)
def test_a_request_of_one_person_reaches_the_site_untouched(
    cache: PageCache, site: Site, environ: dict[str, str]
) -> None:
    for _ in range(2):
        ask(cache, HTTP_X_ANYTHING="1", **environ)
    assert [asked["HTTP_X_ANYTHING"] for asked in site.asked] == ["1", "1"]


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [("Set-Cookie", "sessionid=a")]),
        ("200 OK", [("Cache-Control", "private, no-cache")]),
        ("200 OK", [("Cache-Control", "no-store")]),
        ("404 Not Found", []),
        ("302 Found", [("Location", "/")]),
        ("500 Internal Server Error", []),
        ("503 Service Unavailable", []),
    ],
)
def test_what_may_not_be_kept_is_made_each_time(
    cache: PageCache, site: Site, status: str, headers: list[tuple[str, str]]
) -> None:
    site.status, site.headers = status, headers
    assert [ask(cache).status, ask(cache).status] == [status, status]
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    "header",
    [
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "HTTP_ACCEPT",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_HX_TARGET",
        "HTTP_REFERER",
        "HTTP_SEC_FETCH_MODE",
        "HTTP_USER_AGENT",
        "HTTP_X_FORWARDED_HOST",
        "HTTP_X_HTTP_METHOD_OVERRIDE",
        "HTTP_X_ORIGINAL_URL",
    ],
)
def test_no_header_of_one_visitor_reaches_the_page_of_others(cache: PageCache, site: Site, header: str) -> None:
    site.says = lambda environ: environ.get(header, "")
    ask(cache, **{header: "<script>poison</script>"})
    assert b"poison" not in ask(cache).body


def test_language_part_and_scheme_are_kept_apart(cache: PageCache, site: Site) -> None:
    site.says = lambda environ: "{} {} {}".format(
        environ["HTTP_ACCEPT_LANGUAGE"], environ.get("HTTP_HX_REQUEST"), environ.get("HTTP_X_FORWARDED_PROTO")
    )
    asked = [
        {"HTTP_ACCEPT_LANGUAGE": "de, en-GB;q=0.8, fr;q=0.5"},
        {"HTTP_ACCEPT_LANGUAGE": "xx" * 5000},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
    ]
    said = [ask(cache, **environ).body.decode() for environ in asked]
    assert said == ["en None None", "fr None None", "fr true None", "fr None https"]


def test_who_has_written_sees_it_at_once(cache: PageCache, site: Site, clock: Clock) -> None:
    ask(cache)
    site.says = lambda environ: "Corrigé"
    ask(cache, REQUEST_METHOD="POST")
    clock.seconds += 0.1
    assert ask(cache, REMOTE_ADDR="192.0.2.2").body.decode() == TEXT
    assert ask(cache).body.decode() == "Corrigé"
    assert ask(cache, REMOTE_ADDR="192.0.2.2").body.decode() == "Corrigé"
    ask(cache)
    assert len(site.asked) == 3  # made anew once, for the author and everybody


@pytest.mark.parametrize(
    ("sent", "answered"),
    [({"HTTP_COOKIE": "sessionid=a"}, []), ({}, [("Set-Cookie", "sessionid=a")])],
    ids=["had", "given"],
)
def test_who_writes_with_a_cookie_makes_no_visitor_wait(
    cache: PageCache, site: Site, clock: Clock, sent: dict[str, str], answered: list[tuple[str, str]]
) -> None:
    """A crowd that joins would have every page made anew: with the cookie, each is answered by Django herself."""
    ask(cache)
    site.headers = answered
    clock.seconds += 0.1
    ask(cache, REQUEST_METHOD="POST", **sent)
    assert ask(cache).body.decode() == TEXT
    assert len(site.asked) == 2


def test_what_was_begun_before_the_writing_ended_is_not_for_its_author(
    cache: PageCache, site: Site, clock: Clock
) -> None:
    def reads_meanwhile(environ: dict[str, Any]) -> str:
        if environ["REQUEST_METHOD"] == "POST":
            ask(cache)
        return str(len(site.asked))

    site.says = reads_meanwhile
    ask(cache, REQUEST_METHOD="POST")
    clock.seconds += 0.1
    assert [ask(cache).body, ask(cache).body] == [b"3", b"3"]


def test_an_unchanged_page_is_not_sent_again(cache: PageCache, site: Site, clock: Clock) -> None:
    etag = ask(cache).headers["ETag"]
    clock.seconds += KEPT
    again = ask(cache, HTTP_IF_NONE_MATCH=etag)
    assert (again.status, again.body) == ("304 Not Modified", b"")
    site.says = lambda environ: "Autre chose"
    clock.seconds += KEPT
    assert ask(cache, HTTP_IF_NONE_MATCH=etag).status == "200 OK"


@pytest.mark.parametrize(
    ("accepted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("gzip" * 9999, None, bytes),
    ],
)
def test_a_page_is_packed_as_the_browser_reads_it(
    cache: PageCache, accepted: str, encoding: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    answer = ask(cache, HTTP_ACCEPT_ENCODING=accepted)
    assert answer.headers.get("Content-Encoding") == encoding
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert unpack(answer.body).decode() == TEXT


def test_head_says_the_length_and_sends_nothing(cache: PageCache) -> None:
    head = ask(cache, REQUEST_METHOD="HEAD")
    assert (int(head.headers["Content-Length"]), head.body) == (len(TEXT.encode()), b"")


def test_invented_queries_neither_fill_memory_nor_push_pages_out(cache: PageCache, site: Site) -> None:
    ask(cache, "/annuaire/")
    for number in range(100):
        ask(cache, "/annuaire/", QUERY_STRING=f"q={number}")
    assert sum(shelf.bytes for shelf in cache.shelves.values()) <= 80_000
    assert len(site.asked) == 101
    ask(cache, "/annuaire/")
    assert len(site.asked) == 101


def test_a_page_that_fails_once_is_asked_for_again(cache: PageCache, site: Site) -> None:
    def fail(environ: dict[str, Any]) -> str:
        raise OSError("disk")

    site.says = fail
    with pytest.raises(OSError, match="disk"):
        ask(cache)
    site.says = lambda environ: TEXT
    assert ask(cache).body.decode() == TEXT


def test_page_that_breaks_leaves_nothing_behind(cache: PageCache, site: Site) -> None:
    """Each invented address would weigh on the process until it ends."""

    def broken(environ: dict[str, Any]) -> str:
        raise OSError("The disk is away.")

    site.says = broken
    for number in range(3):
        with pytest.raises(OSError, match="away"):
            ask(cache, f"/{number}/")
    assert cache._making == {}
