"""What a visitor wrote before joining, kept in her session until it is sent."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from mcs.orders.forms.order import Typed

DRAFT, PENDING = "orders_draft", "orders_pending"


def keep_draft(request: HttpRequest, slug: str, typed: Typed, kind: str) -> HttpResponseRedirect:
    """Keeps the checked form, to be sent on arrival, and leads to joining."""
    # The key makes sending it twice impossible, whatever happens between two requests.
    request.session[DRAFT] = {"slug": slug, "typed": typed | {"genre": kind, "submission": str(uuid4())}}
    request.session[PENDING] = True
    back = reverse("orders:order", args=[slug])
    return redirect(f"{reverse('members:join')}?{urlencode({'suite': back})}")


def draft_of(request: HttpRequest, slug: str) -> Typed:
    """What was kept for that listing, or nothing."""
    draft = request.session.get(DRAFT, {})
    typed: Typed = draft.get("typed", {}) if draft.get("slug") == slug else {}
    return typed


def drop_draft(request: HttpRequest, slug: str) -> None:
    """Forgets what has been sent."""
    if draft_of(request, slug):
        del request.session[DRAFT]


def take_pending(request: HttpRequest) -> str:
    """The slug of the listing whose draft waits for its author to arrive, once; "" when none does."""
    if not request.session.pop(PENDING, False):
        return ""
    return str(request.session.get(DRAFT, {}).get("slug", ""))
