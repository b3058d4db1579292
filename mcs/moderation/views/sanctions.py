"""A member's page at the desk, the measures taken there, and what one reads of one's own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mcs.members.models import Member
from mcs.members.reauth import ask_passkey, must_confirm, recent_passkey
from mcs.members.rules import Refusal
from mcs.moderation.actions.decide import Reasons
from mcs.moderation.actions.reads import record_read
from mcs.moderation.actions.sanctions import lift_sanction, sanction_member
from mcs.moderation.actions.sanctions import settle_likeness as settle
from mcs.moderation.enums import Ground, Measure, Read
from mcs.moderation.forms.sanctions import SanctionForm
from mcs.moderation.models import Sanction
from mcs.moderation.queries.sanctions import MEASURES, WHAT, active_sanction, member_file, own_measures
from mcs.moderation.rules.sanctions import get_judged, get_likeness, get_sanction, may_ban
from mcs.moderation.undo import say_done
from mcs.moderation.views.desk import MemberRequest
from mcs.moderation.views.item import go_on, open_item

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def desk_member(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What was decided about a member, what stands, and what may come next."""
    return _file(request, get_judged(request.user, pk))


@require_POST
def member_contact(request: MemberRequest, pk: UUID) -> HttpResponse:
    """How to reach them, shown once; that it was read is kept, and told to whom it concerns."""
    member = get_judged(request.user, pk)
    record_read(reader=request.user, members=[member], what=Read.CONTACT, why=_("Page at the desk"))
    return _file(request, member, is_contact_shown=True)


def _file(request: MemberRequest, member: Member, *, is_contact_shown: bool = False) -> HttpResponse:
    context = member_file(member) | {"is_contact_shown": is_contact_shown, "may_ban": may_ban(request.user)}
    context["steps"] = [(one, WHAT[one]) for one in context["measures"]]
    return render(request, "moderation/desk_member.html", context)


@page
def measure(request: MemberRequest, pk: UUID, kind: str) -> HttpResponse:
    """A warning, reading before publishing, or silence."""
    if kind not in {Measure.WARNING, Measure.HOLD, Measure.MUTE}:
        raise Http404
    return _measure(request, pk, Measure(kind))


@page
@recent_passkey
def ban(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A suspension: the passkey is shown first."""
    return _measure(request, pk, Measure.BAN)


def _measure(request: MemberRequest, pk: UUID, kind: Measure) -> HttpResponse:
    member, status = get_judged(request.user, pk), 200
    if kind == Measure.BAN and not may_ban(request.user):
        raise Http404
    start = {"ground": Ground.CHARTER}
    form = SanctionForm(request.POST if request.method == "POST" else None, initial=start, kind=kind)
    if form.is_bound and form.is_valid():
        try:
            return _taken(request, member, kind, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    context = {"member": member, "kind": kind, "what": WHAT[kind], "form": form}
    return render(request, "moderation/measure.html", context, status=status)


def _taken(request: MemberRequest, member: Member, kind: Measure, form: SanctionForm) -> HttpResponse:
    data = form.cleaned_data
    reasons = Reasons(Ground(data["ground"]), data["rule"], data["facts"])
    sanction = sanction_member(member=member, volunteer=request.user, kind=kind, days=data["days"], reasons=reasons)
    if sanction is None:
        _say_who(request, active_sanction(member, kind))
    else:
        said = _("%(measure)s: %(name)s") % {"measure": kind.label, "name": member.display_name}
        say_done(request, said, undo_url=reverse("moderation:lift", args=[sanction.pk]))
    return redirect("moderation:desk_member", member.pk)


def _say_who(request: HttpRequest, stands: Sanction | None) -> None:
    by = stands.decision.decided_by if stands else None
    if by:
        said = _("%(name)s took this measure before. Nothing was done twice.")
        messages.info(request, said % {"name": by.display_name})
    else:
        messages.info(request, _("Somebody decided this before."))


@require_POST
def lift(request: MemberRequest, pk: int) -> HttpResponse:
    """Ends a measure before its time."""
    sanction = get_sanction(request.user, pk)
    if sanction.kind == Measure.BAN and may_ban(request.user) and must_confirm(request):
        return ask_passkey(request, reverse("moderation:desk_member", args=[sanction.member_id]))
    try:
        if lift_sanction(sanction=sanction, volunteer=request.user):
            messages.success(request, _("Lifted, and they are told."))
        else:
            messages.info(request, _("It had ended already."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("moderation:desk_member", sanction.member_id)


@page
def likeness_review(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody who resembles a suspended account: somebody else, or see their page."""
    likeness = get_likeness(request.user, pk)
    if request.method == "POST":
        if not settle(likeness=likeness, volunteer=request.user):
            messages.info(request, _("Somebody decided this before."))
        return go_on(request, MEASURES, f"voisin-{pk}")
    context = {"likeness": likeness}
    waits = likeness.settled_at is None
    context |= open_item(request, MEASURES, f"voisin-{pk}", about=likeness.member, waits=waits)
    return render(request, "moderation/likeness_review.html", context)


@require_safe
def my_measures(request: MemberRequest) -> HttpResponse:
    """Measures about oneself: why, until when, how to appeal."""
    return render(request, "moderation/my_measures.html", own_measures(request.user))
