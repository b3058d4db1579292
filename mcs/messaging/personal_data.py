"""What messages hold about people: who writes to whom, what, and whom somebody no longer wants to hear of."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Records, records
from mcs.members.models import Member
from mcs.messaging.actions.forget import KEPT_FOR
from mcs.messaging.models import Block, Conversation, Message, Participant, Report


def _messages(member: Member) -> Iterable[Records]:
    sides = {"conversation": _("Conversation"), "last_at": _("Last message on"), "archived_at": _("Put away on")}
    yield records("conversations", _("My conversations"), Participant.objects.filter(member=member), sides)
    written = {"conversation": _("Conversation"), "text": _("Text"), "phone": _("Telephone"), "created_at": _("On")}
    yield records("messages", _("Messages I wrote"), Message.objects.filter(author=member), written)
    blocks = {"created_at": _("On")}
    yield records("blocks", _("People I blocked"), Block.objects.filter(member=member), blocks)
    reports = {"conversation": _("Conversation"), "reason": _("Reason"), "text": _("Text"), "created_at": _("On")}
    yield records("reports", _("Conversations I reported"), Report.objects.filter(reporter__member=member), reports)
    held = {"conversation": _("Conversation"), "waiting_since": _("Waiting since")}
    yield records(
        "conversations_held",
        _("Conversations I answer as a volunteer"),
        Participant.objects.filter(holder=member),
        held,
    )
    decided = {"reason": _("Reason"), "outcome": _("Decision"), "decided_at": _("On")}
    yield records(
        "conversation_reports_decided",
        _("Reported conversations I decided as a volunteer"),
        Report.objects.filter(decided_by=member),
        decided,
    )


def _erase(member: Member, words: bool) -> None:
    """The other side keeps the conversation, without her name and her number; without her words when they go too."""
    written = Message.objects.filter(author=member)
    if words:
        empty = {"text": "", "folded": "", "sender": None, "submission": None}
        written.update(**empty, phone="", author=None, anonymised_at=timezone.now())
    else:
        written.update(phone="", author=None)
    Conversation.objects.filter(participants__member=member).update(pair=None)
    Participant.objects.filter(member=member).update(member=None, unread=0, tell_at=None)
    Participant.objects.filter(holder=member).update(holder=None)
    Report.objects.filter(decided_by=member).update(decided_by=None)
    Block.objects.filter(Q(member=member) | Q(blocked=member)).delete()


MESSAGES = Holding(
    name="messages",
    title=_("Private messages"),
    data=_("Who writes to whom, texts, photos, telephone numbers given, what was read, blocks and reports."),
    purpose=_("Letting neighbours, merchants and volunteers write to each other without giving their addresses."),
    basis=LawfulBasis.SERVICE,
    recipients=_("The two who write. The volunteers, when one of them reports it, until they have decided."),
    retention=format_lazy(_("{days} days after they were written."), days=KEPT_FOR.days),
    fields=(
        "messaging.Participant.member",
        "messaging.Participant.holder",
        "messaging.Message.author",
        "messaging.Message.phone",
        "messaging.Block.member",
        "messaging.Block.blocked",
        "messaging.Report.decided_by",
    ),
    jobs=("anonymise_messages",),
    export=_messages,
    erase=_erase,
    after=_("What you wrote to somebody stays with them until it is anonymised, without your name."),
)
HOLDINGS = (MESSAGES,)
