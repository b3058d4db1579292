"""The registry of what each app holds about people: for which purpose, until when, how it is given back and erased.

An app declares its holdings in its personal_data.py and registers them in AppConfig.ready(). The copy a member asks
for, the erasing of an account and the public register of processing (GDPR, article 30) are all made from them; an
architecture test fails for a field that points at a member and stands in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from mcs.members.enums import LawfulBasis
from mcs.members.models import Member

Words = str | Promise


@dataclass(frozen=True)
class Records:
    """Some of what is held about a member, as she will read it: each row has a value for each column."""

    name: str  # in the JSON
    title: Words
    columns: Mapping[str, Words]
    rows: list[dict[str, Any]]
    choices: Mapping[str, Mapping[Any, Words]] = field(default_factory=dict)  # what the codes of a column mean


@dataclass(frozen=True)
class Picture:
    """A file of hers in the default storage, and its name in the copy."""

    stored: str
    name: str


def _no_records(member: Member) -> Iterable[Records]:
    return ()


def _no_pictures(member: Member) -> Iterable[Picture]:
    return ()


def _leave(member: Member, words: bool) -> None:
    """Nothing to erase by member: it isn't kept by member."""


@dataclass(frozen=True)
class Holding:
    """One activity of the register: what is held, why, on which lawful basis, who reads it, and when it ends.

    `fields` are those it covers ("board.Post.author"). `jobs` are the periodic jobs that apply the retention.
    `erase` gets the member and whether her own words go too; it may run twice. `after` says what stays, and why.
    """

    name: str
    title: Words
    data: Words
    purpose: Words
    basis: LawfulBasis
    recipients: Words
    retention: Words
    fields: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    export: Callable[[Member], Iterable[Records]] = field(default=_no_records)
    pictures: Callable[[Member], Iterable[Picture]] = field(default=_no_pictures)
    erase: Callable[[Member, bool], None] = field(default=_leave)
    after: Words = ""


_holdings: dict[str, Holding] = {}


def declare(*holdings: Holding) -> None:
    """Adds what an app holds. Raises ValueError on a name taken by another."""
    for holding in holdings:
        if _holdings.setdefault(holding.name, holding) is not holding:
            raise ValueError(f"Two holdings are named {holding.name}.")


def all_holdings() -> list[Holding]:
    """Every holding, the lowest app's first: erasing goes the other way, from what stands on to what it stands on."""
    return list(_holdings.values())


def records(name: str, title: Words, found: QuerySet[Any], columns: Mapping[str, Words]) -> Records:
    """Rows of a queryset under those columns, which are its fields ("district__name"); one query."""
    own = {one.name: dict(one.flatchoices) for one in found.model._meta.concrete_fields if one.choices}
    return Records(name, title, columns, list(found.values(*columns)), own)
