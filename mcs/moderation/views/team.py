"""Who keeps the desk: appointing, changing queues, stepping down."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.members.reauth import recent_passkey
from mcs.members.rules import Refusal
from mcs.moderation.actions.invitations import invite_keeper, withdraw_invitation
from mcs.moderation.actions.team import set_desk_role
from mcs.moderation.forms.team import AppointForm, RoleForm
from mcs.moderation.models import DeskInvitation
from mcs.moderation.queries.team import invited, keeper, team
from mcs.moderation.rules.desk import get_volunteer, keeps_desk
from mcs.moderation.rules.team import get_keeper_named
from mcs.moderation.undo import Fields, say_done


@require_http_methods(["GET", "HEAD", "POST"])
@recent_passkey
def desk_team(request: HttpRequest) -> HttpResponse:
    """Volunteers and delegates, and for volunteers the form that appoints one more."""
    if not keeps_desk(request.user):
        raise PermissionDenied
    form = AppointForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        by = get_volunteer(request.user)
        if form.is_valid():
            said = form.cleaned_data
            appoint = _set if isinstance(said["who"], Member) else _invite
            return appoint(request, by, said["who"], Role(said["role"]), said["queues"])
    return render(request, "moderation/desk_team.html", {"team": team(), "invited": invited(), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@recent_passkey
def desk_keeper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What somebody keeps; changing it, or ending it, which can be taken back."""
    by, member = get_volunteer(request.user), get_keeper_named(pk)
    if request.POST.get("geste") == "retirer":
        return _set(request, by, member, Role.MEMBER, [])
    said = {"role": member.role, "queues": keeper(member).names}
    form = RoleForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_bound and form.is_valid():
        return _set(request, by, member, Role(form.cleaned_data["role"]), form.cleaned_data["queues"])
    return render(request, "moderation/desk_keeper.html", {"keeper": member, "form": form})


@require_POST
@recent_passkey
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an invitation back; a button sends it again."""
    get_volunteer(request.user)
    invitation = get_object_or_404(DeskInvitation, pk=pk)
    again = {"who": invitation.email, "role": invitation.role, "queues": invitation.queues}
    if withdraw_invitation(invitation=invitation):
        text = _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email}
        say_done(request, text, undo_url=reverse("moderation:desk_team"), fields=again)
    return redirect("moderation:desk_team")


@require_POST
@recent_passkey
def step_down(request: HttpRequest) -> HttpResponse:
    """Leaves the desk by one's own wish."""
    if not keeps_desk(request.user) or not isinstance(request.user, Member):
        raise PermissionDenied
    try:
        set_desk_role(member=request.user, role=Role.MEMBER, queues=[], by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("moderation:desk_team")
    messages.success(request, _("You no longer keep the desk. Thank you for the time you gave."))
    return redirect("members:me")


def _invite(request: HttpRequest, by: Member, email: str, role: Role, queues: list[str]) -> HttpResponse:
    """Sends the invitation, which can be withdrawn in the list."""
    try:
        invite_keeper(email=email, role=role, queues=queues, by=by)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": email})
    return redirect("moderation:desk_team")


def _set(request: HttpRequest, by: Member, member: Member, role: Role, queues: list[str]) -> HttpResponse:
    """Changes it and says so; a button puts back what they kept before, or that they kept nothing."""
    name = member.display_name
    undo_url, again = _back(member, role)
    try:
        set_desk_role(member=member, role=role, queues=queues, by=by)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("moderation:desk_team")
    said = {
        Role.VOLUNTEER: _("%(name)s is a volunteer."),
        Role.DELEGATE: _("%(name)s is a delegate, for the queues ticked."),
        Role.MEMBER: _("%(name)s no longer keeps the desk."),
    }
    if by != member:
        say_done(request, said[role] % {"name": name}, undo_url=undo_url, fields=again)
    else:
        messages.success(request, said[role] % {"name": name})
    return redirect("moderation:desk_team" if by != member else "website:home")


def _back(member: Member, role: Role) -> tuple[str, Fields]:
    """What the button posts, and where, to leave the member as they are before they keep the desk as `role`."""
    url = reverse("moderation:desk_keeper", args=[member.pk])
    if member.role == Role.MEMBER:
        return url, {"geste": "retirer"}
    queues = keeper(member).names if member.role == Role.DELEGATE else []
    kept: dict[str, str | Sequence[str]] = {"role": member.role, "queues": queues}
    if role == Role.MEMBER:
        return reverse("moderation:desk_team"), kept | {"who": str(member.pk)}
    return url, kept
