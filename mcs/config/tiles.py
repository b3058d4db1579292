"""The operator's tile server, read from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def read_tiles(environment: Mapping[str, str]) -> dict[str, str] | None:
    """The address of tiles, the origin the security policy lets in for them, and whom to thank; None when not set.

    "{s}" as a subdomain stands for a, b or c. Raises ImproperlyConfigured for what is no address of tiles.
    """
    url = environment.get("MCS_TILES_URL", "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    host = parts.netloc.replace("{s}", "*", 1) if parts.netloc.startswith("{s}.") else parts.netloc
    whole = parts.scheme in ("https", "http") and host and not set(host) & set("{} ;,\"'@")
    if not whole or not all(part in parts.path + parts.query for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured("MCS_TILES_URL must look like https://tiles.example/{z}/{x}/{y}.png")
    attribution = environment.get("MCS_TILES_ATTRIBUTION", "")
    return {"url": url, "origin": f"{parts.scheme}://{host}", "attribution": attribution}
