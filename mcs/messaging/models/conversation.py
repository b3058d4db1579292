"""A conversation, who takes part in it, and whom somebody no longer wants to hear of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mcs.members.models import Member


class Conversation(models.Model):
    """What two people, or somebody and the volunteers, write to each other: one for the same two, for good."""

    # Who talks, in an order of their own, so that two first messages at once open one conversation. Null: forgotten.
    pair = models.CharField(max_length=73, null=True, blank=True, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_message = models.ForeignKey("Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)  # by the volunteers, after a report

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"


class Participant(models.Model):
    """One side of a conversation: a member, or the volunteers together; neither once the member has left."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="conversations")
    is_volunteers = models.BooleanField(default=False)
    # What a page shows of the conversation to this side, kept here so that no page counts.
    last_at = models.DateTimeField(default=timezone.now)
    last_read = models.PositiveBigIntegerField(default=0)  # key of the newest message this side has seen
    unread = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)
    # When an e-mail about what is unread goes out, and the newest message an e-mail has told of.
    tell_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveBigIntegerField(default=0)
    # Only of the volunteers: since when somebody waits for them, and who answers.
    waiting_since = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["conversation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "member"], name="participant_once_a_member"),
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(is_volunteers=True), name="participant_volunteers_once"
            ),
            models.CheckConstraint(
                condition=Q(is_volunteers=False) | Q(member__isnull=True), name="participant_one_side"
            ),
            models.CheckConstraint(
                condition=Q(is_volunteers=True) | Q(waiting_since__isnull=True, holder__isnull=True),
                name="participant_only_volunteers_wait",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "archived_at", "-last_at", "-id"], name="participant_inbox"),
            models.Index(fields=["member"], condition=Q(unread__gt=0), name="participant_unread"),
            models.Index(fields=["tell_at"], condition=Q(tell_at__isnull=False), name="participant_to_tell"),
            models.Index(
                fields=["waiting_since"], condition=Q(waiting_since__isnull=False), name="participant_waiting"
            ),
            models.Index(fields=["last_at"], condition=Q(is_volunteers=True), name="participant_volunteers"),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}/{'volunteers' if self.is_volunteers else self.member_id}"

    def get_absolute_url(self) -> str:
        """Where this side reads the conversation: the volunteers at their desk."""
        page = "messaging:desk_conversation" if self.is_volunteers else "messaging:conversation"
        return reverse(page, args=[self.conversation_id])

    @property
    def news_url(self) -> str:
        """Where an open page asks for what is new."""
        page = "messaging:desk_new_messages" if self.is_volunteers else "messaging:new_messages"
        return reverse(page, args=[self.conversation_id])

    @cached_property
    def other(self) -> Participant | None:
        """Whom this side talked to when it was first asked, for a page."""
        return self.find_other()

    def find_other(self) -> Participant | None:
        """Whom this side talks to now; None when nobody is left there."""
        others = Participant.objects.filter(conversation=self.conversation_id).exclude(pk=self.pk)
        return others.select_related("member__district", "holder").first()

    @property
    def name(self) -> str:
        """The name the other side sees."""
        if self.is_volunteers:
            return _("The volunteers")
        return self.member.display_name if self.member else _("A neighbour who has left")


class Block(models.Model):
    """A member does not want to hear of another; it outlives their conversation."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(member=models.F("blocked")), name="block_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.blocked_id}"
