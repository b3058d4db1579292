"""One's own page: what neighbours see, the ways in, and where one is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mcs.members import actions, codes
from mcs.members.destination import along, destination
from mcs.members.forms import EmailForm, ProfileForm
from mcs.members.models import Member
from mcs.members.queries import me_page, passkeys_of
from mcs.members.reauth import ask_passkey, must_confirm
from mcs.members.rules import Refusal, get_own_passkey, get_own_session
from mcs.members.sections import render_sections
from mcs.members.views.entrance import page, sign_out


class MemberRequest(HttpRequest):
    """What LoginRequiredMiddleware lets through to these views."""

    user: Member


@page
def me(request: MemberRequest) -> HttpResponse:
    """Her profile, e-mail, passkeys and sessions."""
    form = _profile_form(request)
    if form.is_bound and form.is_valid():
        _save_profile(request, form)
        return redirect("members:me")
    context = me_page(request.user, request.session.session_key)
    context |= {"form": form, "sections": render_sections(request, request.user)}
    return render(request, "members/me.html", context)


@page
def welcome(request: MemberRequest) -> HttpResponse:
    """Her name and district, asked once and easily skipped."""
    form = _profile_form(request)
    if form.is_bound and form.is_valid():
        _save_profile(request, form)
        return redirect(destination(request))
    return render(request, "members/welcome.html", {"form": form, "destination": destination(request)})


def _profile_form(request: MemberRequest) -> ProfileForm:
    # A copy: an invalid form writes into its instance, and the header shows the member's name.
    member = Member.objects.get(pk=request.user.pk) if request.method == "POST" else request.user
    return ProfileForm(request.POST if request.method == "POST" else None, instance=member)


def _save_profile(request: MemberRequest, form: ProfileForm) -> None:
    actions.set_profile(member=request.user, name=form.cleaned_data["name"], district=form.cleaned_data["district"])
    messages.success(request, _("Saved."))


@page
def email(request: MemberRequest) -> HttpResponse:
    """Her address, given or changed: it counts once its code is typed."""
    form, status = EmailForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            codes.send_code(request, email=form.cleaned_data["email"])
            return redirect(along("members:code", request))
        except Refusal as refusal:
            form.add_error("email", str(refusal.sentence))
            status = refusal.status
    return render(request, "members/email.html", {"form": form, "destination": destination(request)}, status=status)


@require_safe
def confirm(request: MemberRequest) -> HttpResponse:
    """Asks whoever keeps the desk for her passkey again, or to make one, then leads back."""
    context = {"has_passkey": passkeys_of(request.user).exists(), "destination": destination(request)}
    return render(request, "members/confirm.html", context)


@require_POST
def remove_passkey(request: MemberRequest, pk: int) -> HttpResponse:
    """Takes away one way in."""
    passkey = get_own_passkey(request.user, pk)
    if must_confirm(request):
        return ask_passkey(request, reverse("members:me"))
    try:
        actions.remove_passkey(member=request.user, passkey=passkey)
        messages.success(request, _("This passkey no longer opens your account. You may also delete it on the device."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("members:me")


@require_POST
def end_session(request: MemberRequest, pk: int) -> HttpResponse:
    """Signs out one device; this very one as the button for it does."""
    session = get_own_session(request.user, pk)
    if session.session_key == request.session.session_key:
        return sign_out(request)
    actions.end_session(session=session)
    messages.success(request, _("That device is signed out."))
    return redirect("members:me")


@require_POST
def end_other_sessions(request: MemberRequest) -> HttpResponse:
    """Signs out every device but this one."""
    actions.end_other_sessions(member=request.user, session_key=request.session.session_key)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("members:me")
