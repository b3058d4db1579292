"""Saying that something should not be there."""

from __future__ import annotations

from django.db import transaction

from mcs.lib.absolute import absolute
from mcs.members.models import Member
from mcs.moderation.enums import ReportReason
from mcs.moderation.models import Report
from mcs.moderation.notices import ReportReceived
from mcs.moderation.reportables import Subject
from mcs.moderation.rules.reports import RECEIPTS
from mcs.notices.sending import send_email


def report_subject(*, subject: Subject, reporter: Member, reason: ReportReason, text: str = "") -> tuple[Report, bool]:
    """The member's report that waits for the volunteers, and whether it is new: a second press finds the first."""
    values = _seen(subject) | {"reason": reason, "text": text}
    return Report.objects.get_or_create(
        kind=subject.kind, key=subject.key, reporter=reporter, decision=None, defaults=values
    )


@transaction.atomic
def receive_notice(*, subject: Subject, reason: ReportReason, text: str, name: str, email: str) -> Report:
    """A visitor's report; receipt is confirmed by e-mail where there is one. The same one sent twice is one."""
    about = {"kind": subject.kind, "key": subject.key, "email": email, "text": text, "decision": None}
    known = Report.objects.filter(reporter=None, name=name, reason=reason, **about).first()
    if known:
        return known
    values = _seen(subject) | {"reason": reason, "text": text, "name": name, "email": email}
    report = Report.objects.create(kind=subject.kind, key=subject.key, **values)
    if email and RECEIPTS.allows(email.lower()):
        context = {"link": absolute(report.get_absolute_url())}
        send_email(notice=ReportReceived, to=email, context=context)
    return report


def _seen(subject: Subject) -> dict[str, object]:
    """How it stands now: its author may change it before anybody looks."""
    return {
        "url": subject.url[:200],
        "title": subject.title[:120],
        "excerpt": subject.text[:5000],
        "author": subject.author,
    }
