"""What of a suspended account is recognised while it is suspended: keyed hashes, from which nobody reads anything back.

Whoever matches is read before being published, never refused: a neighbour may share an address with anybody.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.crypto import salted_hmac

from mcs.members.models import Member
from mcs.moderation.enums import Trace
from mcs.moderation.models import BanTrace, Likeness, Sanction

# An address passes from household to household: it counts for two weeks, an e-mail as long as the suspension.
BLOCK_FOR = timedelta(days=14)
BLOCKS = 5  # the last ones
NO_DOTS = {"gmail.com", "googlemail.com"}


def keep_traces(*, ban: Sanction, member: Member) -> None:
    """Keeps what the suspended account is recognised by."""
    soon = min(ban.ends_at, ban.starts_at + BLOCK_FOR)
    kept = {}
    if member.email:
        kept[digest_of(Trace.EMAIL, same_mailbox(member.email))] = (Trace.EMAIL, ban.ends_at)
    sessions = UserSession.objects.filter(user=member).order_by("-last_seen_at", "-pk")
    for address in sessions.values_list("ip", flat=True)[:BLOCKS]:
        if block := block_of(str(address)):
            kept[digest_of(Trace.BLOCK, block)] = (Trace.BLOCK, soon)
    traces = [BanTrace(ban=ban, kind=kind, digest=digest, until=until) for digest, (kind, until) in kept.items()]
    BanTrace.objects.bulk_create(traces, ignore_conflicts=True)


def forget_traces(*, ban: Sanction) -> None:
    """The suspension is over: nobody is recognised, or waits, because of it."""
    BanTrace.objects.filter(ban=ban).delete()
    Likeness.objects.filter(ban=ban).delete()


def forget_old_traces() -> int:
    """Deletes those whose time is over, or whose suspension is; returns how many."""
    over = BanTrace.objects.filter(until__lte=timezone.now()) | BanTrace.objects.filter(ban__ended_at__isnull=False)
    return over.delete()[0]


def find_likeness(*, member: Member, address: str) -> BanTrace | None:
    """The suspension that whoever joined since resembles, by its e-mail rather than by its address; one query."""
    digests = [digest_of(Trace.EMAIL, same_mailbox(member.email))] if member.email else []
    if block := block_of(address):
        digests.append(digest_of(Trace.BLOCK, block))
    standing = BanTrace.objects.filter(ban__ended_at=None, until__gt=timezone.now(), digest__in=digests)
    since = standing.filter(ban__starts_at__lte=member.joined_at).exclude(ban__member=member)
    return min(since, key=lambda trace: trace.kind == Trace.BLOCK, default=None)


def digest_of(kind: Trace, value: str) -> str:
    """Keyed with the site's secret: the table alone tells nothing, even to who tries all addresses."""
    return salted_hmac(f"moderation.trace.{kind}", value, algorithm="sha256").hexdigest()


def same_mailbox(email: str) -> str:
    """The address without what its owner may vary at will: capitals, a "+word", dots where they mean nothing."""
    local, _at, domain = email.strip().lower().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in NO_DOTS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def block_of(address: str) -> str:
    """The /24 or the /56 around an address or a network; "" for what isn't somebody's on the internet."""
    try:
        found = ipaddress.ip_network(address, strict=False).network_address
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if not found.is_global:  # a proxy, a test, a home network: everybody would match
        return ""
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 56), strict=False))
