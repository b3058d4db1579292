"""Writing to somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.lib.french import fold
from mcs.members.models import Member
from mcs.messaging.actions.keep import record_handled
from mcs.messaging.actions.unread import count_unread
from mcs.messaging.enums import Channel
from mcs.messaging.models import Conversation, Message, MessagePhoto, Participant
from mcs.messaging.queries.sides import pair_of
from mcs.messaging.rules import check_may_send
from mcs.photos.models import Photo

# Time to write a second sentence, or for the other to read on the page: then one e-mail tells of all.
TELL_AFTER = timedelta(minutes=3)


@transaction.atomic
def start_conversation(
    *, member: Member, other: Member | None, text: str, photos: Sequence[Photo] = (), submission: UUID | None = None
) -> Message:
    """The first message to a neighbour, or with None to the volunteers; the next one where they have begun already.

    Raises Refusal as send_message does.
    """
    conversation, _is_new = Conversation.objects.get_or_create(pair=pair_of(member, other))
    side, _is_new = Participant.objects.get_or_create(conversation=conversation, member=member)
    if other:
        Participant.objects.get_or_create(conversation=conversation, member=other)
    else:
        Participant.objects.get_or_create(conversation=conversation, is_volunteers=True)
    return send_message(sender=side, author=member, text=text, photos=photos, submission=submission)


@transaction.atomic
def send_message(
    *,
    sender: Participant,
    author: Member,
    text: str,
    photos: Iterable[Photo] = (),
    phone: str = "",
    channel: Channel = Channel.PAGE,
    submission: UUID | None = None,
) -> Message:
    """The message, said to the other side; the same submission by the same author returns the first one.

    Raises Refusal where a block, a decision or a departure stands in the way.
    """
    # Locked first by whatever changes a conversation: the keys of its messages grow in the order of their commits.
    sender.conversation = Conversation.objects.select_for_update().get(pk=sender.conversation_id)
    own = uuid5(author.pk, str(submission)) if submission else None
    if own and (already := Message.objects.filter(submission=own).first()):
        return already
    check_may_send(sender)
    message = Message.objects.create(
        conversation=sender.conversation,
        sender=sender,
        author=author,
        text=text,
        folded=fold(text),
        phone=phone,
        channel=channel,
        submission=own,
    )
    MessagePhoto.objects.bulk_create(
        MessagePhoto(message=message, photo=photo, position=position) for position, photo in enumerate(photos)
    )
    _tell_sides(message, sender)
    return message


def give_number(*, sender: Participant, author: Member, phone: str) -> Message:
    """Her phone (E.164), given to the other side by her own press. Raises Refusal as send_message does."""
    return send_message(sender=sender, author=author, text="", phone=phone)


def _tell_sides(message: Message, sender: Participant) -> None:
    now = timezone.now()
    Conversation.objects.filter(pk=message.conversation_id).update(last_message=message)
    sides = Participant.objects.filter(conversation=message.conversation_id)
    sides.update(last_at=now, archived_at=None)
    others = sides.exclude(pk=sender.pk)
    others.update(unread=F("unread") + 1, tell_at=Coalesce(F("tell_at"), Value(now + TELL_AFTER)))
    others.filter(is_volunteers=True).update(waiting_since=Coalesce(F("waiting_since"), Value(now)))
    if sender.is_volunteers:
        _answered(message, sender)
    count_unread(member_pks=others.filter(member__isnull=False).values_list("member", flat=True))


def _answered(message: Message, sender: Participant) -> None:
    """It no longer waits at the desk, where who answered is kept."""
    own = Participant.objects.filter(pk=sender.pk)
    since = own.values_list("waiting_since", flat=True).get()
    own.update(waiting_since=None, holder=message.author)
    if since and message.author:
        record_handled(side=sender, volunteer=message.author, said=_("Answered: %(name)s"), since=since)
