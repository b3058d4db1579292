"""How the board lives, in two figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.core.cache import cache
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import ngettext

from mcs.board.enums import PostKind
from mcs.board.models import Post
from mcs.members.models import Member

FIGURES_AGE = 300  # seconds the aside's figures may be old


@dataclass(frozen=True)
class Figures:
    """How the board lives: members, and the median wait before a first answer (None before the first one)."""

    members: int
    wait: timedelta | None

    @property
    def members_text(self) -> str:
        number = number_format(self.members, use_l10n=True, force_grouping=True)
        return ngettext("%(number)s member", "%(number)s members", self.members) % {"number": number}

    @property
    def wait_text(self) -> str:
        """ "11 minutes", "3 heures", "2 jours": the largest unit that says it."""
        minutes = max(1, round((self.wait or timedelta()).total_seconds() / 60))
        if minutes < 60:
            return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
        hours = round(minutes / 60)
        if hours < 48:
            return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
        return ngettext("%(count)s day", "%(count)s days", round(hours / 24)) % {"count": round(hours / 24)}


def board_figures() -> Figures:
    """The aside's figures, at most five minutes old: two queries when they are made anew."""
    return cache.get_or_set("board.figures", _count_figures, FIGURES_AGE) or _count_figures()


def _count_figures() -> Figures:
    """The wait is that of the last 200 answered requests of three months, until somebody else than the asker wrote."""
    waits = (
        Post.objects.published()
        .filter(kind=PostKind.REQUEST, created_at__gte=timezone.now() - timedelta(days=90))
        .filter(first_answer_at__isnull=False)
        .order_by("-created_at", "-pk")
        .values_list("created_at", "first_answer_at")[:200]
    )
    seconds = [(first - asked).total_seconds() for asked, first in waits if first]
    return Figures(
        members=Member.objects.filter(is_active=True).count(),
        wait=timedelta(seconds=median(seconds)) if seconds else None,
    )
