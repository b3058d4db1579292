"""Whose press of a link it is."""

from __future__ import annotations

from django.core import signing
from django.http import Http404
from django.urls import reverse

from mcs.lib.absolute import absolute
from mcs.lib.signed_links import read_link
from mcs.members.models import Member
from mcs.notices.models import NoticeEntry, PushDevice
from mcs.notices.threads import Thread, find_thread

SALT = "notices.unsubscribe"
MUTE_SALT = "notices.mute"
TOKEN_AGE = 60 * 60 * 24 * 60  # seconds: mail older than two months is not pressed, and may have been passed on


def unsubscribe_url(member: Member, kinds: list[str]) -> str:
    """The absolute address that stops e-mails of these kinds with one press, without signing in."""
    token = signing.dumps({"m": str(member.pk), "k": kinds}, salt=SALT, compress=True)
    return absolute(reverse("notices:unsubscribe", args=[token]))


def mute_url(entry: NoticeEntry) -> str:
    """The absolute address that mutes the thread of this line with one press; empty where there is none."""
    if not entry.mute_url:
        return ""
    token = signing.dumps({"m": str(entry.member_id), "k": entry.key}, salt=MUTE_SALT, compress=True)
    return absolute(reverse("notices:mute", args=[token]))


def get_unsubscription(token: str) -> tuple[Member, list[str]]:
    """Who stops which kinds. Raises LinkExpired, and Http404 for a forged link or somebody who has left."""
    said = read_link(token, salt=SALT, max_age=TOKEN_AGE)
    return _who(said["m"]), list(said["k"])


def get_muting(token: str) -> tuple[Member, Thread | None]:
    """Who mutes which thread, None for one that is gone. Raises LinkExpired, and Http404 as above."""
    said = read_link(token, salt=MUTE_SALT, max_age=TOKEN_AGE)
    return _who(said["m"]), find_thread(said["k"])


def _who(key: str) -> Member:
    member = Member.objects.filter(pk=key).first()
    if member is None:
        raise Http404
    return member


def get_device(member: Member, pk: int) -> PushDevice:
    """A browser of the member's own. Raises Http404."""
    device = PushDevice.objects.filter(member=member, pk=pk).first()
    if device is None:
        raise Http404
    return device
