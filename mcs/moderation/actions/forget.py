"""What is left of reports and decisions once nobody needs to know whose they were: figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.models import Appeal, Decision, Report, Sanction

KEPT_FOR = timedelta(days=365)  # after the decision: an appeal takes six months at most, a judge may ask
BATCH = 500
FORGOTTEN = "—"  # in place of the facts, which may name people
NOBODY: dict[str, Any] = {"author": None, "title": "", "excerpt": ""}
NO_REPORTER: dict[str, Any] = {"reporter": None, "name": "", "email": "", "text": ""}


def forget_decided() -> int:
    """Makes anonymous what was decided more than KEPT_FOR ago; returns how many decisions. The figures stay true."""
    old = Decision.objects.filter(decided_at__lt=timezone.now() - KEPT_FOR).exclude(facts=FORGOTTEN)
    old = old.exclude(Q(appeal__isnull=False) & Q(appeal__decided_at=None))
    keys = list(old.order_by("pk").values_list("pk", flat=True)[:BATCH])
    Report.objects.filter(decision__in=keys).update(**NOBODY, **NO_REPORTER)
    Appeal.objects.filter(decision__in=keys).update(text="", answer="", decided_by=None)
    Sanction.objects.filter(decision__in=keys).update(member=None)
    return Decision.objects.filter(pk__in=keys).update(**NOBODY, decided_by=None, facts=FORGOTTEN)


def forget_member(*, member: Member) -> None:
    """Nothing says any more what she reported, decided, or was told; what she reported is still decided."""
    Report.objects.filter(reporter=member).update(**NO_REPORTER)
    Appeal.objects.filter(decision__author=member, decided_at=None).delete()
    Appeal.objects.filter(decision__author=member).update(text="", answer="")
    Report.objects.filter(author=member).update(**NOBODY)
    Decision.objects.filter(author=member).update(**NOBODY)
    Decision.objects.filter(decided_by=member).update(decided_by=None)
    Appeal.objects.filter(decided_by=member).update(decided_by=None)
