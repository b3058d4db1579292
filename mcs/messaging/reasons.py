"""The registry of reasons to write to somebody: nobody is written to out of the blue.

An app above says in AppConfig.ready() what makes a member reachable: the board, that they have published something;
the directory, that they run a listed business.
"""

from __future__ import annotations

from collections.abc import Callable

from mcs.members.models import Member

Reason = Callable[[Member], bool]
_reasons: list[Reason] = []


def register_reason(reason: Reason) -> None:
    """Adds a reason: given a member, whether neighbours may write to them for it."""
    if reason not in _reasons:
        _reasons.append(reason)


def is_reachable(member: Member) -> bool:
    """Whether any reason to write to that member holds."""
    return any(reason(member) for reason in _reasons)
