"""What waits for a volunteer: conversations without an answer, and reports."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from mcs.messaging.enums import ReportReason
from mcs.messaging.models import Participant, Report
from mcs.moderation.queues import URGENT, Rows, rows, worded

MESSAGES, REPORTS = "messages", "conversations"  # queues, by their word in addresses


def message_rows() -> Iterable[Rows]:
    """Conversations that wait for the volunteers, known by who wrote."""
    others = Participant.objects.filter(conversation=OuterRef("conversation"), is_volunteers=False)
    name = Subquery(others.order_by("pk").values(named=NullIf("member__name", Value("")))[:1])
    waiting = Participant.objects.filter(waiting_since__isnull=False)
    last = "conversation__last_message__text"
    answers = worded(_("%(name)s answers. %(text)s"), name="holder__name", text=last)
    text = Case(When(holder__isnull=False, then=answers), default=Coalesce(last, Value("")), output_field=TextField())
    yield rows(waiting, MESSAGES, key="conversation_id", title=name, text=text, since="waiting_since")


def report_rows() -> Iterable[Rows]:
    """Reported conversations; whoever wrote threats is looked at first."""
    waiting = Report.objects.filter(decided_at__isnull=True)
    labels = [When(reason=value, then=Value(str(label))) for value, label in ReportReason.choices]
    title = Case(*labels, output_field=TextField())
    yield rows(waiting, REPORTS, title=title, text="text", urgency=URGENT)


def conversation_url(key: str) -> str:
    """Where the volunteers answer the conversation of that key."""
    return reverse("messaging:desk_conversation", args=[key])


def report_url(key: str) -> str:
    """Where the report of that key is decided."""
    return reverse("messaging:report_review", args=[key])
