"""Whole addresses, for what is read away from the site: e-mails, files, other people's pages."""

from __future__ import annotations

from django.conf import settings


def absolute(path: str) -> str:
    """The path as a whole address of this network."""
    return settings.NETWORK_URL.rstrip("/") + path
