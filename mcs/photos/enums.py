"""The states a photo goes through, and the files made of it."""

from django.db import models

WIDTHS = (320, 640, 1280)  # pixels: a thumbnail, a phone, a page
FORMATS = ("avif", "webp", "jpeg")  # the best first; each is the end of a file's name and of its MIME type


class PhotoStatus(models.TextChoices):
    PENDING = "pending"  # stored, its variants not made yet
    READY = "ready"
    FAILED = "failed"  # could not be read; the reason is kept for its owner
