"""Who a measure is about hears of it, with its reasons, and of its end."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.moderation.enums import Measure
from mcs.moderation.models import Likeness, Sanction
from mcs.moderation.notices import LikenessFound, MeasureEnded, MeasureOver, MeasureTaken, MeasureTold
from mcs.notices.notice import MemberNotice
from mcs.notices.sending import send_email, tell


def tell_taken(sanction: Sanction) -> None:
    """On the bell, and by e-mail where there is one: for a closed account that is the way to appeal."""
    member, decision = sanction.member, sanction.decision
    if member is None:
        return
    _on_the_bell(member, MeasureTold, sanction)
    if member.email:
        context = _said(sanction) | {"facts": decision.facts, "ground": decision.get_ground_display()}
        appeal_link = absolute(reverse("moderation:appeal", args=[decision.reference]))
        context |= {"rule": decision.rule, "appeal_link": appeal_link}
        send_email(notice=MeasureTaken, to=member.email, context=context)


def tell_over(sanction: Sanction, member: Member, *, lifted: bool) -> None:
    """It ended by the calendar, or was lifted. The end of a warning changes nothing: nobody is reminded of it."""
    if sanction.kind == Measure.WARNING and not lifted:
        return
    _on_the_bell(member, MeasureOver, sanction)
    if member.email:
        send_email(notice=MeasureEnded, to=member.email, context=_said(sanction) | {"lifted": lifted})


def tell_likeness(likeness: Likeness) -> None:
    """Whoever is read before being published knows it, and why."""
    url = reverse("moderation:my_measures")
    tell(members=[likeness.member], kind=LikenessFound, key=f"likeness-{likeness.pk}", url=url, context={})


def _said(sanction: Sanction) -> dict[str, Any]:
    link = absolute(sanction.decision.get_absolute_url())
    return {"kind": sanction.kind, "measure": sanction.get_kind_display(), "until": sanction.ends_at, "link": link}


def _on_the_bell(member: Member, kind: type[MemberNotice], sanction: Sanction) -> None:
    url, title = sanction.decision.get_absolute_url(), str(sanction.get_kind_display())
    key = f"measure-{sanction.pk}"
    tell(members=[member], kind=kind, key=key, url=url, context={"title": title}, counts=key)
