"""What the menus of every page need."""

from __future__ import annotations

from django.http import HttpRequest

OF_THEIR_OWN = ("/fil/publier/", "/moi/notifications/")  # pages that a menu marks beside their part of the site


def menus(request: HttpRequest) -> dict[str, str]:
    """The part of the site the page belongs to, as menus tell them apart."""
    return {"section": request.path if request.path in OF_THEIR_OWN else request.path.split("/")[1]}
