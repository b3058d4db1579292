"""The links by which a keeper of the desk decides from an e-mail, without signing in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core import signing
from django.http import Http404
from django.urls import reverse

from mcs.lib.absolute import absolute
from mcs.lib.signed_links import read_link
from mcs.members.models import Member
from mcs.moderation.queues import Press, Queue
from mcs.moderation.rules.desk import get_kept_queue

SALT = "moderation.press"
LINK_AGE = 60 * 60 * 24 * 3  # seconds: the e-mail of a Friday is still good on Monday morning


@dataclass(frozen=True)
class MailPress:
    """One press of one keeper on one item; `digest` names the link without saying it."""

    member: Member
    queue: Queue
    key: str
    press: Press
    digest: str


def press_url(member: Member, queue: Queue, key: str, press: Press) -> str:
    """The absolute address where that press is confirmed."""
    token = signing.dumps([str(member.pk), queue.name, key, press.name], salt=SALT)
    return absolute(reverse("moderation:mail_press", args=[token]))


def get_mail_press(token: str) -> MailPress:
    """What a link is for. Raises LinkExpired; Http404 when it is forged, or its member no longer keeps that queue."""
    member_pk, name, key, press_name = read_link(token, salt=SALT, max_age=LINK_AGE)
    member = Member.objects.filter(pk=member_pk).first()
    queue = get_kept_queue(member, name)
    press = next((one for one in queue.presses(key) if one.name == press_name), None)
    if member is None or press is None:
        raise Http404
    return MailPress(member, queue, key, press, hashlib.sha256(token.encode()).hexdigest())
