"""Visitors' pages answered from memory, before Django: a WSGI layer around it.

A view says that its page is the same for every visitor (`lib/caching.py: same_for_visitors`). Such a page is kept for
`KEPT` seconds: after `FRESH` of them one that was asked for meanwhile is made again behind its readers' back, so that
nobody waits and nothing older is ever shown.

A request is answered by its key and nothing else: what Django sees is built from the key, so that no header left out of
it can change what others are given. A request with a cookie, or for another host, goes to Django untouched; who has
just written something without any is given no page begun before that was done: it is made anew, for everybody.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import math
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import brotli
from django.utils.translation.trans_real import parse_accept_lang_header

FRESH = 8.0  # seconds
KEPT = 10.0  # seconds
ROUND = 0.25  # seconds between two looks at what is due
MOST_WRITERS = 10_000
LONGEST_QUERY = 300  # bytes; what is longer is answered, not kept
LARGEST_PAGE = 2_000_000  # bytes
WORTH_PACKING = 600  # bytes: what fits a packet is sent as it is
TEXT = ("text/", "application/json", "application/geo+json", "application/manifest+json", "image/svg+xml")
# Django makes the page anew from the key, so these of the server are all that it needs besides.
OF_THE_SERVER = ("SERVER_", "wsgi.", "SCRIPT_NAME", "REMOTE_ADDR", "HTTP_HOST", "HTTP_X_FORWARDED_FOR")

Environ = dict[str, Any]
Whereabouts = tuple[str, str, str]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
logger = logging.getLogger(__name__)


class Key(NamedTuple):
    """All that a kept page may depend on. `is_part`: htmx asks for a part of the page."""

    path: str
    query: str
    language: str
    is_secure: bool
    is_part: bool


@dataclass(slots=True)
class Page:
    """An answer in memory. `bodies`: by Content-Encoding, "" as Django made it; `made`: monotonic seconds; `asked`: the
    last request it was given to from memory."""

    status: str
    headers: list[tuple[str, str]]
    bodies: dict[str, bytes]
    etag: str
    made: float
    asked: Environ | None = None

    @property
    def size(self) -> int:
        """Bytes in memory; the packed copies, made later, are counted from the start."""
        return 2 * len(self.bodies[""]) + 1000

    def body(self, encoding: str) -> bytes:
        """The body in that encoding, packed at the first request for it."""
        packed = self.bodies.get(encoding)
        if packed is None:
            plain = self.bodies[""]
            packed = brotli.compress(plain, quality=5) if encoding == "br" else gzip.compress(plain, 6, mtime=0)
            self.bodies[encoding] = packed
        return packed


class Shelf:
    """Pages by key; the oldest goes when they weigh more than `most_bytes`."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, key: Key, page: Page) -> None:
        with self._lock:
            self._take_away(key)
            self.pages[key] = page
            self.bytes += page.size
            while self.bytes > self.most_bytes:
                self._take_away(next(iter(self.pages)))

    def _take_away(self, key: Key) -> None:
        if (old := self.pages.pop(key, None)) is not None:
            self.bytes -= old.size


class PageCache:
    """The application with its visitors' pages kept.

    `is_kept`: whether the view at a path is the same for every visitor, asked when a page is not in memory.
    `host`: the Host whose pages are kept. `languages`: codes, the default first. `most_bytes`: of memory, in each
    process; pages with a query share one half, so that a flood of invented ones can't push the others out. `clock`:
    seconds that only grow.
    """

    def __init__(
        self,
        application: Application,
        *,
        is_kept: Callable[[str], bool],
        host: str,
        languages: list[str],
        most_bytes: int = 64_000_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.application = application
        self.is_kept = is_kept
        self.host = host
        self.clock = clock
        self.language = lru_cache(512)(lambda header: _language(header, languages))
        self.shelves = {False: Shelf(most_bytes // 2), True: Shelf(most_bytes // 2)}
        self._writers: OrderedDict[Whereabouts, float] = OrderedDict()
        self._making: dict[Key, threading.Lock] = {}
        self._due: deque[tuple[Key, float]] = deque()  # pages kept and when they were made, the oldest first
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._write(environ, start_response)
        key = self._key(environ)
        if key is None:
            return self.application(environ, start_response)
        page = self.shelves[key.query != ""].pages.get(key)
        since = self._writers.get(_whereabouts(environ), -math.inf)
        if page is None or not self._is_good(page, since):
            if not self.is_kept(key.path):
                return self.application(environ, start_response)
            page = self._make_once(key, environ, since)
        else:
            if page.asked is None and self.clock() - page.made >= FRESH:
                self._due.appendleft((key, page.made))  # nobody had asked for it when its turn came
            page.asked = environ
        return _answer(page, environ, start_response)

    def warm_up(self, url: str, paths: list[str]) -> None:
        """Makes these pages before anybody asks, so that no reader pays for what a process does once: templates read,
        words of the search put in order. `url`: of the site. What fails is left to the first who asks, who is also
        told what is wrong, and the pages after it with it: the database may be away."""
        site = urlsplit(url)
        nobody: Environ = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port or 443), "HTTP_HOST": self.host}
        nobody |= {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": site.scheme, "wsgi.errors": sys.stderr}
        for path in filter(self.is_kept, paths):
            key = Key(path, "", self.language(""), is_secure=site.scheme == "https", is_part=False)
            try:
                page = self._make(key, nobody)
            except Exception:
                logger.exception("A page could not be made at the start: %s", path)
                return
            if not page.status.startswith("200"):
                return

    def keep_fresh(self) -> None:
        """Makes pages again as they come due, until the process ends."""
        while True:
            time.sleep(ROUND)
            self.make_due_again()

    def make_due_again(self) -> None:
        """Makes those again, one after the other, that have been asked for since they were made.

        What comes too late, and what fails, is made by the next who asks, who is also told what is wrong."""
        while self._due and self.clock() - self._due[0][1] >= FRESH:
            key, made = self._due.popleft()
            page = self.shelves[key.query != ""].pages.get(key)
            if page and page.asked and page.made == made and self._is_good(page, -math.inf):
                try:
                    self._make(key, page.asked)
                except Exception:
                    logger.exception("A page could not be made again: %s", key.path)

    def _key(self, environ: Environ) -> Key | None:
        """None for a request that only Django may answer."""
        get = environ.get
        query = get("QUERY_STRING", "")
        of_one_person = "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ
        if of_one_person or get("HTTP_HOST") != self.host or len(query) > LONGEST_QUERY or "HTTP_RANGE" in environ:
            return None
        return Key(
            path=environ["PATH_INFO"],
            query=query,
            language=self.language(get("HTTP_ACCEPT_LANGUAGE", "")[:200]),
            is_secure=environ["wsgi.url_scheme"] == "https" or get("HTTP_X_FORWARDED_PROTO") == "https",
            is_part=get("HTTP_HX_REQUEST") == "true" and not get("HTTP_HX_BOOSTED"),
        )

    def _write(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Passes it on, and remembers who sent it unless she reads with a cookie from now on."""
        names: set[str] = set()

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            names.update(name.lower() for name, _value in headers)
            return start_response(status, headers, *error)

        try:
            return self.application(environ, start)
        finally:
            if "HTTP_COOKIE" not in environ and "set-cookie" not in names:
                self._remember_writer(environ)

    def _remember_writer(self, environ: Environ) -> None:
        with self._lock:
            self._writers[_whereabouts(environ)] = self.clock()
            self._writers.move_to_end(_whereabouts(environ))
            if len(self._writers) > MOST_WRITERS:
                self._writers.popitem(last=False)

    def _is_good(self, page: Page, since: float) -> bool:
        """Whether the page is young enough, and begun after the reader's own last write."""
        return page.made > since and self.clock() - page.made < KEPT

    def _make_once(self, key: Key, environ: Environ, since: float) -> Page:
        """The page, made by the first of those who ask for it while the others wait for hers."""
        shelf = self.shelves[key.query != ""]
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                page = shelf.pages.get(key)
                if page is None or not self._is_good(page, since):
                    page = self._make(key, environ)
        finally:  # whatever went wrong, nothing is left behind for each address that was asked for
            with self._lock:
                self._making.pop(key, None)
        return page

    def _make(self, key: Key, environ: Environ) -> Page:
        """What Django answers to the key, kept if it may be."""
        started = self.clock()
        answer: list[Any] = []
        chunks = self.application(
            _request_of(key, environ), lambda status, headers, *_exc: answer.extend((status, headers))
        )
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
        status, headers = answer[:2]
        named = {name.lower(): value for name, value in headers}
        etag = named.get("etag") or f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
        page = Page(status, _lasting(headers), {"": body}, etag, made=started)
        is_private = "set-cookie" in named or any(
            word in named.get("cache-control", "") for word in ("private", "no-store")
        )
        if status.startswith("200") and not is_private and len(body) <= LARGEST_PAGE:
            shelf = self.shelves[key.query != ""]
            old = shelf.pages.get(key)
            if old and old.bodies[""] == body:
                page.bodies = old.bodies  # packed already
            for encoding in list(old.bodies if old else ()):
                page.body(encoding)
            shelf.put(key, page)
            self._due.append((key, started))
        return page


def _whereabouts(environ: Environ) -> Whereabouts:
    """Who asks, as well as it can be told without a cookie; who is taken for somebody else only waits for the page."""
    get = environ.get
    return get("REMOTE_ADDR", ""), get("HTTP_X_FORWARDED_FOR", "")[:200], get("HTTP_USER_AGENT", "")[:200]


def _language(header: str, languages: list[str]) -> str:
    """The first of our languages that the header asks for, as Django chooses it; else the default."""
    for asked, _weight in parse_accept_lang_header(header):
        if (code := asked.split("-")[0]) in languages:
            return code
    return languages[0]


def _request_of(key: Key, environ: Environ) -> Environ:
    """The request that the key describes, with nothing of the one that came but where it came from."""
    request = {name: value for name, value in environ.items() if name.startswith(OF_THE_SERVER)}
    request |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "HTTP_ACCEPT_LANGUAGE": key.language,
        "wsgi.input": BytesIO(),
    }
    if key.is_secure:
        request["HTTP_X_FORWARDED_PROTO"] = "https"
    if key.is_part:
        request["HTTP_HX_REQUEST"] = "true"
    return request


def _lasting(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What every answer repeats; the rest is said anew for each."""
    anew = ("content-length", "etag", "vary", "cache-control", "content-encoding")
    lasting = [(name, value) for name, value in headers if name.lower() not in anew]
    control = next((value for name, value in headers if name.lower() == "cache-control"), "no-cache")
    return [*lasting, ("Cache-Control", control), ("Vary", "Accept-Encoding, Accept-Language, Cookie, HX-Request")]


def _answer(page: Page, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """The page as the one who asks can read it, or only that hers is still good (RFC 9110, 13.1.2)."""
    headers = [*page.headers, ("ETag", page.etag)]
    if page.etag in environ.get("HTTP_IF_NONE_MATCH", "") and page.status.startswith("200"):
        start_response("304 Not Modified", headers)
        return []
    encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", "")[:200]) if _is_worth_packing(page) else ""
    body = page.body(encoding)
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _is_worth_packing(page: Page) -> bool:
    kind = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    return len(page.bodies[""]) > WORTH_PACKING and kind.startswith(TEXT)


@lru_cache(512)
def _encoding(header: str) -> str:
    """The best encoding the header accepts: br, gzip, or "" for none (RFC 9110, 12.5.3)."""
    accepted = {}
    for part in header.lower().split(","):
        name, _semicolon, quality = part.partition(";")
        accepted[name.strip()] = quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if accepted.get(name)), "")
