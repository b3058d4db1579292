"""Two volunteers at the same moment: one wins, the other is told who, and nothing is done twice."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from mcs.board.models import Post
from mcs.members.erasure import erase_member
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.moderation.actions.appeal import answer_appeal, appeal_decision
from mcs.moderation.actions.decide import Reasons, decide_reports
from mcs.moderation.actions.report import report_subject
from mcs.moderation.actions.sanctions import end_due_sanctions, lift_sanction, sanction_member
from mcs.moderation.enums import Ground, Measure, ReportReason
from mcs.moderation.models import Appeal, Decision, DeskDecision, Report, Sanction
from mcs.moderation.reportables import find_subject
from mcs.notices.models import NoticeEntry
from tests.board.test_races import at_once
from tests.factories import make_member, make_post, make_volunteer
from tests.messaging.conftest import signed_in
from tests.moderation.test_sanctions import FORM, due, take

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = Reasons(Ground.CHARTER, "", "Insulte un voisin.")


def together(*calls: Any) -> Counter[str]:
    """What each call gave, side by side where the database lets two write, else one after the other."""
    given: list[str] = []

    def run(call: Any) -> None:
        try:
            given.append("done" if call() else "too late")
        except Refusal:
            given.append("refused")

    if connection.vendor == "postgresql":
        at_once(*[partial(run, call) for call in calls])
    else:
        for call in calls:
            run(call)
    return Counter(given)


@pytest.fixture
def volunteers() -> tuple[Member, Member]:
    return make_volunteer(), make_volunteer(name="Marc D.")


@pytest.fixture
def report() -> Report:
    post = make_post("Mon voisin est un idiot", author=make_member("Karim L."))
    subject = find_subject("publication", str(post.pk))
    assert subject
    return report_subject(subject=subject, reporter=make_member(), reason=ReportReason.RUDE)[0]


def test_one_of_two_volunteers_decides_and_the_other_reads_who(
    report: Report, volunteers: tuple[Member, Member]
) -> None:
    calls = [
        partial(decide_reports, report=report, volunteer=one, reasons=reasons)
        for one, reasons in zip(volunteers, (REASONS, None), strict=True)
    ]
    assert together(*calls) == {"done": 1, "too late": 1}
    decision = Decision.objects.get()
    assert (DeskDecision.objects.count(), decision.reports.get()) == (1, report)
    assert NoticeEntry.objects.filter(kind="report-handled").count() == 1
    assert decision.decided_by
    late = next(one for one in volunteers if one != decision.decided_by)
    page = signed_in(late).post(f"/bureau/signalements/{report.pk}/", {"decision": "laisser"}, follow=True)
    assert f"— {decision.decided_by.display_name}" in page.content.decode()


def test_decision_and_deletion_at_once_agree(report: Report, volunteers: tuple[Member, Member]) -> None:
    def delete() -> bool:
        return bool(Post.objects.all().delete()[0])

    decide = partial(decide_reports, report=report, volunteer=volunteers[0], reasons=REASONS)
    assert together(delete, decide) == {"done": 2}
    assert (Post.objects.count(), Decision.objects.get().outcome in {"gone", "removed"}) == (0, True)


def test_appeal_is_made_once_and_answered_once(report: Report, volunteers: tuple[Member, Member]) -> None:
    decision = decide_reports(report=report, volunteer=make_volunteer(name="Odile"), reasons=REASONS)
    assert decision
    appeal = partial(appeal_decision, decision=decision, text="Je parlais de moi.")
    assert together(appeal, appeal, appeal) == {"done": 1, "refused": 2}
    calls = [
        partial(answer_appeal, appeal=Appeal.objects.get(), volunteer=one, grants=grants, answer="Relu.")
        for one, grants in zip(volunteers, (True, False), strict=True)
    ]
    assert together(*calls) == {"done": 1, "too late": 1}
    answered = Appeal.objects.get()
    assert (Post.objects.get().status == "published") == answered.is_granted
    assert NoticeEntry.objects.filter(kind="appeal-heard").count() == 1


def test_one_measure_of_a_kind_and_one_end(volunteers: tuple[Member, Member]) -> None:
    karim = make_member("Karim L.")
    calls = [partial(take_or_none, karim, one) for one in volunteers]
    assert together(*calls) == {"done": 1, "too late": 1}
    sanction = Sanction.objects.get()
    lifts = [partial(lift_sanction, sanction=sanction, volunteer=one) for one in volunteers]
    assert together(*lifts) == {"done": 1, "too late": 1}
    due(take(karim, volunteers[0], Measure.BAN))
    given = together(end_due_sanctions, end_due_sanctions)
    karim.refresh_from_db()
    assert (given["done"], karim.is_active) == (1, True)


def take_or_none(member: Member, by: Member) -> Sanction | None:
    return sanction_member(member=member, volunteer=by, kind=Measure.MUTE, days=7, reasons=REASONS)


def test_two_last_volunteers_cannot_suspend_each_other(volunteers: tuple[Member, Member]) -> None:
    one, other = volunteers
    assert together(partial(take, one, other, Measure.BAN), partial(take, other, one, Measure.BAN)) == {
        "done": 1,
        "refused": 1,
    }
    last = Member.objects.get(role="volunteer", is_active=True)
    assert together(partial(erase_member, member=last)) == {"refused": 1}


def test_suspension_while_they_erase_themselves(volunteers: tuple[Member, Member]) -> None:
    karim = make_member("Karim L.", email="karim@network.example")
    together(partial(take, karim, volunteers[0], Measure.BAN), partial(erase_member, member=karim))
    karim.refresh_from_db()
    assert (karim.email, karim.is_active) == (None, False)
    assert Sanction.objects.filter(member=karim, ended_at=None).count() == 0
    page = signed_in(volunteers[0]).post(f"/bureau/voisins/{karim.pk}/mute/", FORM)
    assert page.status_code == 410
    assert Client().get(f"/voisins/{karim.pk}/").status_code == 404
