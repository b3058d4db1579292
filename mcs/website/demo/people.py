"""The neighbours: 2,600 members, of whom some five hundred write."""

from __future__ import annotations

import math
import uuid
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.places.models import District
from mcs.website.demo import DEMO_SIGN_INS
from mcs.website.demo.words import read

MEMBERS = 2600
WRITERS = 520
AGE = timedelta(days=3 * 365)  # of the network
SETTLED = timedelta(days=125)  # writers were there before the oldest post
INITIALS = "AABBBCCCDDDEFGGHIJKLLLMMMNOPPRRSSTVWYZ"


@dataclass(frozen=True, eq=False)
class Neighbour:
    """A member with what the demo needs to let them speak."""

    member: Member
    first: str
    is_woman: bool

    def say(self, text: str, **slots: str) -> str:
        """The text in this neighbour's mouth: agreements made, the slots ({first}, {name}…) filled."""
        agreement = {"e": "e", "se": "se"} if self.is_woman else {"e": "", "se": "r"}
        return text.format(elle="", lui="", **agreement, **slots)

    def may_say(self, text: str) -> bool:
        return ("{lui}" if self.is_woman else "{elle}") not in text


class Crowd:
    """Everybody, and those of them who write."""

    def __init__(self, everybody: list[Neighbour], rng: Random, now: datetime) -> None:
        self.everybody = everybody
        self.by_email = {one.member.email: one for one in everybody if one.member.email}
        settled = [one for one in everybody if one.first and one.member.joined_at < now - SETTLED]
        self.writers = rng.sample([one for one in settled if not one.member.email], WRITERS)
        self._rng = rng

    def pick(
        self, district: District | None = None, text: str = "", but: Container[Neighbour | None] = ()
    ) -> Neighbour:
        """A writer of that district, if given, who may say the text, and is none of those."""
        able = [one for one in self.writers if one not in but and one.may_say(text)]
        near = [one for one in able if district and one.member.district == district]
        return self._rng.choice(near or able)

    def named(self, first: str, but: Container[Neighbour | None] = ()) -> Neighbour:
        """A neighbour of that first name, a writer if there is one."""
        return next(one for one in [*self.writers, *self.everybody] if one.first == first and one not in but)


def invent_crowd(rng: Random, now: datetime, districts: dict[int, District]) -> Crowd:
    """The members, oldest first."""
    names = read("people")
    women, men = names["women"].split(), names["men"].split()
    neighbours = [_sign_in(name, email, now, districts, rng) for (name, email) in _sign_in_names()]
    while len(neighbours) < MEMBERS:
        is_woman = rng.random() < 0.58
        first = rng.choice(women if is_woman else men)
        name = f"{first} {rng.choice(INITIALS)}." if rng.random() < 0.93 else first
        if rng.random() < 0.02:
            first = name = ""  # pressed "Rejoindre" and skipped the question
        number = rng.choices([8, 9, 10, 0], [44, 34, 19, 3])[0]
        member = _member(name, _joined(rng, now), districts.get(number), rng)
        neighbours.append(Neighbour(member, first, is_woman))
    neighbours.sort(key=lambda one: one.member.joined_at)
    return Crowd(neighbours, rng, now)


def _sign_in_names() -> list[tuple[str, str]]:
    return [(f"{email.partition('@')[0].capitalize()}", email) for _label, email in DEMO_SIGN_INS]


def _sign_in(first: str, email: str, now: datetime, districts: dict[int, District], rng: Random) -> Neighbour:
    initial = {"Nadia": "B.", "Fatima": "K.", "Claire": "M."}.get(first, "D.")
    is_volunteer = first == "Claire"
    joined_at = now - AGE - timedelta(days=12 if is_volunteer else -40)
    member = _member(f"{first} {initial}", joined_at, districts[8 if is_volunteer else 9], rng)
    member.email = email
    member.role = Role.VOLUNTEER if is_volunteer else Role.MEMBER
    return Neighbour(member, first, is_woman=True)


def _member(name: str, joined_at: datetime, district: District | None, rng: Random) -> Member:
    return Member(
        id=uuid.UUID(int=rng.getrandbits(128), version=4),
        name=name,
        joined_at=joined_at,
        district=district,
        password=UNUSABLE_PASSWORD_PREFIX,
    )


def _joined(rng: Random, now: datetime) -> datetime:
    """Four in ten in the first ten days, as it really was; then fewer and fewer, and a few this week."""
    days = rng.uniform(0, 10) if rng.random() < 0.4 else AGE.days * math.sqrt(rng.random())
    return min(now - AGE + timedelta(days=days), now - timedelta(minutes=rng.uniform(5, 5000)))
