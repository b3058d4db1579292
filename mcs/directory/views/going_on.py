"""After a decision: what waits next."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from mcs.moderation.queues import next_item
from mcs.moderation.undo import say_done


def go_on(request: HttpRequest, said: str, *, undo_url: str, since: datetime) -> HttpResponse:
    """What waits next after that moment, with what was just done and the way to take it back."""
    say_done(request, said, undo_url=undo_url)
    waiting = next_item(since)
    return redirect(waiting.url if waiting else "website:desk")
