"""A cache server (Valkey, Redis) that several processes and machines share, and what to do while it is gone.

No page fails for want of it: each process then keeps things in its own memory, as without a server, and asks again
after `SILENT` seconds. Sessions are kept in no memory then, since who signs out elsewhere must be out here as well.
"""

from __future__ import annotations

import logging
import pickle
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import BaseCache
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

SILENT = 5.0  # seconds during which a server that failed is not asked
SESSION_KEPT = 60  # seconds: a session ended while the server could not be told stays open here no longer than that
WAIT = 0.5  # seconds an answer may take
_UNREADABLE = (pickle.PickleError, AttributeError, ImportError, EOFError)  # written by another version of the site
_OPERATIONS = (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
)

logger = logging.getLogger(__name__)


class SharedCache(RedisCache):
    """Django's own, and this process's memory while the server is gone."""

    _gone_until = 0.0  # of the process: there is one server

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        # Asked once more at once: a connection that was open may have been closed since.
        options = {"socket_connect_timeout": WAIT, "socket_timeout": WAIT, "retry": Retry(NoBackoff(), 1)}
        super().__init__(server, params | {"OPTIONS": options | params.get("OPTIONS", {})})
        self.instead = self.without_server(params)

    def without_server(self, params: dict[str, Any]) -> BaseCache:
        return LocMemCache("without-server", {"TIMEOUT": params.get("TIMEOUT", 300)})


class SessionCache(SharedCache):
    """Copies of the sessions that the database holds, each for a minute."""

    def without_server(self, params: dict[str, Any]) -> BaseCache:
        return DummyCache("", {})

    def get_backend_timeout(self, timeout: Any = DEFAULT_TIMEOUT) -> int:
        asked = super().get_backend_timeout(timeout)
        return SESSION_KEPT if asked is None else min(int(asked), SESSION_KEPT)


def _forgiving(operation: str) -> Callable[..., Any]:
    def ask(self: SharedCache, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= SharedCache._gone_until:
            try:
                return getattr(RedisCache, operation)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                SharedCache._gone_until = time.monotonic() + SILENT
                logger.warning("The cache server does not answer: %s", type(error).__name__)
            except _UNREADABLE:
                logger.warning("The cache server holds something of another version of the site.")
        return getattr(self.instead, operation)(*args, **kwargs)

    return ask


for _operation in _OPERATIONS:
    setattr(SharedCache, _operation, _forgiving(_operation))
