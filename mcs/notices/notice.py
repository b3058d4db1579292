"""The kinds of notice there are: each app above describes its own as a small class in its notices.py."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, TypeVar

from django.utils.functional import Promise

from mcs.notices.enums import Frequency, Lane

N = TypeVar("N", bound="type[Notice]")
M = TypeVar("M", bound="type[MemberNotice]")


class Notice:
    """Something people are told.

    An e-mail of its own: `subject` is a lazy msgid, filled from the context ("%(listing)s is online"); `template` names
    the e-mail's words without their ending: `<app>/email/<name>` stands for a .txt and a .html, which extend
    notices/email/base.*. A notice that is worth nothing after its `lifetime` is not delivered late.
    """

    name: ClassVar[str]
    subject: ClassVar[str | Promise]
    template: ClassVar[str]
    lane: ClassVar[Lane] = Lane.TRANSACTIONAL
    lifetime: ClassVar[timedelta] = timedelta(days=2)


class MemberNotice:
    """A kind of thing that happens to members: a line on the bell, and an e-mail as often as each of them likes.

    `label` names it among preferences; `one` says what one neighbour did, `many` what several did, filled from the
    context, `actor` (who did it last) and `number`. `icon` is a lucide icon. A kind that is not `is_chosen` stays on
    the bell: an e-mail of its own says it already. One `for_keepers` concerns those who keep the volunteers' desk; one
    `at_its_hour` has an e-mail of its own then, never comes at once, and comes on no device.
    """

    name: ClassVar[str]
    label: ClassVar[str | Promise]
    one: ClassVar[str | Promise]
    many: ClassVar[str | Promise]
    icon: ClassVar[str] = "bell"
    usually: ClassVar[Frequency] = Frequency.AT_ONCE
    is_chosen: ClassVar[bool] = True
    for_keepers: ClassVar[bool] = False
    at_its_hour: ClassVar[bool] = False


_notices: dict[str, type[Notice]] = {}
_kinds: dict[str, type[MemberNotice]] = {}


def register(notice: N) -> N:
    """Class decorator: makes the e-mail known to previews and tests. Raises ValueError on a name taken."""
    if _notices.setdefault(notice.name, notice) is not notice:
        raise ValueError(f"Two notices are named {notice.name}.")
    return notice


def register_kind(kind: M) -> M:
    """Class decorator: makes the kind known to the bell and to preferences. Raises ValueError on a name taken."""
    if _kinds.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"Two kinds of notice are named {kind.name}.")
    return kind


def all_notices() -> list[type[Notice]]:
    """Every e-mail there is, by name."""
    return [_notices[name] for name in sorted(_notices)]


def all_kinds() -> list[type[MemberNotice]]:
    """Every kind a member can be told of, in the order they were registered."""
    return list(_kinds.values())


def kind_named(name: str) -> type[MemberNotice] | None:
    """The kind of that name; None for one that no longer exists."""
    return _kinds.get(name)
