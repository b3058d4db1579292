"""What moderation holds about people: who reported what, what was decided about whom."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member
from mcs.moderation.actions.forget import KEPT_FOR, forget_member
from mcs.moderation.models import Appeal, Decision, Report


def _export(member: Member) -> Iterable[Records]:
    made = {"url": _("Page"), "title": _("Title"), "reason": _("Reason"), "text": _("Text"), "created_at": _("On")}
    yield records("reports_made", _("What I reported"), Report.objects.filter(reporter=member), made)
    # Not who reported it, nor their words: those are theirs.
    about = {"url": _("Page"), "title": _("Title"), "excerpt": _("Text"), "reason": _("Reason"), "created_at": _("On")}
    yield records("reports_about_me", _("Reports of what I published"), Report.objects.filter(author=member), about)
    decided = {
        "title": _("Title"),
        "excerpt": _("Text"),
        "outcome": _("Decision"),
        "ground": _("Ground"),
        "rule": _("Rule"),
        "facts": _("The facts"),
        "decided_at": _("On"),
    }
    yield records("decisions", _("Decisions about what I published"), Decision.objects.filter(author=member), decided)
    appealed = {
        "text": _("Text"),
        "created_at": _("On"),
        "is_granted": _("Granted"),
        "answer": pgettext_lazy("what somebody said", "Answer"),
    }
    yield records("appeals", _("My appeals"), Appeal.objects.filter(decision__author=member), appealed)
    taken = {"url": _("Page"), "outcome": _("Decision"), "decided_at": _("On")}
    yield records(
        "decisions_taken", _("Decisions I took as a volunteer"), Decision.objects.filter(decided_by=member), taken
    )
    heard = {"is_granted": _("Granted"), "decided_at": _("On")}
    yield records(
        "appeals_heard", _("Appeals I answered as a volunteer"), Appeal.objects.filter(decided_by=member), heard
    )


def _erase(member: Member, words: bool) -> None:
    forget_member(member=member)


MODERATION = Holding(
    name="moderation",
    title=_("Reports, decisions and appeals"),
    data=_(
        "Who reports what and why (name and e-mail for visitors), a copy of what is reported, what was decided on "
        "which ground, appeals."
    ),
    purpose=_(
        "Hiding what harms or breaks the law, saying why, and hearing who disagrees (European regulation 2022/2065, "
        "articles 16, 17 and 20)."
    ),
    basis=LawfulBasis.LEGAL,
    recipients=_("The volunteers. Whoever is reported never learns by whom."),
    retention=format_lazy(_("{days} days after the decision; figures without names are kept."), days=KEPT_FOR.days),
    fields=(
        "moderation.Report.author",
        "moderation.Report.reporter",
        "moderation.Report.email",
        "moderation.Decision.author",
        "moderation.Decision.decided_by",
        "moderation.Appeal.decided_by",
    ),
    jobs=("forget_decided",),
    export=_export,
    erase=_erase,
)
HOLDINGS = (MODERATION,)
