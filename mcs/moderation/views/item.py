"""What every page on which an item is decided shares: who has it in hand, what stands beside it, what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mcs.members.models import Member
from mcs.moderation.actions.desk import is_in_others_hands, take_in_hand
from mcs.moderation.models import DeskDecision
from mcs.moderation.queries.beside import beside
from mcs.moderation.queries.desk import Place, next_item
from mcs.moderation.queues import queue_named
from mcs.moderation.rules.desk import get_keeper, kept_queues
from mcs.moderation.undo import say_done

FILTER = "desk_queue"  # in the session: the one queue a volunteer chose to go through


def open_item(
    request: HttpRequest, queue: str, key: str, *, about: Member | None = None, waits: bool = True
) -> dict[str, Any]:
    """Takes what waits in hand for who opens it, and gives what `moderation/beside.html` shows."""
    member = get_keeper(request.user, queue)
    shown = beside(queue, key, about) | {"about": about, "waits": waits}
    if waits:
        hand = take_in_hand(queue=queue, key=key, member=member)
        shown["holder"] = hand.member if hand.member_id != member.pk else None
    return {"beside": shown}


def others_hands(request: HttpRequest, queue: str, key: str) -> HttpResponse | None:
    """Back to the item when another volunteer has it in hand: nothing is decided under their eyes."""
    member = get_keeper(request.user, queue)
    if not is_in_others_hands(queue=queue, key=key, member=member):
        return None
    messages.warning(request, _("Another volunteer has it in hand. Nothing was done twice."))
    return redirect(item_url(queue, key))


def item_url(queue: str, key: str) -> str:
    """Where the item is decided; the desk when its queue is no more."""
    found = queue_named(queue)
    return found.url(key) if found else reverse("website:desk")


def go_on(request: HttpRequest, queue: str, key: str) -> HttpResponse:
    """After a decision: says it, with the way to take it back, on the page of what waits next."""
    decision = DeskDecision.objects.filter(queue=queue, key=key, undone_at=None).first()
    after = None
    if decision:
        if decision.may_be_undone:
            say_done(request, decision.said, undo_url=reverse("moderation:undo_decision", args=[decision.pk]))
        else:
            messages.success(request, decision.said)
        waited = timedelta(seconds=decision.waited)
        after = (0, decision.decided_at - waited, queue, key)
    return come_up(request, get_keeper(request.user, queue), after)


def come_up(request: HttpRequest, member: Member, after: Place | None) -> HttpResponse:
    """What waits next after that place, in the queue the volunteer goes through, else at the desk."""
    names = [queue.name for queue in kept_queues(member)]
    chosen = request.session.get(FILTER)
    following = next_item([chosen] if chosen in names else names, after=after, member=member)
    return redirect(following.url if following else "website:desk")
