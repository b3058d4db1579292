"""Answers under a post."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

from mcs.board.enums import ContentStatus, HoldReason
from mcs.board.models.naming import Naming
from mcs.board.models.post import Post
from mcs.directory.models import Listing
from mcs.members.models import Member


class CommentQuerySet(models.QuerySet["Comment"]):
    def published(self) -> CommentQuerySet:
        return self.filter(status=ContentStatus.PUBLISHED)


class Comment(Naming):
    """An answer under a post; one that names a listing recommends it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(max_length=3000)
    listing = models.ForeignKey(Listing, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments")
    # Said in a merchant's name: at most one answer of a business under a post.
    merchant = models.ForeignKey(Listing, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=ContentStatus.choices, default=ContentStatus.PUBLISHED)
    hold_reason = models.CharField(max_length=20, choices=HoldReason.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    thanks_count = models.PositiveIntegerField(default=0)
    submission = models.UUIDField(null=True, blank=True, unique=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "merchant"],
                condition=~models.Q(status=ContentStatus.REMOVED),
                name="comment_once_a_merchant",
            )
        ]
        indexes = [
            models.Index(fields=["post", "created_at", "id"], name="comment_thread"),
            models.Index(fields=["author", "-created_at", "-id"], name="comment_author"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        """Leads to it on its post's page, whatever the page's address is by then."""
        return reverse("board:comment", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == ContentStatus.PUBLISHED

    @property
    def thanks_url(self) -> str:
        return reverse("board:comment_thank", args=[self.pk])


class CommentRevision(models.Model):
    """What an answer said before it was edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="revisions")
    text = models.TextField(max_length=3000)
    written_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.created_at:%Y-%m-%d %H:%M}"
