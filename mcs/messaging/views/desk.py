"""The volunteers' shared inbox, and the conversations they were asked to look at."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mcs.lib.htmx import render_part
from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.messaging.actions.keep import release_conversation, settle_conversation, take_conversation, wait_again
from mcs.messaging.actions.report import decide_report, reopen_report, take_report_back
from mcs.messaging.actions.send import send_message
from mcs.messaging.enums import ReportOutcome
from mcs.messaging.models import Message, Participant
from mcs.messaging.queries.conversation import reported_messages
from mcs.messaging.queries.desk import MESSAGES, REPORTS, conversation_url, message_rows, report_rows, report_url
from mcs.messaging.queries.inbox import desk_page
from mcs.messaging.rules import get_report, get_volunteers_side
from mcs.messaging.views.conversation import news, read_page
from mcs.messaging.views.inbox import searched
from mcs.messaging.views.sending import MemberRequest, composer, message_url, sent
from mcs.moderation.actions.desk import is_in_others_hands
from mcs.moderation.actions.reads import record_read
from mcs.moderation.enums import Read
from mcs.moderation.queues import Queue
from mcs.moderation.rules.desk import keeps
from mcs.moderation.views.canned import inserts, with_canned
from mcs.moderation.views.item import go_on, open_item, others_hands

DECISIONS = {"arreter": ReportOutcome.STOPPED, "laisser": ReportOutcome.KEPT}


@require_safe
def desk_messages(request: MemberRequest) -> HttpResponse:
    """What was written to the volunteers: what waits, or all of it."""
    if not keeps(request.user, MESSAGES):
        raise PermissionDenied
    waiting = request.GET.get("vue") != "toutes"
    page = desk_page(request.GET.get("apres", ""), searched(request), waiting=waiting)
    return render_part(request, "messaging/desk_messages.html", "items", page)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_conversation(request: MemberRequest, pk: int) -> HttpResponse:
    """A conversation of the volunteers; what one of them posts is signed with their name."""
    side = get_volunteers_side(request.user, pk)
    form = composer(request, is_between_members=False, posted=with_canned(request.POST, "text"))
    answer = partial(_answer, side, request.user)
    message, status = (None, 200) if inserts(request) else sent(request, form, answer)
    if message:
        return redirect(message_url(message))
    return read_page(request, "messaging/desk_conversation.html", side, form, status, partial(_beside, request, side))


def _answer(side: Participant, volunteer: Member, **values: Any) -> Message:
    if is_in_others_hands(queue=MESSAGES, key=str(side.conversation_id), member=volunteer):
        raise Refusal(_("Another volunteer has it in hand. Nothing was done twice."), 409)
    return send_message(sender=side, author=volunteer, **values)


def _beside(request: MemberRequest, side: Participant, page: dict[str, Any]) -> dict[str, Any]:
    other: Participant | None = page["other"]
    about = other.member if other else None
    waits = side.waiting_since is not None
    return open_item(request, MESSAGES, str(side.conversation_id), about=about, waits=waits)


@require_safe
def desk_new_messages(request: MemberRequest, pk: int) -> HttpResponse:
    """What came after the message whose key is `apres`: 204 when nothing did."""
    return news(request, get_volunteers_side(request.user, pk))


@require_POST
def desk_follow(request: MemberRequest, pk: int) -> HttpResponse:
    """Who answers: taken in hand, left to others, or nothing left to answer, after which the next one comes up."""
    side = get_volunteers_side(request.user, pk)
    gesture = request.POST.get("geste", "")
    if gesture == "clore":
        if taken := others_hands(request, MESSAGES, str(pk)):
            return taken
        settle_conversation(side=side, volunteer=request.user)
        return go_on(request, MESSAGES, str(pk))
    if gesture == "laisser":
        release_conversation(side=side)
    elif not take_conversation(side=side, volunteer=request.user):
        messages.info(request, _("Another volunteer has it in hand."))
    return redirect("messaging:desk_conversation", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def report_review(request: MemberRequest, pk: int) -> HttpResponse:
    """What was reported and what was said; one press decides, another takes the decision back."""
    report = get_report(request.user, pk)
    if request.method == "POST":
        return _decide(request, pk)
    waits = report.decided_at is None
    context: dict[str, Any] = {"report": report, "shown": reported_messages(report)}
    if waits:
        whose: list[Member | None] = [report.reporter.member, *(message.author for message in context["shown"])]
        why = str(report.get_reason_display())
        record_read(reader=request.user, members=filter(None, whose), what=Read.CONVERSATION, why=why)
    context |= open_item(request, REPORTS, str(pk), waits=waits)
    return render(request, "messaging/report_review.html", context)


def _decide(request: MemberRequest, pk: int) -> HttpResponse:
    report, decision = get_report(request.user, pk), request.POST.get("decision", "")
    if decision == "revenir":
        reopen_report(report=report, volunteer=request.user)
        return redirect("messaging:report_review", pk)
    if decision not in DECISIONS:
        return redirect("messaging:report_review", pk)
    if taken := others_hands(request, REPORTS, str(pk)):
        return taken
    if not decide_report(report=report, volunteer=request.user, outcome=DECISIONS[decision]):
        messages.info(request, _("Somebody decided this before."))
        return redirect("messaging:report_review", pk)
    return go_on(request, REPORTS, str(pk))


QUEUES = (
    Queue(
        name=MESSAGES,
        label=gettext_lazy("Message"),
        icon="mail",
        waiting=message_rows,
        url=conversation_url,
        undo=wait_again,
        paused=gettext_lazy("messages to the volunteers"),
    ),
    Queue(
        name=REPORTS,
        label=gettext_lazy("Reported conversation"),
        icon="flag",
        waiting=report_rows,
        url=report_url,
        undo=take_report_back,
    ),
)
