"""Parts of members' pages that are the same for many of them, kept some seconds in the process.

`{% kept name … %}` (`templatetags/ui.py`) draws a part once and gives it again for `KEPT` seconds to whoever asks with
the same key: a key names everything the part shows or depends on, the language added. The form token is never in what
is kept: its place is, and each reader's own token is put there.

Only for a request that may be given something a few seconds old (`FragmentsMiddleware`): of somebody signed in, who
has written nothing for a moment. Everybody else's parts are drawn anew, visitors have `pagecache.py`; all but those
that are `fixed`: the foot of the page, or a card whose key says all that it shows.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from typing import Any, NamedTuple, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

KEPT = 10.0  # seconds, from before the part was drawn
AUTHOR_SEES = 15  # seconds during which who has written is given nothing that was kept; more than KEPT
MOST_BYTES = 24_000_000  # in each process
EMPTY = 1_000  # bytes of an entry besides its text
LONGEST = 300  # characters of a word in a key: what is longer is drawn, not kept
HAS_WRITTEN = "ecrit"  # the cookie that says so; it tells nothing else, and ends by itself
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
MASKED = "mcs.masked_token"  # in META: the secret, and the token made of it
TOKEN_PLACE = secrets.token_hex(32)  # nobody can write it: drawn anew in each process

Key = tuple[Any, ...]
Made = TypeVar("Made")
View = TypeVar("View", bound=Callable[..., Any])

_may_be_kept: ContextVar[bool] = ContextVar("may_be_kept", default=False)
_is_drawing: ContextVar[bool] = ContextVar("is_drawing", default=False)
# When the oldest was made of what a page, or the part being drawn, is made of: no part outlives what it is made of.
_oldest: ContextVar[float] = ContextVar("oldest", default=inf)


class Later:
    """A context made only where a kept part has to be drawn: given to `{% kept … more=later %}`."""

    do_not_call_in_templates = True

    def __init__(self, make: Callable[[], dict[str, Any]]) -> None:
        self.make = make
        self.made: dict[str, Any] | None = None

    def __call__(self) -> dict[str, Any]:
        if self.made is None:
            self.made = self.make()
        return self.made


class Part(NamedTuple):
    at: float  # when it was begun, or the oldest of what it is made of, by the clock
    made: Any
    weight: int


class Fragments:
    """What was made, by key; the oldest goes when all weigh more than `most_bytes`. `clock`: seconds that only grow."""

    def __init__(self, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic) -> None:
        self.most_bytes = most_bytes
        self.clock = clock
        self.bytes = 0
        self._parts: OrderedDict[Key, Part] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Made], weight: int = 0, lasts: float = KEPT) -> Made:
        """What was made for the key less than `lasts` seconds ago, or is made now. HTML weighs its length, anything
        else `weight`."""
        now = self.clock()
        found = self._parts.get(key)
        if found is None or now - found.at >= lasts:
            made = make()
            weight = EMPTY + (len(made) if isinstance(made, str) else weight)
            found = Part(min(now, _oldest.get()), made, weight)
            self._put(key, found)
        _oldest.set(min(_oldest.get(), found.at))
        return cast(Made, found.made)

    def _put(self, key: Key, part: Part) -> None:
        with self._lock:
            self._take_away(key)
            self._parts[key] = part
            self.bytes += part.weight
            while self.bytes > self.most_bytes:
                self._take_away(next(iter(self._parts)))

    def clear(self) -> None:
        with self._lock:
            self._parts.clear()
            self.bytes = 0

    def _take_away(self, key: Key) -> None:
        if (old := self._parts.pop(key, None)) is not None:
            self.bytes -= old.weight


fragments = Fragments()


def kept_part(request: HttpRequest, key: Key, draw: Callable[[], SafeString], *, is_fixed: bool = False) -> SafeString:
    """What `draw` gives, or gave a moment ago for the same key in the same language, with the reader's own token.

    A part inside another makes that as old as it is itself. `is_fixed`: nothing on it can change, or all that can is in
    the key, so that whoever asks may be given it however old it is."""
    may_keep = settings.KEEP_FRAGMENTS if is_fixed else is_keeping(request)
    if not may_keep or any(isinstance(it, str) and len(it) > LONGEST for it in key):
        return draw()
    before = _oldest.get()
    html = fragments.get((get_language(), *key), lambda: _drawn_for_all(draw), lasts=inf if is_fixed else KEPT)
    if is_fixed:
        _oldest.set(before)
    if _is_drawing.get():
        return html
    _oldest.set(before)
    return mark_safe(html.replace(TOKEN_PLACE, _token(request))) if TOKEN_PLACE in html else html  # noqa: S308


def kept_value(request: HttpRequest, key: Key, make: Callable[[], Made], weight: int) -> Made:
    """What `make` gives, or gave a moment ago: rows that are the same for all, only read. `weight`: bytes, about."""
    return fragments.get(key, make, weight) if is_keeping(request) else make()


def token_or_place(request: HttpRequest) -> str:
    """What a form carries: the reader's token, or its place while a part is drawn for all."""
    return TOKEN_PLACE if _is_drawing.get() else _token(request)


def _token(request: HttpRequest) -> str:
    """The reader's token, masked once a page unless it changed meanwhile: masking costs as much as a query."""
    secret, token = request.META.get(MASKED, ("", ""))
    if not token or secret != request.META.get("CSRF_COOKIE"):
        token = get_token(request)
        request.META[MASKED] = request.META["CSRF_COOKIE"], token
    return str(token)


def is_keeping(request: HttpRequest) -> bool:
    """Whether this reader may be given what was drawn for others a moment ago: only somebody signed in is."""
    user = getattr(request, "user", None)  # an error may have come before it
    return _may_be_kept.get() and user is not None and user.is_authenticated


class AnyMember:
    """`user` in a kept part: somebody signed in, of whom nothing is known. To ask more of her is an error."""

    is_authenticated = True
    pk = UUID(int=0)


def is_drawing() -> bool:
    """Whether a part is being drawn for all who will be given it."""
    return _is_drawing.get()


@contextmanager
def keeping(may: bool) -> Iterator[None]:
    """While it lasts, parts are kept, or are not."""
    token, oldest = _may_be_kept.set(may), _oldest.set(inf)
    try:
        yield
    finally:
        _may_be_kept.reset(token)
        _oldest.reset(oldest)


def shown_nowhere(view: View) -> View:
    """Says of a view that what is posted to it changes nothing on any kept part: who posts goes on being given them."""
    view.shown_nowhere = True  # type: ignore[attr-defined]
    return view


class FragmentsMiddleware:
    """Lets parts be kept for somebody with a session, and not for who has just written, wherever that was answered.

    Where several processes share the work, a visitor who writes is told apart by the same cookie, which the page cache
    of each heeds; one process alone remembers her without (lib/pagecache.py).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads, cookies = request.method in SAFE_METHODS, request.COOKIES
        has_session = settings.SESSION_COOKIE_NAME in cookies
        with keeping(settings.KEEP_FRAGMENTS and reads and has_session and HAS_WRITTEN not in cookies):
            response = self.get_response(request)
        view = getattr(request.resolver_match, "func", None)
        has_session = has_session or settings.SESSION_COOKIE_NAME in response.cookies
        if not reads and (has_session or self._is_told_apart(response)) and not getattr(view, "shown_nowhere", False):
            remember_writer(response)
        return response

    def _is_told_apart(self, response: HttpResponse) -> bool:
        """Whether a visitor's form was taken, as one is that is rightly sent: she is shown another page."""
        return settings.SEVERAL_PROCESSES and 300 <= response.status_code < 400


def remember_writer(response: HttpResponse) -> None:
    """Who is answered sees for a moment what is true now, on whichever machine: see HAS_WRITTEN."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(HAS_WRITTEN, "1", AUTHOR_SEES, httponly=True, samesite="Lax", secure=secure)


def _drawn_for_all(draw: Callable[[], SafeString]) -> SafeString:
    token = _is_drawing.set(True)
    try:
        return draw()
    finally:
        _is_drawing.reset(token)
