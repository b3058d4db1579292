"""What is old is no longer anybody's: texts, photos and names go, only the count of messages stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mcs.messaging.actions.unread import count_unread, recount
from mcs.messaging.models import Conversation, Message, Participant, Report
from mcs.photos.actions import remove_photos
from mcs.photos.models import Photo

KEPT_FOR = timedelta(days=183)  # six months, as the privacy page says
BATCH = 200


def anonymise_old() -> int:
    """Anonymises messages older than six months, a conversation at a time; returns of how many conversations.

    A conversation that was reported is kept until the volunteers have decided.
    """
    before, done = timezone.now() - KEPT_FOR, 0
    open_reports = Report.objects.filter(conversation=OuterRef("conversation"), decided_at=None)
    old = Message.objects.filter(anonymised_at=None, created_at__lt=before).exclude(Exists(open_reports))
    while pks := list(old.order_by("conversation").values_list("conversation", flat=True).distinct()[:BATCH]):
        for pk in pks:
            anonymise_conversation(conversation_pk=pk, before=before)
        done += len(pks)
    return done


@transaction.atomic
def anonymise_conversation(*, conversation_pk: int, before: datetime) -> None:
    """Empties what was written before that moment; when nothing else is left, nobody has this conversation any more."""
    conversation = Conversation.objects.select_for_update().get(pk=conversation_pk)
    messages = Message.objects.filter(conversation=conversation, anonymised_at=None)
    old = messages.filter(created_at__lt=before)
    remove_photos(photos=Photo.objects.filter(message_photos__message__in=old).order_by("pk"))
    old.update(text="", folded="", phone="", sender=None, author=None, submission=None, anonymised_at=timezone.now())
    Report.objects.filter(conversation=conversation, decided_at__lt=before).delete()
    if messages.exists():
        recount(conversation_pk=conversation.pk)
    else:
        _forget(conversation)


def _forget(conversation: Conversation) -> None:
    sides = Participant.objects.filter(conversation=conversation)
    member_pks = list(sides.filter(member__isnull=False).order_by("pk").values_list("member", flat=True))
    sides.delete()
    Conversation.objects.filter(pk=conversation.pk).update(pair=None, last_message=None)
    count_unread(member_pks=member_pks)
