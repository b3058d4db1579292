"""The merchant's right of reply."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models.post import Post
from mcs.board.models.recommendation import Recommendation
from mcs.directory.models import Listing
from mcs.members.models import Member


class ReplyQuerySet(models.QuerySet["Reply"]):
    def published(self) -> ReplyQuerySet:
        return self.filter(status=ContentStatus.PUBLISHED)


class Reply(models.Model):
    """The merchant's one answer to a review or a recommendation (French consumer code, D111-17)."""

    review = models.OneToOneField(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="reply")
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.CASCADE, null=True, blank=True, related_name="reply"
    )
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(
        max_length=10,
        choices=ContentStatus.choices,
        default=ContentStatus.PUBLISHED,
        db_default=ContentStatus.PUBLISHED,
    )
    hold_reason = models.CharField(max_length=20, choices=HoldReason.choices, blank=True, default="", db_default="")
    removed_at = models.DateTimeField(null=True, blank=True)  # refused, or hidden by a decision

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review__isnull=False, recommendation__isnull=True)
                | models.Q(review__isnull=True, recommendation__isnull=False),
                name="reply_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        """Where it stands."""
        if self.review:
            return f"{self.review.get_absolute_url()}#replique-{self.pk}"
        return f"{self.listing.get_absolute_url()}#recommandations"

    @property
    def is_published(self) -> bool:
        return self.status == ContentStatus.PUBLISHED
