"""What members do besides writing: thank, follow, come back."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from mcs.board.models.comment import Comment
from mcs.board.models.post import Post
from mcs.directory.models import Category, Listing
from mcs.members.models import Member


class Thanks(models.Model):
    """A member thanks for a post or an answer, once."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="thanks")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, blank=True, related_name="thanks")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, blank=True, related_name="thanks")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name_plural = "thanks"
        constraints = [
            models.UniqueConstraint(fields=["member", "post"], name="thanks_once_a_post"),
            models.UniqueConstraint(fields=["member", "comment"], name="thanks_once_a_comment"),
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, comment__isnull=True)
                | models.Q(post__isnull=True, comment__isnull=False),
                name="thanks_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.post_id or self.comment_id}"


class Follow(models.Model):
    """A member is told what happens under a post; its author and those who answer follow by themselves."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="follows")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="followers")
    is_muted = models.BooleanField(default=False)  # said "no more of this": answering again does not undo it
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="follow_once_a_post")]
        indexes = [models.Index(fields=["member", "-post"], name="follow_feed")]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.post_id}"


class TradeFollow(models.Model):
    """A member wants to hear of requests in a trade: because they know it, or because it is theirs."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="trades")
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="followers")
    # A merchant hears of requests for this business, and answers in its name.
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, null=True, blank=True, related_name="followers")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["category", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "category", "listing"], name="trade_once_a_business"),
            models.UniqueConstraint(
                fields=["member", "category"], condition=models.Q(listing__isnull=True), name="trade_once_a_member"
            ),
        ]
        indexes = [models.Index(fields=["category", "member"], name="trade_followers")]

    def __str__(self) -> str:
        return f"{self.member_id} → {self.category_id}"


class FeedVisit(models.Model):
    """When a member last looked at the board, and the time before: what is newer than that is unread."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="feed_visit")
    seen_at = models.DateTimeField(default=timezone.now)
    before_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["member"]

    def __str__(self) -> str:
        return f"{self.member_id} {self.seen_at:%Y-%m-%d %H:%M}"
