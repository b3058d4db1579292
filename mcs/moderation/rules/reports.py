"""Who may report, decide and appeal, and how often."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from mcs.lib.ratelimit.limits import Limit
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.enums import Outcome
from mcs.moderation.models import Appeal, Decision, Report
from mcs.moderation.queries.reports import APPEALS as APPEALED
from mcs.moderation.queries.reports import REPORTS as REPORTED
from mcs.moderation.queries.reports import may_be_appealed
from mcs.moderation.reportables import Subject, find_subject
from mcs.moderation.rules.desk import get_keeper

DAY = 86_400
REPORTS = Limit("report", 20, DAY)  # of one member
# From one address block, where thousands may stand behind a mobile operator's.
NOTICES = (Limit("report.notice", 10, 3600), Limit("report.notice", 40, DAY))
RECEIPTS = Limit("report.receipt", 5, DAY)  # e-mails to one mailbox: nobody is flooded in another's name
APPEALS = Limit("appeal", 20, 3600)
TOO_MANY = _("Many reports in a short time. Yours is kept here: please try again in an hour.")
OWN = _("You wrote this yourself: you can change it or take it down on its page.")
ONCE = _("This decision has been appealed already, or can no longer be.")


def get_subject(kind: str, key: str) -> Subject:
    """What may be reported under that key; raises Http404 for what nobody is shown."""
    subject = find_subject(kind, key)
    if subject is None or not subject.is_shown:
        raise Http404
    return subject


def check_may_report(member: Member, subject: Subject) -> None:
    """Raises Refusal for one's own."""
    if subject.author and subject.author.pk == member.pk:
        raise Refusal(OWN, 409)


def get_report(user: AbstractBaseUser | AnonymousUser, pk: int) -> Report:
    """A report a volunteer may decide on; raises Http404 for anyone else, and for what they wrote themselves."""
    get_keeper(user, REPORTED)
    report = get_object_or_404(Report.objects.select_related("author", "reporter", "decision__decided_by"), pk=pk)
    if report.author_id == user.pk:
        raise Http404
    return report


def get_decision(user: AbstractBaseUser | AnonymousUser, pk: int) -> Decision:
    """A decision a volunteer may take back; raises Http404 for anyone else, and for what they wrote themselves."""
    get_keeper(user, REPORTED)
    # A measure about an account, or a stopped conversation, is taken back where it was decided, by who may.
    elsewhere = (Outcome.MEASURE, Outcome.STOPPED)
    decisions = Decision.objects.select_related("author").exclude(outcome__in=elsewhere)
    decision = get_object_or_404(decisions, pk=pk)
    if decision.author_id == user.pk:
        raise Http404
    return decision


def get_decision_told(reference: str) -> Decision:
    """The decision of an address that its author was given; raises Http404."""
    return get_object_or_404(Decision.objects.select_related("author", "appeal", "sanction"), reference=reference)


def get_report_told(reference: str) -> Report:
    """The report of an address that whoever made it was given; raises Http404."""
    return get_object_or_404(Report.objects.select_related("decision"), reference=reference)


def get_appeal(user: AbstractBaseUser | AnonymousUser, pk: int) -> Appeal:
    """An appeal a volunteer may read; raises Http404 for anyone else, and for who made it."""
    get_keeper(user, APPEALED)
    appeal = get_object_or_404(Appeal.objects.select_related("decision__author", "decision__decided_by"), pk=pk)
    if appeal.decision.author_id == user.pk:
        raise Http404
    return appeal


def may_answer(volunteer: Member, appeal: Appeal) -> bool:
    """Whoever decided doesn't answer the appeal, unless no other volunteer could; nor a delegate about an account."""
    if appeal.decision.outcome == Outcome.MEASURE and not volunteer.is_volunteer:
        return False
    if appeal.decision.decided_by_id != volunteer.pk:
        return True
    others = Member.objects.filter(role=Role.VOLUNTEER, is_active=True).exclude(pk=volunteer.pk)
    return not any(other.pk != appeal.decision.author_id for other in others)


def check_may_appeal(decision: Decision) -> None:
    """Raises Refusal for a second appeal, or one against what restricts nobody any more."""
    if not may_be_appealed(decision):
        raise Refusal(ONCE, 409)


def may_notify_now(block: str) -> bool:
    """Counts one notice from the address block, and says whether it is within the limits."""
    return all(limit.allows(block) for limit in NOTICES)
