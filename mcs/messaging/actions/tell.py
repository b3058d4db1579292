"""One e-mail about all that is unread, a moment after it was written; none about what was read meanwhile."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from mcs.lib.absolute import absolute
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.messaging.addresses import reply_address
from mcs.messaging.models import Conversation, Message, Participant
from mcs.messaging.notices import MessagesReceived
from mcs.messaging.queries.conversation import unread_messages
from mcs.messaging.queries.sides import blocks_between
from mcs.notices.sending import send_email

BATCH = 500
logger = logging.getLogger(__name__)


def tell_unread() -> int:
    """Mails what is due; returns to how many sides. One that can't be mailed keeps nobody else waiting."""
    due = Participant.objects.filter(tell_at__lte=timezone.now()).order_by("tell_at", "pk")
    told = 0
    for side_pk in due.values_list("pk", flat=True)[:BATCH]:
        try:
            told += tell_side(side_pk=side_pk)
        except ValidationError:  # no mail program would take that address; the page still shows the message
            logger.exception("Side %s of a conversation can't be told.", side_pk)
            Participant.objects.filter(pk=side_pk).update(tell_at=None)
    return told


@transaction.atomic
def tell_side(*, side_pk: int) -> bool:
    """Mails that side what it has neither read nor been told; False when there is nothing, or nobody to tell."""
    conversation_pk = Participant.objects.values_list("conversation", flat=True).get(pk=side_pk)
    Conversation.objects.select_for_update().get(pk=conversation_pk)
    side = Participant.objects.select_related("conversation", "member", "holder").get(pk=side_pk)
    if side.tell_at is None or side.tell_at > timezone.now():
        return False
    messages = unread_messages(side)
    told = messages[-1].pk if messages else side.told
    Participant.objects.filter(pk=side.pk).update(tell_at=None, told=told)
    readers = _readers(side) if messages else []
    for reader in readers:
        _mail(side, reader, messages)
    return bool(readers)


def _readers(side: Participant) -> list[Member]:
    """The member, unless she has blocked the other since; of the volunteers the one who answers, or else all."""
    if side.member:
        other = side.find_other()
        blocks = blocks_between(side.member, other.member if other else None)
        return [side.member] if side.member.is_active and side.member.email and not blocks else []
    volunteers = Member.objects.filter(role=Role.VOLUNTEER, is_active=True, email__isnull=False).order_by("pk")
    return [one for one in volunteers if one == side.holder] or list(volunteers)


def _mail(side: Participant, reader: Member, messages: list[Message]) -> None:
    # Of several volunteers who wrote meanwhile, the last.
    name, reply_to = messages[-1].author_name, reply_address(side.pk)
    send_email(
        notice=MessagesReceived,
        to=reader.email or "",
        context={
            "sender": name,
            "messages": messages,
            "link": absolute(side.get_absolute_url()),
            "may_reply": bool(reply_to),
        },
        sender=f"{name} ({settings.NETWORK_NAME})",
        reply_to=reply_to,
    )
