"""What every template may show of the network."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import lazy

from mcs.lib.fragments import token_or_place

_token = lazy(token_or_place, str)


def network(request: HttpRequest) -> dict[str, object]:
    """Name, city, tile server of the network; whether this visitor carries a session (only then forms need a token),
    and that token."""
    return {
        "network_name": settings.NETWORK_NAME,
        "network_city": settings.NETWORK_CITY,
        "map_tiles": settings.MAP_TILES,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
        "csrf_token": _token(request),
    }
