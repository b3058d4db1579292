"""What members publish."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from mcs.board.enums import CloseReason, ContentStatus, HoldReason, PostKind
from mcs.board.kinds import definition_of
from mcs.board.kinds.definition import KindDefinition
from mcs.board.models.naming import Naming
from mcs.board.models.replied import Replied
from mcs.directory.models import Category, Listing
from mcs.lib.text import join_title
from mcs.members.models import Member
from mcs.photos.models import Photo
from mcs.places.models import District


class PostQuerySet(models.QuerySet["Post"]):
    def published(self) -> PostQuerySet:
        return self.filter(status=ContentStatus.PUBLISHED)

    def unanswered(self) -> PostQuerySet:
        """Open requests that nobody has answered."""
        return self.filter(kind=PostKind.REQUEST, comment_count=0, closed_at__isnull=True)

    def solved(self) -> PostQuerySet:
        return self.filter(kind=PostKind.REQUEST, close_reason=CloseReason.SOLVED)


class Post(Replied, Naming):
    """What a member published: a request, a review, a tip or news."""

    kind = models.CharField(max_length=10, choices=PostKind.choices)
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=120)  # the first sentence of what was typed
    body = models.TextField(max_length=5000, blank=True)  # the rest of it
    district = models.ForeignKey(District, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")
    listing = models.ForeignKey(Listing, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts")
    rating = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5, reviews only
    experienced_on = models.DateField(null=True, blank=True)  # reviews: when it was lived (D111-17)
    ends_on = models.DateField(null=True, blank=True)  # tips: the last day it holds
    # Trades that what is asked is about, as the lexicon understood it: who is told, and what is found again.
    categories = models.ManyToManyField(Category, blank=True, related_name="posts")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)  # the last time its text changed; PostRevision has before
    status = models.CharField(max_length=10, choices=ContentStatus.choices, default=ContentStatus.PUBLISHED)
    hold_reason = models.CharField(max_length=20, choices=HoldReason.choices, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    # Requests: open until solved, given up, or until nobody renews them.
    closes_on = models.DateField(null=True, blank=True)
    renewal_asked_on = models.DateField(null=True, blank=True)
    asked_around_at = models.DateTimeField(null=True, blank=True)  # put before those likely to know
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=10, choices=CloseReason.choices, blank=True)
    solution = models.ForeignKey("Comment", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    comment_count = models.PositiveIntegerField(default=0)  # published ones
    first_answer_at = models.DateTimeField(null=True, blank=True)  # by somebody else than the author
    thanks_count = models.PositiveIntegerField(default=0)
    photos: models.ManyToManyField[Photo, PostPhoto] = models.ManyToManyField(
        Photo, through="PostPhoto", related_name="posts"
    )
    # Made in the form shown to the author; a second submit of the same form finds the first post by it.
    submission = models.UUIDField(null=True, blank=True, unique=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rating__isnull=True) | models.Q(rating__range=(1, 5), kind=PostKind.REVIEW),
                name="post_rating_of_reviews",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-created_at", "-id"], name="post_feed"),
            models.Index(fields=["status", "kind", "-created_at", "-id"], name="post_feed_kind"),
            models.Index(fields=["status", "district", "-created_at", "-id"], name="post_feed_district"),
            models.Index(fields=["listing", "-created_at", "-id"], name="post_listing"),
            models.Index(fields=["author", "-created_at", "-id"], name="post_author"),
            models.Index(fields=["closes_on"], name="post_closes"),
            models.Index(
                # The district last: those of one are counted among all that wait, which are few, in the index alone.
                fields=["status", "kind", "comment_count", "closed_at", "-created_at", "-id", "district"],
                name="post_unanswered",
            ),
            models.Index(fields=["status", "close_reason", "-created_at", "-id"], name="post_solved"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("board:post", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(self.title)[:60].strip("-") or self.kind

    @property
    def text(self) -> str:
        """What its author typed."""
        return join_title(self.title, self.body)

    @property
    def definition(self) -> KindDefinition:
        return definition_of(self.kind)

    @property
    def is_over(self) -> bool:
        """Whether the last day of a tip has passed."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def is_published(self) -> bool:
        return self.status == ContentStatus.PUBLISHED

    @property
    def thanks_url(self) -> str:
        return reverse("board:post_thank", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether a request still waits for answers."""
        return self.kind == PostKind.REQUEST and self.closed_at is None

    @property
    def is_solved(self) -> bool:
        return self.close_reason == CloseReason.SOLVED


class PostPhoto(models.Model):
    """A photo of a post, in the order it is shown."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="post_photos")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="post_photos")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "photo"], name="photo_once_a_post")]

    def __str__(self) -> str:
        return f"{self.post_id}/{self.photo_id}"


class PostRevision(models.Model):
    """What a post said before it was edited."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=120)
    body = models.TextField(max_length=5000, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    experienced_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()  # when this text was written
    created_at = models.DateTimeField(default=timezone.now)  # when it was replaced

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.post_id} {self.created_at:%Y-%m-%d %H:%M}"
