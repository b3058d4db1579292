"""What happened to a listing, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mcs.directory.actions.history import ChangedSince, NotUndoable
from mcs.directory.actions.history import undo_change as take_back
from mcs.directory.models import ListingChange
from mcs.directory.queries.history import changes_facts_only, history_page, may_be_undone
from mcs.directory.rules import get_managed_listing, member_or_404
from mcs.lib.htmx import render_part
from mcs.members.reauth import volunteers_passkey
from mcs.moderation.undo import say_done


@volunteers_passkey
@require_safe
def listing_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every change, newest first: who, when, what, from where."""
    listing, member = get_managed_listing(request.user, slug), member_or_404(request.user)
    context = history_page(listing, request.GET.get("apres", ""), is_volunteer=member.is_volunteer)
    return render_part(request, "directory/listing_history.html", "items", context)


@volunteers_passkey
@require_POST
def undo_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Takes a change back; where a later one touched the same, says which and asks once more."""
    listing, member = get_managed_listing(request.user, slug), member_or_404(request.user)
    change = get_object_or_404(ListingChange.objects.select_related("undone_by"), pk=pk, listing=listing)
    if not member.is_volunteer and not changes_facts_only(change):
        raise Http404
    try:
        undone = take_back(change=change, member=member, force=request.POST.get("quand-meme") == "1")
    except NotUndoable:
        messages.warning(request, _("This can’t be taken back any more: it was already, or what it changed is gone."))
        return redirect("directory:listing_history", slug)
    except ChangedSince as since:
        return render(
            request, "directory/undo_change.html", {"listing": listing, "change": change, "later": since.later}
        )
    said = _("Taken back: the page says again what it said before.")
    if may_be_undone(undone):
        say_done(request, said, undo_url=reverse("directory:undo_change", args=[slug, undone.pk]))
    else:
        messages.success(request, said)
    return redirect("directory:listing_history", slug)
