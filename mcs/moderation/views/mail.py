"""The page on which a press from an e-mail is confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mcs.lib.signed_links import LinkExpired
from mcs.moderation.actions.desk import is_in_others_hands
from mcs.moderation.actions.morning import press_from_mail
from mcs.moderation.models import DeskDecision
from mcs.moderation.queries.desk import is_done, waiting_item
from mcs.moderation.rules.mail import MailPress, get_mail_press


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_press(request: HttpRequest, token: str) -> HttpResponse:
    """From the e-mail, without signing in: only a press decides, since scanners open every link, only once, and only on
    what was shown."""
    try:
        press = get_mail_press(token)
    except LinkExpired:
        return render(request, "moderation/mail_press.html", {"state": "expired"}, status=410)
    state, item = "asked", waiting_item(press.queue, press.key)
    whole = press.queue.whole(press.key) if item else None
    if item is None or whole is None or is_done(press.digest):
        state = "over"
    elif is_in_others_hands(queue=press.queue.name, key=press.key, member=press.member):
        state = "held"
    elif request.method == "POST" and request.POST.get("vu") != whole.digest:
        state = "changed"
    elif request.method == "POST":
        state = "done" if press_from_mail(press) else "over"
    context = {"state": state, "item": item, "whole": whole, **_said(press)}
    return render(request, "moderation/mail_press.html", context, status=409 if state == "changed" else 200)


def _said(press: MailPress) -> dict[str, Any]:
    decided = DeskDecision.objects.filter(queue=press.queue.name, key=press.key, undone_at=None)
    return {
        "press": press.press,
        "item_url": press.queue.url(press.key),
        "decision": decided.select_related("decided_by").first(),
    }
