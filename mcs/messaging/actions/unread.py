"""What somebody has read, and the number of it that every page shows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mcs.members.models import Member
from mcs.messaging.models import Conversation, Message, Participant


@transaction.atomic
def mark_read(*, side: Participant, upto: int) -> None:
    """This side has seen its messages up to that key: what came later stays unread. Nothing to do writes nothing."""
    if not side.unread or upto <= side.last_read:
        return
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
