"""The photo and where its variants are."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from mcs.members.models import Member
from mcs.photos.enums import FORMATS, PhotoStatus

# A photo takes a second or two; after this long the job is in trouble and pages stop asking.
AWAITED_FOR = timedelta(minutes=10)


def new_key() -> str:
    """128 random bits in URL-safe letters: a photo not published yet can't be guessed."""
    return secrets.token_urlsafe(16)


class Source(NamedTuple):
    """What a `<source>` says: a MIME type, and the files of that type with their widths."""

    type: str
    srcset: str


class PhotoQuerySet(models.QuerySet["Photo"]):
    def in_album(self) -> PhotoQuerySet:
        return self.filter(status=PhotoStatus.READY, published_at__isnull=False)

    def unattached(self) -> PhotoQuerySet:
        """Photos that no row of the apps above refers to, whichever those are: Django knows who points here."""
        photos = self
        for relation in Photo._meta.get_fields(include_hidden=True):
            if isinstance(relation, models.ManyToOneRel):
                users = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
                photos = photos.filter(~Exists(users))
        return photos


class Photo(models.Model):
    """One picture. Files are `photos/<key>/<run><width>.<format>`; the original is deleted once they are made."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    uploader = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="photos")
    original = models.FileField(upload_to="originals/", blank=True)
    run = models.CharField(max_length=12, blank=True)  # which run of the job made the files: each writes its own
    status = models.CharField(max_length=10, choices=PhotoStatus.choices, default=PhotoStatus.PENDING)
    failure = models.CharField(max_length=200, blank=True)  # msgid of the sentence shown to its owner
    width = models.PositiveIntegerField(default=0)  # pixels, of the largest variant
    height = models.PositiveIntegerField(default=0)
    widths: models.JSONField[list[int], list[int]] = models.JSONField(default=list)  # pixels, ascending
    alt = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    # Pushed down by the app that shows the photo: what it is of, and where it leads.
    caption = models.CharField(max_length=120, blank=True)
    link = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["status", "-published_at", "-id"], name="photo_album")]

    def __str__(self) -> str:
        return self.key

    def file_name(self, width: int, fmt: str) -> str:
        return f"photos/{self.key}/{self.run}{width}.{fmt}"

    def url(self, width: int, fmt: str) -> str:
        return default_storage.url(self.file_name(width, fmt))

    @property
    def sources(self) -> list[Source]:
        """The files of a photo that is ready, the best format first; the last is JPEG, which every browser reads."""
        return [
            Source(f"image/{fmt}", ", ".join(f"{self.url(width, fmt)} {width}w" for width in self.widths))
            for fmt in FORMATS
        ]

    @property
    def thumbnail_url(self) -> str:
        return self.url(self.widths[0], "jpeg")

    @property
    def largest_url(self) -> str:
        return self.url(self.widths[-1], "jpeg")

    @property
    def description(self) -> str:
        """What stands for the picture where it can't be seen."""
        if self.alt or not self.caption:
            return self.alt or _("Photo added by a neighbour")
        return _("Photo: %(caption)s") % {"caption": self.caption}

    @property
    def is_ready(self) -> bool:
        return self.status == PhotoStatus.READY

    @property
    def is_failed(self) -> bool:
        return self.status == PhotoStatus.FAILED

    @property
    def is_awaited(self) -> bool:
        """Whether it is worth asking again in a moment."""
        return self.status == PhotoStatus.PENDING and timezone.now() - self.created_at < AWAITED_FOR
