"""The two doors, which lead to the same room: joining and signing in by e-mail are one flow, told in two ways."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mcs.members import actions, codes
from mcs.members.arrivals import arrive
from mcs.members.destination import along, destination
from mcs.members.errands import errand_at
from mcs.members.forms import CodeForm, EmailForm
from mcs.members.models import Member
from mcs.members.rules import Refusal

page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@page
def join(request: HttpRequest) -> HttpResponse:
    """One press and a passkey; below it, an e-mail and a code."""
    return _entrance(request, "members/join.html")


@login_not_required
@page
def sign_in(request: HttpRequest) -> HttpResponse:
    """The same for somebody who has been here before."""
    return _entrance(request, "members/sign_in.html")


def _entrance(request: HttpRequest, template: str) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(destination(request))
    form, status = EmailForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            codes.send_code(request, email=form.cleaned_data["email"])
            return redirect(along("members:code", request))
        except Refusal as refusal:
            form.add_error("email", str(refusal.sentence))
            status = refusal.status
    wanted = destination(request)
    context = {"form": form, "destination": wanted, "errand": errand_at(wanted)}
    return render(request, template, context, status=status)


@login_not_required
@page
def code(request: HttpRequest) -> HttpResponse:
    """The six digits: the right ones let in whoever holds the mailbox, or give a member her address."""
    pending = codes.pending_code(request)
    if pending is None:
        return redirect(along("members:join", request))
    form, status = CodeForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            return redirect(_open(request, codes.use_code(request, form.cleaned_data["code"])))
        except Refusal as refusal:
            if refusal.url:
                return redirect(refusal.url)
            form.add_error("code", str(refusal.sentence))
            status = refusal.status
    context = {"form": form, "email": pending.email, "destination": destination(request)}
    return render(request, "members/code.html", context, status=status)


def _open(request: HttpRequest, email: str) -> str:
    """What the address is good for, now that it is proved: where to go next."""
    if isinstance(request.user, Member):
        actions.set_email(member=request.user, email=email)
        messages.success(request, _("Your e-mail is confirmed."))
        return destination(request)
    member, is_new = actions.join_with_email(email=email)
    return arrive(request, member, destination=destination(request), is_new=is_new)


@login_not_required
@require_POST
def resend_code(request: HttpRequest) -> HttpResponse:
    """Another code to the same address."""
    pending = codes.pending_code(request)
    if pending is None:
        return redirect(along("members:join", request))
    try:
        if codes.send_code(request, email=pending.email):
            messages.success(request, _("A new code is on its way; the former one no longer works."))
        else:
            messages.info(request, _("A code has just left. It may take a minute; look among unwanted mail too."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(along("members:code", request))


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Pressing twice is fine: somebody who has left has left."""
    if isinstance(request.user, Member):
        actions.forget_session(member=request.user, session_key=request.session.session_key)
    logout(request)
    return redirect("website:home")
