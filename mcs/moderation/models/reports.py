"""Reports, decisions with their reasons, appeals."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mcs.members.models import Member
from mcs.moderation.enums import Ground, Outcome, ReportReason


def new_reference() -> str:
    """128 random bits in URL-safe letters: whoever was given the address may read it, an account or not."""
    return secrets.token_urlsafe(16)


class About(models.Model):
    """What is spoken of, by its kind and key, and as it stood then: it may be gone when somebody reads this."""

    reference = models.CharField(max_length=32, unique=True, default=new_reference, editable=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    url = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    excerpt = models.TextField(max_length=5000, blank=True)
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class Decision(About):
    """What the volunteers decided, with the reasons the law asks for (European regulation 2022/2065, article 17)."""

    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True)
    rule = models.CharField(max_length=200, blank=True)  # which of the charter's, or which law
    facts = models.TextField(max_length=2000, blank=True)
    is_automated = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    # Taken back by the volunteers, or overturned by an appeal: what it hid is shown again.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REMOVED) | (~Q(ground="") & ~Q(facts="")),
                name="decision_removes_with_reasons",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "outcome", "decided_at"], name="decision_kind"),
            models.Index(fields=["author", "-decided_at"], name="decision_author"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.outcome}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:decision", args=[self.reference])


class Report(About):
    """A member or a visitor says that something should not be there (article 16)."""

    reporter = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80, blank=True)  # of who is no member
    email = models.EmailField(max_length=254, blank=True)
    reason = models.CharField(max_length=10, choices=ReportReason.choices)
    text = models.TextField(max_length=3000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey(Decision, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "reporter"], condition=Q(decision=None), name="reported_once_until_decided"
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(decision=None), name="reported_waiting"),
            models.Index(fields=["kind", "key"], name="reported_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.reason}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:report_followed", args=[self.reference])


class Appeal(models.Model):
    """Who was restricted asks for another look, once; another volunteer answers where there is one (article 20)."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(max_length=3000)
    created_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_granted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, is_granted=None) | Q(decided_at__isnull=False, is_granted__isnull=False),
                name="appeal_decided_with_outcome",
            ),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(decided_at=None), name="appeal_waiting")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.created_at:%Y-%m-%d}"
