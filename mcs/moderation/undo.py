"""Saying what a volunteer just did, with the button that takes it back, on whatever page comes next."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string

TAG = "undo"


def say_done(request: HttpRequest, text: str, *, undo_url: str, fields: Mapping[str, str] | None = None) -> None:
    """Shows the text once, beside a button that posts to `undo_url`, with what it needs to put things back."""
    context = {"text": text, "undo_url": undo_url, "fields": (fields or {}).items()}
    messages.success(request, render_to_string("moderation/undo.html", context, request), extra_tags=TAG)
