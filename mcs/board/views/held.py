"""The desk's page for what was held, and its presses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mcs.board.actions.held import decide_held, hold_again
from mcs.board.enums import ContentStatus
from mcs.board.queries.held import (
    QUEUE,
    held_author,
    held_beside,
    held_body,
    held_key,
    held_photos,
    held_rows,
    held_url,
    held_whole,
)
from mcs.board.rules import get_held
from mcs.lib.kindness import has_harsh_words
from mcs.members.models import Member
from mcs.moderation.queues import Press, Queue
from mcs.moderation.rules.desk import get_keeper
from mcs.moderation.views.item import go_on, open_item, others_hands


@require_http_methods(["GET", "HEAD", "POST"])
def held_review(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What was held, why, and by whom; one press decides, and the next one comes up."""
    thing = get_held(request.user, kind, pk)
    key, author = held_key(thing), held_author(thing)
    if request.method == "POST":
        return _decide(request, kind, pk)
    context = open_item(request, QUEUE, key, about=author, waits=thing.status == ContentStatus.HELD)
    context["beside"] |= held_beside(thing)
    context |= {"thing": thing, "author": author, "kind": kind, "is_harsh": has_harsh_words(thing.text)}
    context |= {"text": held_body(thing), "photos": held_photos(thing)}
    return render(request, "board/held_review.html", context)


def _decide(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    thing = get_held(request.user, kind, pk)
    key, member = held_key(thing), get_keeper(request.user, QUEUE)
    if taken := others_hands(request, QUEUE, key):
        return taken
    if decide_held(thing=thing, member=member, publish=request.POST.get("decision") == "publier"):
        return go_on(request, QUEUE, key)
    messages.info(request, _("Somebody decided this before."))
    return redirect(request.path)


def _press(key: str, member: Member, *, publish: bool) -> bool:
    kind, _dash, pk = key.partition("-")
    return decide_held(thing=get_held(member, kind, int(pk)), member=member, publish=publish)


def _presses(key: str) -> Iterable[Press]:
    yield Press("publier", gettext_lazy("Publish"), partial(_press, publish=True))
    yield Press("retirer", gettext_lazy("Do not publish"), partial(_press, publish=False))


HELD = Queue(
    name=QUEUE,
    label=gettext_lazy("Held for a look"),
    icon="hourglass",
    waiting=held_rows,
    url=held_url,
    undo=hold_again,
    presses=_presses,
    whole=held_whole,
)
