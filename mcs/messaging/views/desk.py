"""The volunteers' shared inbox, and the conversations they were asked to look at."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mcs.lib.htmx import render_part
from mcs.messaging.actions.keep import release_conversation, settle_conversation, take_conversation
from mcs.messaging.actions.report import decide_report, reopen_report
from mcs.messaging.actions.send import send_message
from mcs.messaging.enums import ReportOutcome
from mcs.messaging.queries.conversation import reported_messages
from mcs.messaging.queries.desk import message_items, report_items
from mcs.messaging.queries.inbox import desk_page
from mcs.messaging.rules import get_report, get_volunteers_side, is_volunteer
from mcs.messaging.views.conversation import news, read_page
from mcs.messaging.views.inbox import searched
from mcs.messaging.views.sending import MemberRequest, composer, message_url, sent

DECISIONS = {"arreter": ReportOutcome.STOPPED, "laisser": ReportOutcome.KEPT}


@require_safe
def desk_messages(request: MemberRequest) -> HttpResponse:
    """What was written to the volunteers: what waits, or all of it."""
    if not is_volunteer(request.user):
        raise PermissionDenied
    waiting = request.GET.get("vue") != "toutes"
    page = desk_page(request.GET.get("apres", ""), searched(request), waiting=waiting)
    return render_part(request, "messaging/desk_messages.html", "items", page)


@require_http_methods(["GET", "HEAD", "POST"])
def desk_conversation(request: MemberRequest, pk: int) -> HttpResponse:
    """A conversation of the volunteers; what one of them posts is signed with their name."""
    side = get_volunteers_side(request.user, pk)
    form = composer(request, is_between_members=False)
    message, status = sent(request, form, partial(send_message, sender=side, author=request.user))
    if message:
        return redirect(message_url(message))
    return read_page(request, "messaging/desk_conversation.html", side, form, status)


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
        settle_conversation(side=side)
        messages.success(request, _("Nothing is left to answer there. A new message brings it back."))
        following = next(iter(message_items()), None)
        return redirect(following.url if following else "website:desk")
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
    context = {"report": report, "shown": reported_messages(report)}
    return render(request, "messaging/report_review.html", context)


def _decide(request: MemberRequest, pk: int) -> HttpResponse:
    report, decision = get_report(request.user, pk), request.POST.get("decision", "")
    if decision == "revenir":
        reopen_report(report=report)
        return redirect("messaging:report_review", pk)
    if decision not in DECISIONS:
        return redirect("messaging:report_review", pk)
    if not decide_report(report=report, volunteer=request.user, outcome=DECISIONS[decision]):
        messages.info(request, _("Somebody decided this before."))
        return redirect("messaging:report_review", pk)
    messages.success(request, _("Decided."))
    following = next(iter(report_items()), None)
    return redirect(following.url if following else "website:desk")
