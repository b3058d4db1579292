"""What neighbours vouch for, and what they said before."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models.comment import Comment
from mcs.board.models.replied import Replied
from mcs.directory.models import Listing
from mcs.members.models import Member


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def published(self) -> RecommendationQuerySet:
        return self.filter(status=ContentStatus.PUBLISHED)


class Recommendation(Replied, models.Model):
    """A neighbour vouches for a listing: once per member and listing, dated, for a need."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="recommendations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="recommendations")
    comment = models.OneToOneField(
        Comment, on_delete=models.SET_NULL, null=True, blank=True, related_name="recommendation"
    )
    need = models.CharField(max_length=120, blank=True)  # the title of the request it answered
    text = models.CharField(max_length=600, blank=True)
    experienced_on = models.DateField(null=True, blank=True)  # when it was lived, as far as it was said
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=ContentStatus.choices, default=ContentStatus.PUBLISHED)
    hold_reason = models.CharField(max_length=20, choices=HoldReason.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)  # taken back by its author, or removed

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["listing", "member"], name="recommendation_once_per_member_and_listing")
        ]
        indexes = [
            models.Index(fields=["listing", "-created_at", "-id"], name="recommendation_listing"),
            models.Index(fields=["member", "-created_at", "-id"], name="recommendation_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.listing_id}"

    @property
    def is_published(self) -> bool:
        return self.status == ContentStatus.PUBLISHED


class RecommendationRevision(models.Model):
    """What a recommendation said before it was changed."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="revisions")
    need = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=600, blank=True)
    written_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.recommendation_id} {self.created_at:%Y-%m-%d %H:%M}"
