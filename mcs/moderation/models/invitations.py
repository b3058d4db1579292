"""Somebody asked to keep the desk who is no member yet."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from mcs.members.enums import Role
from mcs.members.models import Member

INVITED_FOR = timedelta(days=14)


class DeskInvitation(models.Model):
    """Whoever joins with this e-mail until then keeps the desk in that role: a code proves that it is theirs."""

    email = models.EmailField(max_length=254, unique=True)  # lower case
    role = models.CharField(max_length=10, choices=Role.choices)
    queues: models.JSONField[list[str], list[str]] = models.JSONField(default=list)  # of a delegate
    invited_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="desk_invitation_email_lower_case")
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"
