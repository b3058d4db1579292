"""How a member wants to be told, and the way out from an e-mail."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mcs.lib.signed_links import LinkExpired
from mcs.members.models import Member
from mcs.notices.actions import preferences as changes
from mcs.notices.forms import PreferencesForm
from mcs.notices.rules import get_muting, get_unsubscription
from mcs.notices.views.bell import MemberRequest
from mcs.notices.webpush import public_key


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: MemberRequest) -> HttpResponse:
    """How often each kind of thing comes by e-mail and on devices, and when it must be quiet."""
    if request.method == "POST" and "none" in request.POST:
        changes.unsubscribe_from_all(member=request.user)
        messages.success(request, _("You get no more e-mails, but the codes you ask for."))
        return redirect("notices:preferences")
    form = PreferencesForm(request.POST if request.method == "POST" else None, member=request.user)
    if form.is_bound and form.is_valid():
        changes.set_preferences(member=request.user, frequencies=form.frequencies(), quiet=form.quiet())
        messages.success(request, _("Saved."))
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"form": form, "push_key": public_key()})


@csrf_exempt  # the signed link is what proves it; a mail program has no session (RFC 8058)
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """From an e-mail, without signing in. Only a press does it: scanners open every link."""
    try:
        member, kinds = get_unsubscription(token)
    except LinkExpired:
        return render(request, "notices/unsubscribe.html", {"state": "expired"}, status=410)
    state = "asked"
    if request.method == "POST":
        state = "all" if "all" in request.POST else "done"
        if state == "all":
            changes.unsubscribe_from_all(member=member)
        else:
            changes.unsubscribe(member=member, kinds=kinds)
    return render(request, "notices/unsubscribe.html", {"state": state})


@csrf_exempt  # as above
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mute(request: HttpRequest, token: str) -> HttpResponse:
    """From an e-mail, without signing in: nothing more of one thread. A press does it here too."""
    try:
        member, thread = get_muting(token)
    except LinkExpired:
        return render(request, "notices/mute.html", {"state": "expired"}, status=410)
    state = "asked" if thread else "gone"
    if thread and request.method == "POST":
        thread.mute(member)
        state = "done"
    return render(request, "notices/mute.html", {"state": state, "thread": thread})


def notices_section(request: HttpRequest, member: Member) -> SafeString:
    """The way to the bell and to its settings, on the member's own page."""
    return render_to_string("notices/section.html", {"unread": member.unread_notices}, request)
