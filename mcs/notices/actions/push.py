"""Telling members on their devices: which browsers, and what is said there."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext

from mcs.members.models import Member
from mcs.notices import webpush
from mcs.notices.models import NoticeEntry, PushDevice

MOST_DEVICES = 10  # a member; the oldest is let go
LONGEST = 160  # characters of what a telephone shows


@transaction.atomic
def add_device(*, member: Member, name: str, endpoint: str, p256dh: str, auth: str) -> PushDevice:
    """A browser the member is told on; one that told somebody else before tells only her now."""
    values = {"member": member, "name": name, "p256dh": p256dh, "auth": auth}
    device, _is_new = PushDevice.objects.update_or_create(endpoint=endpoint, defaults=values)
    kept = PushDevice.objects.filter(member=member).order_by("-added_at", "-pk").values_list("pk", flat=True)
    PushDevice.objects.filter(pk__in=list(kept[MOST_DEVICES:])).exclude(pk=device.pk).delete()
    return device


def remove_device(*, device: PushDevice) -> None:
    """It is told nothing more; without any, nothing waits to be pushed."""
    device.delete()
    if not PushDevice.objects.filter(member=device.member_id).exists():
        NoticeEntry.objects.filter(member=device.member_id).update(push_due_at=None)


def deliver_push(*, device_pk: int, entries: Sequence[int]) -> bool:
    """Says on one device what is still unread; False when nothing was sent. Raises webpush.PushAway.

    A device whose push service answers that it is gone is removed.
    """
    device = PushDevice.objects.filter(pk=device_pk, member__is_active=True).first()
    lines = NoticeEntry.objects.filter(pk__in=entries, read_at=None).select_related("actor")
    if device is None or not (unread := list(lines.filter(member=device.member_id))):
        return False
    with translation.override("fr"):
        message = json.dumps(_message(unread), ensure_ascii=False).encode()
    try:
        webpush.send(device.endpoint, device.p256dh, device.auth, message)
    except webpush.DeviceGone:
        remove_device(device=device)
        return False
    return True


def _message(entries: list[NoticeEntry]) -> dict[str, str]:
    """Title, one sentence, the page it opens, and what it takes the place of on the screen: nothing else leaves."""
    first = entries[0]
    text, url, tag = first.line, first.link, first.key
    if len(entries) > 1:
        text = gettext("%(count)s things neighbours did for you") % {"count": len(entries)}
        url, tag = reverse("notices:notifications"), "several"
    return {"title": settings.NETWORK_NAME, "body": Truncator(text).chars(LONGEST), "url": url, "tag": tag}
