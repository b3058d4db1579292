"""What is written in a conversation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.members.models import Member
from mcs.messaging.enums import Channel
from mcs.messaging.models.conversation import Conversation, Participant
from mcs.photos.models import Photo


class Message(models.Model):
    """A text, photos, or a phone number that its owner gives; all are empty once it was anonymised."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    # Who wrote it: for the volunteers, which of them.
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    text = models.TextField(max_length=5000, blank=True)
    folded = models.TextField(blank=True)  # the text as it is searched: lib.french.fold
    phone = models.CharField(max_length=20, blank=True)  # E.164, given by its owner
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PAGE)
    created_at = models.DateTimeField(default=timezone.now)
    anonymised_at = models.DateTimeField(null=True, blank=True)
    photos: models.ManyToManyField[Photo, MessagePhoto] = models.ManyToManyField(
        Photo, through="MessagePhoto", related_name="messages"
    )
    # Of the form or of the e-mail it came with: what is sent twice stands once.
    submission = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["conversation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=True)
                | Q(text="", folded="", phone="", sender__isnull=True, author__isnull=True),
                name="message_anonymised_empty",
            )
        ]
        indexes = [
            models.Index(fields=["conversation", "-created_at", "-id"], name="message_thread"),
            models.Index(fields=["created_at"], condition=Q(anonymised_at__isnull=True), name="message_to_anonymise"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    is_ours = False  # of the side that reads; a page's query says so
    is_seen = False  # the last of ours, by the other side

    @property
    def author_name(self) -> str:
        """Whom the reader sees: a person even where the volunteers write."""
        return self.author.display_name if self.author else _("A neighbour who has left")

    @property
    def summary(self) -> str:
        """One line for a list."""
        if self.phone:
            return _("Gave a phone number")
        return " ".join(self.text.split()) or _("Sent a photo")


class MessagePhoto(models.Model):
    """A photo of a message, in the order it is shown."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="message_photos")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="message_photos")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["message", "photo"], name="photo_once_a_message")]

    def __str__(self) -> str:
        return f"{self.message_id}/{self.photo_id}"
