"""What the law gives everybody over their data: a copy, the erasing of it, and a say in what changes."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mcs.lib.htmx import render_part
from mcs.lib.private_files import private_files
from mcs.members import actions
from mcs.members.erasure import erase_member
from mcs.members.exports import ask_export
from mcs.members.forms import EraseForm
from mcs.members.holdings import all_holdings
from mcs.members.queries import data_page
from mcs.members.reauth import recent_passkey
from mcs.members.rules import (
    ERASURES,
    EXPORT_KEPT_FOR,
    KEPT_EMAIL_YEARS,
    KEPT_NAME_YEARS,
    Refusal,
    check_limit,
    get_email_change,
    get_own_export,
)
from mcs.members.views.entrance import page
from mcs.members.views.me import MemberRequest


@page
def data(request: MemberRequest) -> HttpResponse:
    """Her copy: asked by a post, made by a job, then a link here; htmx looks whether it is ready."""
    if request.method != "POST":
        context = data_page(request.user) | {"holdings": all_holdings(), "days": EXPORT_KEPT_FOR.days}
        return render_part(request, "members/data.html", "copy", context)
    try:
        if ask_export(member=request.user):
            messages.success(request, _("Your copy is being prepared. You will find it here in a moment."))
        else:
            messages.info(request, _("You have already asked within the hour: one copy is enough, it is here below."))
    except Refusal:
        text = _("You have asked for three copies today. The last one is here below; ask again tomorrow if need be.")
        messages.error(request, text)
    return redirect("members:data")


@never_cache
@require_safe
@recent_passkey
def data_file(request: MemberRequest, key: str) -> FileResponse:
    """The file itself, for her alone."""
    export = get_own_export(request.user, key)
    try:
        file = private_files().open(export.file_name)
    except OSError as error:
        raise Http404 from error
    day = timezone.localdate(export.asked_at).isoformat()
    return FileResponse(file, as_attachment=True, filename=f"mes-donnees-{day}.zip", content_type="application/zip")


@page
def erase(request: MemberRequest) -> HttpResponse:
    """Says what goes and what stays, and does it once the word is typed."""
    form, status = EraseForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound and form.is_valid():
        try:
            check_limit(ERASURES, str(request.user.pk))
            erase_member(member=request.user, words=form.cleaned_data["words"])
            return redirect("website:home")  # where the page for closed accounts meets her
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
    kept = [holding.after for holding in all_holdings() if holding.after]
    years = {"name_years": KEPT_NAME_YEARS, "email_years": KEPT_EMAIL_YEARS}
    return render(request, "members/erase.html", {"form": form, "kept": kept, **years}, status=status)


@require_POST
def accept_charter(request: MemberRequest) -> HttpResponse:
    """She agrees to the charter as it stands now."""
    actions.accept_charter(member=request.user)
    messages.success(request, _("Thank you: noted."))
    return redirect("members:me")


@login_not_required
@never_cache
@page
def email_undo(request: HttpRequest, token: str) -> HttpResponse:
    """From the former mailbox: the change of e-mail is taken back by a press, never by opening the link."""
    change, refused, done = get_email_change(token), "", False
    if change and request.method == "POST":
        try:
            actions.undo_email(change=change)
            done = True
        except Refusal as refusal:
            refused = str(refusal.sentence)
    context = {"change": change, "done": done, "refused": refused, "volunteers_email": settings.VOLUNTEERS_EMAIL}
    status = 409 if refused else 200 if change else 404
    return render(request, "members/email_undo.html", context, status=status)
