"""What somebody came to do when a page asked them to sign in: said at the door, so that nobody wonders why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.functional import Promise

View = TypeVar("View", bound=Callable[..., Any])


def errand(sentence: Promise) -> Callable[[View], View]:
    """Says of a view for members why they are asked to join or sign in first. The first decorator of a view."""

    def mark(view: View) -> View:
        view.errand = sentence  # type: ignore[attr-defined]
        return view

    return mark


def errand_at(path: str) -> Promise | str:
    """The sentence of the view at that path, "" when it has none."""
    try:
        return getattr(resolve(urlsplit(path).path).func, "errand", "")
    except Resolver404:
        return ""
