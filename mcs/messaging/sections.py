"""What messages show elsewhere: the entry on one's own page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from mcs.members.models import Member


def messages_section(request: HttpRequest, member: Member) -> SafeString:
    """The way to one's conversations, on one's own page."""
    return SafeString(render_to_string("messaging/section.html", {"member": member}, request))
