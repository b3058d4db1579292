"""What a member was told, how she wants to be told, and what her pages show of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mcs.lib.cursor import paginate
from mcs.members.models import Member
from mcs.notices.enums import Channel, Frequency
from mcs.notices.models import NoticeEntry, Preference, PushDevice, Rhythm
from mcs.notices.notice import MemberNotice, all_kinds

PAGE_SIZE = 20
DIGEST = "digest"  # the kind under which the frequency of the neighbourhood's digest is kept
USUAL_DIGEST = Frequency.WEEKLY


def notifications_page(member: Member, cursor: str) -> dict[str, Any]:
    """One page of the bell, newest first: one query."""
    entries = NoticeEntry.objects.filter(member=member).select_related("actor")
    page = paginate(entries, cursor, PAGE_SIZE, by="updated_at")
    return {"page": page, "is_first": not cursor}


@dataclass(frozen=True)
class Wish:
    """How somebody wants to be told of one kind of thing."""

    name: str
    label: str
    frequency: Frequency
    at_its_hour: bool


def wishes_of(member: Member, channel: Channel = Channel.EMAIL) -> list[Wish]:
    """Every kind a member chooses for, with what she chose or what is usual: one query.

    Kinds for keepers are left out for who does not keep the desk, those of an hour of their own on devices.
    """
    chosen = dict(Preference.objects.filter(member=member, channel=channel).values_list("kind", "frequency"))
    return [
        Wish(kind.name, str(kind.label), Frequency(chosen.get(kind.name, kind.usually)), kind.at_its_hour)
        for kind in all_kinds()
        if kind.is_chosen
        and (member.keeps_desk or not kind.for_keepers)
        and (channel == Channel.EMAIL or not kind.at_its_hour)
    ]


def digest_frequency(member: Member) -> Frequency:
    """How often she wants the neighbourhood's digest: one query."""
    return digest_frequencies([member.pk])[member.pk]


def digest_frequencies(members: Iterable[UUID]) -> dict[UUID, Frequency]:
    """How often each of these members wants the digest: one query."""
    keys = list(members)
    chosen = dict(Preference.objects.filter(member__in=keys, kind=DIGEST).values_list("member", "frequency"))
    return {key: Frequency(chosen.get(key, USUAL_DIGEST)) for key in keys}


def frequencies(kind: type[MemberNotice], members: Iterable[UUID]) -> dict[Channel, dict[UUID, Frequency]]:
    """How often each of these members wants to be told of the kind, by channel: one query."""
    keys = list(members)
    rows = Preference.objects.filter(member__in=keys, kind=kind.name).values_list("channel", "member", "frequency")
    chosen = {(channel, member): frequency for channel, member, frequency in rows}
    return {way: {key: Frequency(chosen.get((way, key), kind.usually)) for key in keys} for way in Channel}


def devices_of(member: Member) -> list[PushDevice]:
    """The browsers she is told on: one query."""
    return list(PushDevice.objects.filter(member=member))


def rhythms(members: Iterable[UUID]) -> dict[UUID, Rhythm]:
    """The rhythms of those of these members who have one: one query."""
    return {rhythm.member_id: rhythm for rhythm in Rhythm.objects.filter(member__in=list(members))}
