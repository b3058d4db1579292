"""What every measurement needs: a database of its own, a stopwatch, and a way to say what it found."""

from __future__ import annotations

import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def set_up() -> None:
    """Django with the settings of the tests, on the database of DATABASE_URL."""
    import django
    from django.test.utils import setup_test_environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mcs.config.settings.test")
    django.setup()
    setup_test_environment()


def open_session(member: Any) -> str:
    """A session of the member's, as a header Cookie says it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@contextmanager
def throw_away_database() -> Iterator[Callable[[], None]]:
    """An empty database beside that of DATABASE_URL, with its tables; a file where it is SQLite. Gone afterwards.

    Yields what turns to it again, for when another was made inside this one and is asked in turn with it.
    """
    from django.db import connection

    creation, name = connection.creation, connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory(prefix="mcs-bench-") as folder:
        own = Path(folder) / "bench.sqlite3" if connection.vendor == "sqlite" else f"bench_{Path(folder).name[-8:]}"

        def turn_to() -> None:
            connection.close()
            connection.settings_dict["NAME"] = str(own)
            forget()

        connection.settings_dict.setdefault("TEST", {})["NAME"] = str(own)
        creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        forget()
        try:
            yield turn_to
        finally:
            turn_to()
            creation.destroy_test_db(name, verbosity=0)


def forget() -> None:
    """What the process remembers of another database."""
    from django.core.cache import cache

    cache.clear()


def settle() -> None:
    """What a database does by itself in a quiet hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def vendor() -> str:
    from django.db import connection

    return connection.display_name


def timed(call: Callable[[], Any]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def processor_time() -> float:
    """Milliseconds of processor that this process and its database's have had: other work lengthens them but little."""
    from django.db import connection

    used = time.process_time() * 1000
    server = getattr(getattr(connection.connection, "info", None), "backend_pid", None)
    try:
        return used + int(Path(f"/proc/{server}/schedstat").read_text().split()[0]) / 1e6 if server else used
    except OSError:
        return used  # a server on another machine


def processed(call: Callable[[], Any]) -> float:
    """Milliseconds of processor of one call."""
    started = processor_time()
    call()
    return processor_time() - started


def quantile(values: Sequence[float], percent: int) -> float:
    """The value that so many per cent of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def progress(line: str) -> None:
    """For who waits; not part of what was measured."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A Markdown table, its first column left and the others right."""
    say("", f"| {' | '.join(head)} |", "|---|" + "--:|" * (len(head) - 1))
    say(*(f"| {' | '.join(row)} |" for row in rows), "")
