"""Saying what a volunteer just did, with the button that takes it back, on whatever page comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string

TAG = "undo"


Fields = Mapping[str, str | Sequence[str]]


def say_done(request: HttpRequest, text: str, *, undo_url: str, fields: Fields | None = None) -> None:
    """Shows the text once, beside a button that posts to `undo_url`, with what it needs to put things back.

    A field with several values is posted once for each.
    """
    each = [(name, [said] if isinstance(said, str) else said) for name, said in (fields or {}).items()]
    pairs = [(name, value) for name, values in each for value in values]
    context = {"text": text, "undo_url": undo_url, "fields": pairs}
    messages.success(request, render_to_string("moderation/undo.html", context, request), extra_tags=TAG)
