"""The registries of what apps above show on a listing's page, each filled in its AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from mcs.directory.models import Listing

Panel = Callable[[HttpRequest, Listing], SafeString]
_panels: list[Panel] = []
_buttons: list[Panel] = []


def register_panel(panel: Panel) -> None:
    """Adds a panel: given the request and the listing, it returns its HTML, or an empty string to show nothing."""
    if panel not in _panels:
        _panels.append(panel)


def render_panels(request: HttpRequest, listing: Listing) -> list[SafeString]:
    """The HTML of each panel that has something to show, in the order they were registered."""
    return [html for html in (panel(request, listing) for panel in _panels) if html]


def register_button(button: Panel) -> None:
    """Adds a button beside those that call and write: it returns its HTML, or an empty string."""
    if button not in _buttons:
        _buttons.append(button)


def render_buttons(request: HttpRequest, listing: Listing) -> list[SafeString]:
    """The HTML of each button that applies, in the order they were registered."""
    return [html for html in (button(request, listing) for button in _buttons) if html]
