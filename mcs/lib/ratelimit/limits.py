"""Counting, and refusing what exceeds a limit."""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from mcs.lib.ratelimit.models import Allowance
from mcs.lib.still import is_still


@dataclass(frozen=True)
class Limit:
    """At most `times` uses of `scope` by one subject in each window of `seconds`."""

    scope: str
    times: int
    seconds: int

    def allows(self, subject: str) -> bool:
        """Counts one use by the subject and says whether it is within the limit. The site's own copy has none."""
        return is_still() or _count(self, subject) <= self.times

    def is_spent(self, subject: str) -> bool:
        """Whether the next use would be refused, without counting one."""
        key, _ = _key(self, subject)
        used = Allowance.objects.filter(key=key).values_list("count", flat=True).first()
        return (used or 0) >= self.times


def client_block(request: HttpRequest) -> str:
    """The visitor's address, or for IPv6 its /64: what one household holds (RFC 6177).

    Behind TRUSTED_PROXIES proxies it is the address the outermost of them saw, counted from the right of
    X-Forwarded-For: what stands further left anybody may have written. Unreadable addresses are one common block.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        seen = request.headers.get("X-Forwarded-For", "").split(",")
        text = seen[-settings.TRUSTED_PROXIES].strip() if len(seen) >= settings.TRUSTED_PROXIES else ""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:  # as a server that listens on both writes them: not one household
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def purge_expired() -> int:
    """Deletes the counters whose window is over; returns how many."""
    return Allowance.objects.filter(expires_at__lt=datetime.now(UTC)).delete()[0]


def _key(limit: Limit, subject: str) -> tuple[str, datetime]:
    window = int(time.time()) // limit.seconds
    name = f"{limit.scope}|{limit.seconds}|{window}|{subject}"
    digest = salted_hmac("mcs.ratelimit", name, algorithm="sha256").hexdigest()
    return digest, datetime.fromtimestamp((window + 1) * limit.seconds, UTC)


def _count(limit: Limit, subject: str) -> int:
    """One statement, so two requests at once are counted as two on both databases."""
    key, expires_at = _key(limit, subject)
    table = connection.ops.quote_name(Allowance._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, count, expires_at) VALUES (%s, 1, %s)"  # noqa: S608 — the name is ours
            f" ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [key, expires_at],
        )
        return int(cursor.fetchone()[0])
