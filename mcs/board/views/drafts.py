"""What a visitor wrote before joining, kept in her session until it is published."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mcs.board.forms.fields import Typed

DRAFTS, PENDING = "board_drafts", "board_pending"
MOST = 6  # drafts one session keeps; the oldest gives way


def keep_draft(request: HttpRequest, name: str, draft: Typed, back: str) -> HttpResponseRedirect:
    """Keeps the checked form under its name, to be published on arrival, and leads to joining."""
    drafts: dict[str, Typed] = request.session.get(DRAFTS, {})
    drafts.pop(name, None)
    # The key makes publishing it twice impossible, whatever happens between two requests.
    drafts[name] = draft | {"submission": str(uuid4())}
    request.session[DRAFTS] = dict(list(drafts.items())[-MOST:])
    request.session[PENDING] = name
    messages.info(request, _("Your text is kept: it is published as soon as you have joined."))
    return redirect(f"{reverse('members:join')}?{urlencode({'suite': back})}")


def draft_of(request: HttpRequest, name: str) -> Typed:
    """What was kept under the name, or nothing."""
    draft: Typed = request.session.get(DRAFTS, {}).get(name, {})
    return draft


def drop_draft(request: HttpRequest, name: str) -> None:
    """Forgets what has been published."""
    drafts = request.session.get(DRAFTS, {})
    if drafts.pop(name, None) is not None:
        request.session[DRAFTS] = drafts


def take_pending(request: HttpRequest) -> str:
    """The name of the draft that waits for its author to arrive, once; "" when none does."""
    return str(request.session.pop(PENDING, ""))
