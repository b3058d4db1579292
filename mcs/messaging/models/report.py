"""A conversation that somebody asks the volunteers to look at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mcs.members.models import Member
from mcs.messaging.enums import ReportOutcome, ReportReason
from mcs.messaging.models.conversation import Conversation, Participant


class Report(models.Model):
    """Made by one side; it opens the conversation to the volunteers, and to nobody else, until they have decided."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=10, choices=ReportReason.choices)
    text = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=ReportOutcome.choices, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter"], condition=Q(decided_at__isnull=True), name="report_one_open_a_side"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="") | (Q(decided_at__isnull=False) & ~Q(outcome="")),
                name="report_decided_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(decided_at__isnull=True), name="report_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.reason}"
