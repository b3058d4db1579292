"""A conversation, and what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mcs.members.models import Member
from mcs.members.rules import Refusal
from mcs.messaging.actions.keep import archive_conversation, block_member, unblock_member
from mcs.messaging.actions.report import report_conversation
from mcs.messaging.actions.send import give_number, send_message
from mcs.messaging.actions.unread import mark_read
from mcs.messaging.enums import ReportReason
from mcs.messaging.forms.message import MessageForm, NumberForm, ReportForm
from mcs.messaging.models import Participant
from mcs.messaging.queries.conversation import conversation_page, new_messages_page
from mcs.messaging.rules import REPORT_LIMIT, TOO_MANY, get_own_side, may_send_now
from mcs.messaging.views.sending import MemberRequest, composer, message_url, sent


@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: MemberRequest, pk: int) -> HttpResponse:
    """The messages, now read, and the composer; what is posted to it is a message."""
    side = get_own_side(request.user, pk)
    form = composer(request, is_between_members=not (side.other and side.other.is_volunteers))
    message, status = sent(request, form, partial(send_message, sender=side, author=request.user))
    if message:
        return redirect(message_url(message))
    return read_page(request, "messaging/conversation.html", side, form, status)


@require_safe
def new_messages(request: MemberRequest, pk: int) -> HttpResponse:
    """What came after the message whose key is `apres`, for a page that is open: 204 when nothing did."""
    return news(request, get_own_side(request.user, pk))


@require_POST
def archive(request: MemberRequest, pk: int) -> HttpResponse:
    """Puts the conversation away, or back."""
    archived = request.POST.get("archiver") != "0"
    archive_conversation(side=get_own_side(request.user, pk), archived=archived)
    if not archived:
        messages.success(request, _("The conversation is back among your messages."))
        return redirect("messaging:conversation", pk)
    messages.success(request, _("The conversation is put away. A new message brings it back."))
    return redirect("messaging:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: MemberRequest, pk: int) -> HttpResponse:
    """What blocking does, then the block."""
    side = get_own_side(request.user, pk)
    other = _other_member(side)
    if request.method == "POST":
        block_member(side=side, blocked=other)
        messages.success(request, _("You no longer get messages from %(name)s.") % {"name": other.display_name})
        return redirect("messaging:conversation", pk)
    return render(request, "messaging/block.html", {"side": side, "other": other})


@require_POST
def unblock(request: MemberRequest, pk: int) -> HttpResponse:
    """Lets both write again."""
    other = _other_member(get_own_side(request.user, pk))
    unblock_member(member=request.user, blocked=other)
    messages.success(request, _("You and %(name)s can write to each other again.") % {"name": other.display_name})
    return redirect("messaging:conversation", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def number(request: MemberRequest, pk: int) -> HttpResponse:
    """One's phone number, given to the other side by one's own press."""
    side, status = get_own_side(request.user, pk), 200
    form = NumberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            if not may_send_now(request.user):
                raise Refusal(TOO_MANY, 429)
            return redirect(
                message_url(give_number(sender=side, author=request.user, phone=form.cleaned_data["phone"]))
            )
        except Refusal as refusal:
            form.add_error("phone", str(refusal.sentence))
            status = refusal.status
    return render(request, "messaging/number.html", {"side": side, "other": side.other, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """Asks the volunteers to look at the conversation."""
    side, status = get_own_side(request.user, pk), 200
    other = _other_member(side)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if REPORT_LIMIT.allows(str(request.user.pk)):
            data = form.cleaned_data
            report_conversation(side=side, reason=ReportReason(data["reason"]), text=data["text"])
            messages.success(request, _("The volunteers will read this conversation. You see here what they decide."))
            return redirect("messaging:conversation", pk)
        form.add_error(None, str(TOO_MANY))
        status = 429
    return render(request, "messaging/report.html", {"side": side, "other": other, "form": form}, status=status)


def read_page(
    request: MemberRequest,
    template: str,
    side: Participant,
    form: MessageForm,
    status: int = 200,
    beside: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> HttpResponse:
    """The page of one side, which has now read what it shows; `beside` makes the rest of it from what is shown."""
    context = conversation_page(side, request.GET.get("avant", ""))
    context |= beside(context) if beside else {}
    if context["is_newest"] and side.unread:
        mark_read(side=side, upto=context["last_key"])
        if side.member_id:
            request.user.refresh_from_db(fields=["unread_conversations"])
    return render(request, template, context | {"form": form}, status=status)


def news(request: MemberRequest, side: Participant) -> HttpResponse:
    """The messages that came, now read."""
    context = new_messages_page(side, request.GET.get("apres", ""))
    if not context["shown"]:
        return HttpResponse(status=204)
    mark_read(side=side, upto=context["last_key"])
    return render(request, "messaging/new_messages.html", context)


def _other_member(side: Participant) -> Member:
    """The neighbour on the other side; raises Http404 where the volunteers or nobody is."""
    other = side.other
    if other is None or other.member is None:
        raise Http404
    return other.member
