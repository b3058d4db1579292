"""Who keeps which queue, who has what in hand, what was decided, and what volunteers tell each other.

An item is named by its queue and key, never by a foreign key: it belongs to an app above, and may be gone by then.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from mcs.members.models import Member

UNDO_FOR = timedelta(days=30)


class Item(models.Model):
    """Something about one item of one queue."""

    queue = models.CharField(max_length=20)
    key = models.CharField(max_length=60)

    class Meta:
        abstract = True


class InHand(Item):
    """Which volunteer looks at an item now; it ends by itself, so that nobody has to give it back."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        ordering = ["until", "pk"]
        verbose_name_plural = "in hand"
        constraints = [models.UniqueConstraint(fields=["queue", "key"], name="in_hand_of_one")]

    def __str__(self) -> str:
        return f"{self.queue} {self.key}"


class DeskDecision(Item):
    """What a volunteer decided; `kept` is what taking it back needs besides the key."""

    title = models.CharField(max_length=120, blank=True)
    said = models.CharField(max_length=200)
    # Whom it concerns, so that the next volunteer knows what was decided about them before.
    about = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    waited = models.PositiveIntegerField(default=0)  # seconds
    kept: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [
            models.Index(fields=["-decided_at", "-id"], name="desk_decision_log"),
            models.Index(fields=["queue", "key"], name="desk_decision_item"),
            models.Index(fields=["about", "-decided_at"], name="desk_decision_about"),
        ]

    def __str__(self) -> str:
        return f"{self.queue} {self.key} {self.decided_at:%Y-%m-%d %H:%M}"

    @property
    def may_be_undone(self) -> bool:
        # The answer to an appeal is final: it was told as such.
        return self.undone_at is None and "final" not in self.kept and timezone.now() - self.decided_at < UNDO_FOR


class DeskNote(Item):
    """What a volunteer wants the others to know of an item; nobody else reads it."""

    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["queue", "key"], name="desk_note_item")]

    def __str__(self) -> str:
        return self.text[:60]


class CannedAnswer(models.Model):
    """Words that volunteers send often; changed before they are sent, or not."""

    title = models.CharField(max_length=80)
    text = models.TextField(max_length=600)
    written_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Delegation(models.Model):
    """A delegate keeps one queue."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="delegations")
    queue = models.CharField(max_length=20)
    named_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["member", "queue"]
        constraints = [models.UniqueConstraint(fields=["member", "queue"], name="delegation_once_a_queue")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.queue}"


class Pause(models.Model):
    """Nothing new is taken into a queue until that day's end; everybody reads why."""

    queue = models.CharField(max_length=20, unique=True)
    text = models.CharField(max_length=300, blank=True)
    until = models.DateField()  # the last day of the pause
    set_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["queue"]

    def __str__(self) -> str:
        return f"{self.queue} {self.until}"


class DoneOnce(models.Model):
    """What is done and never again: a link of an e-mail decides, a keeper gets the e-mail of a morning."""

    digest = models.CharField(max_length=64, unique=True)
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["done_at", "pk"]
        verbose_name_plural = "done once"

    def __str__(self) -> str:
        return self.digest[:12]
