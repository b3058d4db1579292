"""How a member wants to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time

from django.db import transaction
from django.utils import timezone

from mcs.members.models import Member
from mcs.notices.enums import Channel, Frequency
from mcs.notices.models import NoticeEntry, Preference, Rhythm
from mcs.notices.moments import next_digest
from mcs.notices.queries import DIGEST, digest_frequencies, digest_frequency, wishes_of

BATCH = 500


@transaction.atomic
def set_preferences(
    *, member: Member, frequencies: Mapping[Channel, Mapping[str, str]], quiet: tuple[time, time] | None
) -> None:
    """Keeps how often she wants to be told of each kind, by channel, and of the digest; and her hours of quiet.

    What waited to be sent and is no longer wanted is not sent; the rest keeps its moment.
    """
    for channel, chosen in frequencies.items():
        for kind, frequency in chosen.items():
            Preference.objects.update_or_create(
                member=member, kind=kind, channel=channel, defaults={"frequency": frequency}
            )
        _unplan(member, [kind for kind, frequency in chosen.items() if frequency == Frequency.NEVER], channel)
    quiet_from, quiet_until = quiet or (None, None)
    values = {"quiet_from": quiet_from, "quiet_until": quiet_until}
    Rhythm.objects.update_or_create(member=member, defaults=values)
    plan_digest(member=member)


@transaction.atomic
def unsubscribe(*, member: Member, kinds: list[str]) -> None:
    """No more e-mails of these kinds; DIGEST stands for all that comes in a digest. The bell goes on."""
    gathered = [wish.name for wish in wishes_of(member) if wish.frequency in (Frequency.DAILY, Frequency.WEEKLY)]
    stopped = {*kinds, *(gathered if DIGEST in kinds else [])}
    for name in sorted(stopped):
        values = {"frequency": Frequency.NEVER}
        Preference.objects.update_or_create(member=member, kind=name, channel=Channel.EMAIL, defaults=values)
    _unplan(member, stopped, Channel.EMAIL)
    plan_digest(member=member)


def unsubscribe_from_all(*, member: Member) -> None:
    """No more e-mails but those she asks for herself, such as a code to sign in."""
    unsubscribe(member=member, kinds=[DIGEST, *(wish.name for wish in wishes_of(member))])


def plan_digest(*, member: Member) -> None:
    """Sets when the member's next digest is due: never without an e-mail, or when she wants none."""
    frequency = digest_frequency(member)
    wants = member.email and member.is_active and frequency in (Frequency.DAILY, Frequency.WEEKLY)
    due = next_digest(frequency, member.pk, timezone.now()) if wants else None
    Rhythm.objects.update_or_create(member=member, defaults={"next_digest_at": due})


def begin_rhythms() -> int:
    """Plans the digest of members who have given an e-mail since it was last done; returns how many, a batch."""
    new = Member.objects.filter(email__isnull=False, is_active=True, rhythm__last_digest_at=None).order_by(
        "joined_at", "pk"
    )
    keys = list(new.values_list("pk", flat=True)[:BATCH])
    wanted, now = digest_frequencies(keys), timezone.now()
    begun = [
        Rhythm(
            member_id=key,
            next_digest_at=next_digest(wanted[key], key, now) if wanted[key] != Frequency.NEVER else None,
            last_digest_at=now,
        )
        for key in keys
    ]
    fields = ["next_digest_at", "last_digest_at"]
    Rhythm.objects.bulk_create(begun, update_conflicts=True, unique_fields=["member"], update_fields=fields)
    return len(begun)


def _unplan(member: Member, kinds: Iterable[str], channel: Channel) -> None:
    due = "mail_due_at" if channel == Channel.EMAIL else "push_due_at"
    NoticeEntry.objects.filter(member=member, kind__in=kinds).update(**{due: None})
