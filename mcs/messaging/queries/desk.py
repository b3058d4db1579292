"""What waits for a volunteer: conversations without an answer, and reports."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mcs.messaging.models import Participant, Report
from mcs.moderation.queues import QueueItem

SHOWN = 50


def message_items() -> Iterable[QueueItem]:
    """Conversations that wait for the volunteers, oldest first, and who answers: two queries."""
    waiting = Participant.objects.filter(waiting_since__isnull=False).order_by("waiting_since", "pk")
    waiting = waiting.select_related("holder", "conversation__last_message")
    sides = waiting.prefetch_related("conversation__participants__member")[:SHOWN]
    return [_message_item(side) for side in sides]


def report_items() -> Iterable[QueueItem]:
    """Reported conversations, oldest first: one query."""
    reports = Report.objects.filter(decided_at__isnull=True).select_related("reporter__member")
    return [
        QueueItem(
            queue=gettext_lazy("Reported conversation"),
            icon="flag",
            title=str(report.get_reason_display()),
            excerpt=Truncator(report.text or _("Reported by %(name)s") % {"name": report.reporter.name}).chars(140),
            waiting_since=report.created_at,
            url=reverse("messaging:report_review", args=[report.pk]),
        )
        for report in reports.order_by("created_at", "pk")[:SHOWN]
    ]


def _message_item(side: Participant) -> QueueItem:
    others = [one for one in side.conversation.participants.all() if one.pk != side.pk]
    last = side.conversation.last_message
    text = last.summary if last else ""
    if side.holder:
        text = _("%(name)s answers. %(text)s") % {"name": side.holder.display_name, "text": text}
    return QueueItem(
        queue=gettext_lazy("Message"),
        icon="mail",
        title=others[0].name if others else "",
        excerpt=Truncator(text).chars(140),
        waiting_since=side.waiting_since or side.last_at,
        url=side.get_absolute_url(),
    )
