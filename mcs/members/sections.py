"""The registry of what apps above show on a member's own page, each filled in its AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from mcs.members.models import Member

Section = Callable[[HttpRequest, Member], SafeString]
_sections: list[Section] = []


def register_section(section: Section) -> None:
    """Adds a section: given the request and the member, it returns its HTML, or an empty string to show nothing."""
    if section not in _sections:
        _sections.append(section)


def render_sections(request: HttpRequest, member: Member) -> list[SafeString]:
    """The HTML of each section that has something to show, in the order they were registered."""
    return [html for html in (section(request, member) for section in _sections) if html]
