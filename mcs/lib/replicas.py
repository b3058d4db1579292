"""Reading from copies of the database that PostgreSQL keeps in step (streaming replication), where that is right.

The middleware lends a request one copy: a GET of somebody who has not written for a moment. It goes back to the
primary at its first write or transaction, and so do its sessions always; jobs and commands never leave it.

A copy is asked only while it holds all that the primary held at the look before, `EVERY` seconds ago: what is read is
never older than 2 × `EVERY`, which is less than the time for which who has written is told apart (`fragments.py`).
"""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpRequest, HttpResponse

from mcs.lib.fragments import HAS_WRITTEN, SAFE_METHODS, remember_writer

EVERY = 2.0  # seconds between two looks at a copy
PAUSE = 10.0  # seconds a copy that failed is left alone
ALWAYS_PRIMARY = frozenset({"sessions", "usersessions", "ratelimit", "periodic", "django_tasks_database"})
_POSITION = "SELECT pg_wal_lsn_diff({}, '0/0')::bigint"

logger = logging.getLogger(__name__)
_lent: ContextVar[str] = ContextVar("lent", default=DEFAULT_DB_ALIAS)


def reading_alias() -> str:
    """The database that may be read from at this point of a request, and anywhere else the primary."""
    alias = _lent.get()
    return DEFAULT_DB_ALIAS if alias != DEFAULT_DB_ALIAS and connections[DEFAULT_DB_ALIAS].in_atomic_block else alias


class ReplicaRouter:
    """Django's questions, answered by what the request was lent."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS if model._meta.app_label in ALWAYS_PRIMARY else reading_alias()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        if model._meta.app_label not in ALWAYS_PRIMARY:
            _lent.set(DEFAULT_DB_ALIAS)  # what follows reads what is being written
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


class Look(NamedTuple):
    at: float = 0.0
    position: int = 0  # bytes of log that the primary had written then


class Replica:
    """What this process knows of one copy."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.is_good = False
        self.next = 0.0
        self.look = Look()
        self._lock = threading.Lock()

    def is_usable(self) -> bool:
        """Whether it is in step and answers at this moment."""
        if time.monotonic() >= self.next and self._lock.acquire(blocking=False):
            try:
                self._look_again()
            finally:
                self._lock.release()
        return self.is_good and self._answers()

    def fail(self, why: Exception) -> None:
        self.is_good, self.next = False, time.monotonic() + PAUSE
        connections[self.alias].close()
        logger.warning("The replica %s is left alone: %s", self.alias, type(why).__name__)

    def _look_again(self) -> None:
        self.is_good, now = False, time.monotonic()  # meanwhile the others ask the primary
        self.next = now + EVERY
        primary = _position(DEFAULT_DB_ALIAS, "pg_current_wal_lsn()")
        needed = self.look.position if now - self.look.at < 2 * EVERY else primary
        self.look = Look(now, primary)
        try:
            self.is_good = _position(self.alias, "pg_last_wal_replay_lsn()") >= needed
        except DatabaseError as error:
            self.fail(error)

    def _answers(self) -> bool:
        connection = connections[self.alias]
        try:
            connection.close_if_health_check_failed()
            connection.ensure_connection()
        except DatabaseError as error:
            self.fail(error)
            return False
        return True


def _position(alias: str, function: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(_POSITION.format(function))
        return int(cursor.fetchone()[0] or 0)  # none: it is no copy


class ReplicaMiddleware:
    """Lends the request a copy, takes it back from who writes, and asks the primary for a page that failed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.replicas = {alias: Replica(alias) for alias in connections if alias != DEFAULT_DB_ALIAS}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        lent = self._choose() if request.method in SAFE_METHODS and HAS_WRITTEN not in request.COOKIES else ""
        token = _lent.set(lent or DEFAULT_DB_ALIAS)
        try:
            response = self.get_response(request)
            if response.status_code in (500, 503) and lent and _lent.get() == lent:
                _lent.set(DEFAULT_DB_ALIAS)  # it may have gone in the middle of the page; nothing was written
                return self.get_response(request)
            if lent and _lent.get() == DEFAULT_DB_ALIAS and settings.SESSION_COOKIE_NAME in request.COOKIES:
                remember_writer(response)
            return response
        finally:
            _lent.reset(token)

    def _choose(self) -> str:
        """One that is in step, by chance; none is the primary."""
        usable = (it.alias for it in random.sample([*self.replicas.values()], len(self.replicas)) if it.is_usable())
        return next(usable, "")
