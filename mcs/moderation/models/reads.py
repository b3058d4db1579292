"""What volunteers read of what is private."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.enums import Read


class PrivateRead(models.Model):
    """A volunteer opened something private of a member's, once a day and reason."""

    reader = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=20, choices=Read.choices)
    why = models.CharField(max_length=120, blank=True)  # the page it was opened from
    day = models.DateField(default=timezone.localdate)
    read_at = models.DateTimeField(default=timezone.now)  # the first time that day

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "member", "what", "why", "day"], name="private_read_once_a_day"),
        ]
        indexes = [
            models.Index(fields=["-read_at", "-id"], name="private_read_log"),
            models.Index(fields=["member", "-read_at"], name="private_read_of"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.read_at:%Y-%m-%d %H:%M}"
