"""Saying what a volunteer just did, with the button that takes it back, on whatever page comes next."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string

TAG = "undo"


def say_done(request: HttpRequest, text: str, *, undo_url: str) -> None:
    """Shows the text once, beside a button that posts to `undo_url`."""
    said = render_to_string("moderation/undo.html", {"text": text, "undo_url": undo_url}, request)
    messages.success(request, said, extra_tags=TAG)
