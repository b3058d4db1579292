"""What somebody has read, and the number of it that every page shows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mcs.members.models import Member
from mcs.messaging.models import Conversation, Message, Participant


def mark_read(*, side: Participant, upto: int) -> None:
    """This side has seen its messages up to that key: what came later stays unread. Nothing to do writes nothing."""
    if not side.unread or upto <= side.last_read:
        return
    if side.member_id is None and _read_all(side, upto):
        return  # nobody's own count changes: the one statement is enough
    with transaction.atomic():
        if not _read_all(side, upto):
            _read_some(side, upto)
        elif side.member_id:
            fewer = {"unread_conversations": F("unread_conversations") - 1}
            Member.objects.filter(pk=side.member_id, unread_conversations__gt=0).update(**fewer)


def _read_all(side: Participant, upto: int) -> bool:
    """Marks all of it read without a lock, unless something came meanwhile: a message being sent counts in `unread`."""
    later = Message.objects.filter(conversation=side.conversation_id, pk__gt=upto, anonymised_at=None)
    same = Participant.objects.filter(~Exists(later.exclude(sender=side.pk)), pk=side.pk, unread=side.unread)
    if not same.filter(last_read__lt=upto).update(last_read=upto, unread=0, tell_at=None):
        return False
    side.last_read, side.unread, side.tell_at = upto, 0, None
    return True


def _read_some(side: Participant, upto: int) -> None:
    Conversation.objects.select_for_update().get(pk=side.conversation_id)
    Participant.objects.filter(pk=side.pk, last_read__lt=upto).update(last_read=upto)
    recount(conversation_pk=side.conversation_id)
    side.refresh_from_db(fields=["last_read", "unread", "tell_at"])


def recount(*, conversation_pk: int) -> None:
    """Counts again what each side of a conversation, which the caller has locked, has not read."""
    sides = Participant.objects.filter(conversation=conversation_pk).order_by("pk")
    for side in sides:
        waiting = Message.objects.filter(conversation=conversation_pk, pk__gt=side.last_read, anonymised_at=None)
        unread = waiting.exclude(sender=side.pk).count()
        if unread != side.unread:
            tell_at = side.tell_at if unread else None  # what was read in the page needs no e-mail
            Participant.objects.filter(pk=side.pk).update(unread=unread, tell_at=tell_at)
    count_unread(member_pks=[side.member_id for side in sides if side.member_id])


def count_unread(*, member_pks: Iterable[UUID]) -> None:
    """Writes on each of these members how many of her conversations hold something unread."""
    # Two statements: the second must see what those who held the rows before have written (PostgreSQL, 13.2.1). Not the
    # key: a message being written by one of these members holds that, and waits for nobody.
    members = Member.objects.filter(pk__in=list(member_pks))
    list(members.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    unread = Participant.objects.filter(member=OuterRef("pk"), unread__gt=0).order_by().values("member")
    count = Subquery(unread.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    members.exclude(unread_conversations=Coalesce(count, 0)).update(unread_conversations=Coalesce(count, 0))
