"""What was decided, taking it back, and who has an item in hand."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mcs.lib.htmx import render_part
from mcs.moderation.actions.desk import let_go, take_in_hand, write_note
from mcs.moderation.actions.desk import undo_decision as take_back
from mcs.moderation.queries.beside import log_page
from mcs.moderation.queries.desk import read_place
from mcs.moderation.queues import queue_named
from mcs.moderation.rules.desk import get_decision, get_keeper, get_kept_queue, keeps_desk, kept_queues
from mcs.moderation.views.item import come_up, item_url

LONGEST_KEY = 60


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The log of the queues one keeps, newest first."""
    if not keeps_desk(request.user):
        raise PermissionDenied
    context = log_page([queue.name for queue in kept_queues(request.user)], request.GET.get("apres", ""))
    for decision in context["decisions"]:
        decision.queue_of = queue_named(decision.queue)
    return render_part(request, "moderation/decisions.html", "items", context)


@require_POST
def undo_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a decision back; its item comes up again."""
    decision = get_decision(request.user, pk)
    member = get_keeper(request.user, decision.queue)
    if take_back(decision=decision, member=member):
        messages.success(request, _("Taken back: it waits again."))
    else:
        messages.warning(request, _("This can’t be taken back any more: it was already, or what it changed is gone."))
    return redirect(item_url(decision.queue, decision.key))


@require_POST
def in_hand(request: HttpRequest, queue: str, key: str) -> HttpResponse:
    """Takes an item over from another volunteer, or leaves it to the others and goes on."""
    url, member = _address(request, queue, key), get_keeper(request.user, queue)
    if request.POST.get("geste") == "laisser":
        let_go(queue=queue, key=key, member=member)
        return come_up(request, member, read_place(request.POST.get("place", "")))
    take_in_hand(queue=queue, key=key, member=member, from_another=True)
    return redirect(url)


@require_POST
def add_note(request: HttpRequest, queue: str, key: str) -> HttpResponse:
    """Keeps what a volunteer wants the others to know of an item."""
    url, member = _address(request, queue, key), get_keeper(request.user, queue)
    text = request.POST.get("note", "").replace("\0", "").strip()
    if text:
        write_note(queue=queue, key=key, author=member, text=text[:1000])
        messages.success(request, _("Note added."))
    else:
        messages.warning(request, _("Write something first."))
    return redirect(f"{url}#notes")


def _address(request: HttpRequest, queue: str, key: str) -> str:
    """Where the item is decided; raises Http404 for a queue one doesn't keep and for what is no key of it."""
    found = get_kept_queue(request.user, queue)
    if len(key) > LONGEST_KEY:
        raise Http404
    try:
        return found.url(key)
    except NoReverseMatch as error:
        raise Http404 from error
