"""Measures about an account, what is recognised of a suspended one, and who it made wait."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.enums import Measure, Trace
from mcs.moderation.models.reports import Decision


class Sanction(models.Model):
    """A warning, reading before publishing, silence or suspension: why stands in its decision, and it has an end."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="sanction")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="sanctions")
    kind = models.CharField(max_length=10, choices=Measure.choices)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # by the calendar, the volunteers, or an appeal

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind"], condition=Q(ended_at=None), name="sanction_one_active_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="sanction_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["ends_at"], condition=Q(ended_at=None), name="sanction_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.member_id}"

    @property
    def is_active(self) -> bool:
        return self.ended_at is None and self.ends_at > timezone.now()


class BanTrace(models.Model):
    """A keyed hash of a suspended account's e-mail or of where it came from; gone when the suspension ends."""

    ban = models.ForeignKey(Sanction, on_delete=models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=10, choices=Trace.choices)
    digest = models.CharField(max_length=64)
    until = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ban", "digest"], name="trace_once_a_ban")]
        indexes = [models.Index(fields=["digest"], name="trace_digest")]

    def __str__(self) -> str:
        return f"{self.ban_id} {self.kind}"


class Likeness(models.Model):
    """Somebody who joined during a suspension and resembles it: read before published until a volunteer has looked."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="likeness")
    ban = models.ForeignKey(Sanction, on_delete=models.CASCADE, related_name="likenesses")
    by = models.CharField(max_length=10, choices=Trace.choices)
    created_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)  # somebody else, as far as one can tell

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name_plural = "likenesses"
        indexes = [models.Index(fields=["created_at"], condition=Q(settled_at=None), name="likeness_waiting")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.by}"
