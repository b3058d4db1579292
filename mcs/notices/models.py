"""What members were told, how they want to be told, and how many e-mails left each day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from mcs.members.models import Member
from mcs.notices.enums import Channel, Frequency, Lane
from mcs.notices.notice import kind_named

MOST_COUNTED = 99


class NoticeEntry(models.Model):
    """One line of a member's bell. What happens again about the same thing before it is read joins the same line."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notice_entries")
    kind = models.CharField(max_length=60)  # name of a MemberNotice
    key = models.CharField(max_length=80)  # what it is about: "post-12"
    url = models.CharField(max_length=300)  # a path of the site
    context: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    actor = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")  # the last
    # Keys of the neighbours (or things) this line counts, each once however often they come; at most MOST_COUNTED.
    counted: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(null=True, blank=True)  # when an e-mail may say it; None: none is to
    gathered = models.BooleanField(default=False)  # that e-mail is a digest
    mailed_at = models.DateTimeField(null=True, blank=True)
    push_due_at = models.DateTimeField(null=True, blank=True)  # when the member's devices may say it
    pushed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name_plural = "notice entries"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "key"],
                condition=models.Q(read_at__isnull=True),
                name="notice_entry_unread_once",
            )
        ]
        indexes = [
            models.Index(fields=["member", "-updated_at", "-id"], name="notice_entry_bell"),
            models.Index(fields=["gathered", "mail_due_at"], name="notice_entry_due"),
            models.Index(fields=["key"], name="notice_entry_about"),
            models.Index(
                fields=["push_due_at"], name="notice_entry_push", condition=models.Q(push_due_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def icon(self) -> str:
        kind = kind_named(self.kind)
        return kind.icon if kind else "bell"

    @property
    def line(self) -> str:
        """What is said of it, in the reader's language: what one neighbour did, or how many did."""
        kind = kind_named(self.kind)
        if kind is None:
            return str(self.context.get("title", ""))
        actor = self.actor.display_name if self.actor else gettext("A neighbour")
        number = len(self.counted)
        text = str(kind.many if number > 1 else kind.one)
        return text % {**self.context, "actor": actor, "number": number}

    @property
    def link(self) -> str:
        """Where it leads: what happened, or all of it when it is about several things."""
        return str(self.context.get("many_url") or self.url) if len(self.counted) > 1 else self.url

    @property
    def mute_url(self) -> str:
        """Where pressing stops the whole thread; empty where there is none."""
        return str(self.context.get("mute_url", ""))


class Preference(models.Model):
    """How a member wants to be told of one kind of thing by a channel, where it differs from what is usual."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    frequency = models.CharField(max_length=10, choices=Frequency.choices)

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["member", "kind", "channel"], name="preference_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.frequency}"


class PushDevice(models.Model):
    """A browser that a member is told on (W3C Push API): where to write to it, and the keys to write for it alone."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="push_devices")
    name = models.CharField(max_length=80)  # "Chrome, Android"
    endpoint = models.URLField(max_length=600, unique=True)
    p256dh = models.CharField(max_length=100)  # its public key, base64url
    auth = models.CharField(max_length=40)  # its secret, base64url
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name


class Rhythm(models.Model):
    """When a member is told: hours of quiet, and the next digest of the neighbourhood. One row a member with e-mail."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="rhythm")
    quiet_from = models.TimeField(null=True, blank=True)  # local; both or neither
    quiet_until = models.TimeField(null=True, blank=True)
    next_digest_at = models.DateTimeField(null=True, blank=True)  # None: no digest is wanted
    last_digest_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["member"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="rhythm_quiet_whole",
            )
        ]
        indexes = [models.Index(fields=["next_digest_at"], name="rhythm_digest")]

    def __str__(self) -> str:
        return f"{self.member_id}"


class MailCount(models.Model):
    """How many e-mails of a lane were handed to the server on a day."""

    day = models.DateField()
    lane = models.CharField(max_length=15, choices=Lane.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "lane"]
        constraints = [models.UniqueConstraint(fields=["day", "lane"], name="mail_count_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.lane} {self.count}"
