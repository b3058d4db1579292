"""Storing photos, making their variants, showing them in the album, removing them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from mcs.lib.images import ImageRefused, Variant, inspect, make_variants
from mcs.members.models import Member
from mcs.photos.enums import FORMATS, WIDTHS, PhotoStatus
from mcs.photos.models import AWAITED_FOR, Photo
from mcs.photos.rules import HIDDEN, KEPT_FOR, UNREADABLE


def store_photo(*, file: File[bytes], uploader: Member | None) -> Photo:
    """The photo, pending: its file is kept aside, unserved, until the job has made the variants.

    Raises ImageRefused for a file that is not a picture we accept, OSError when it can't be stored.
    """
    inspect(file)
    photo = Photo(uploader=uploader)
    name = secrets.token_urlsafe(16)
    try:
        photo.original.save(name, file, save=False)
        photo.save()
    except Exception:
        default_storage.delete(f"originals/{name}")
        raise
    _queue("make_variants", photo.pk)
    return photo


def make_photo_variants(*, photo_pk: int) -> None:
    """Makes the files of a pending photo, then switches its row, then deletes its original.

    Safe to run twice, also at once: each run writes files of its own names, and only one switches the row.
    A disk that fails leaves the photo pending and its original in place: run it again.
    """
    photo = Photo.objects.filter(pk=photo_pk, status=PhotoStatus.PENDING).first()
    if photo is None:
        return
    original = str(photo.original)
    try:
        with photo.original.open("rb") as file:
            variants = make_variants(file, WIDTHS, FORMATS)
    except FileNotFoundError:
        if Photo.objects.filter(pk=photo_pk, status=PhotoStatus.PENDING).exists():
            raise
        return  # another run has just finished
    except ImageRefused:
        if _switch(photo, status=PhotoStatus.FAILED, failure=UNREADABLE, original=""):
            default_storage.delete(original)
        return
    photo.run = f"{secrets.token_hex(4)}-"
    names = [photo.file_name(variant.width, variant.format) for variant in variants]
    try:
        _write(names, variants)
        switched = _switch(photo, **_ready(variants), run=photo.run, original="")
    except Exception:
        _delete_files(names)
        raise
    if switched:  # a run that was killed may have left some of its own
        strays = [name for name in _folder(f"photos/{photo.key}") if name not in names]
        _delete_files([original, *strays])
    else:
        _delete_files(names)


@transaction.atomic
def publish_photos(*, photos: Iterable[Photo], caption: str, link: str) -> None:
    """Shows the photos in the album, with what they are of and the address they lead to; the first date is kept."""
    published = Photo.objects.filter(pk__in=[photo.pk for photo in photos])
    published.update(caption=caption[:120], link=link)
    published.filter(published_at=None).update(published_at=timezone.now())


def withdraw_photos(*, photos: Iterable[Photo]) -> None:
    """Takes the photos out of the album; their files stay, so that they can be published again, at other addresses."""
    withdrawn = Photo.objects.filter(pk__in=[photo.pk for photo in photos])
    withdrawn.update(published_at=None)
    for photo_pk in withdrawn.filter(status=PhotoStatus.READY).values_list("pk", flat=True):
        _queue("move_files", photo_pk)


def hide_photo(*, key: str) -> bool:
    """Shows the photo nowhere, by a volunteer's decision; its files stay, where nobody finds them. False when there is
    none of that key."""
    photo = Photo.objects.filter(key=key).first()
    if photo is None:
        return False
    Photo.objects.filter(pk=photo.pk).update(status=PhotoStatus.FAILED, failure=HIDDEN)
    _queue("move_files", photo.pk)
    return True


def show_photo(*, key: str) -> bool:
    """Shows again, where it was, a photo that was hidden; False when it was not."""
    hidden = Photo.objects.filter(key=key, status=PhotoStatus.FAILED, failure=HIDDEN)
    return hidden.update(status=PhotoStatus.READY, failure="") == 1


def move_photo_files(*, photo_pk: int) -> None:
    """Gives the files of a photo that is no longer shown names that nobody was told: its addresses may have been kept.

    Nothing for one that is shown again meanwhile. Safe to run twice: one run switches the row.
    """
    aside = Q(published_at=None) | Q(status=PhotoStatus.FAILED)
    photo = Photo.objects.filter(aside, pk=photo_pk).exclude(widths=[]).first()
    if photo is None:
        return
    before, run = photo.run, f"{secrets.token_hex(4)}-"
    known = [photo.file_name(width, name) for width in photo.widths for name in FORMATS]
    photo.run = run
    moved = [photo.file_name(width, name) for width in photo.widths for name in FORMATS]
    for old, new in zip(known, moved, strict=True):
        with suppress(FileNotFoundError), default_storage.open(old) as file:
            default_storage.save(new, ContentFile(file.read()))
    switched = Photo.objects.filter(aside, pk=photo_pk, run=before).update(run=run)
    _delete_files(known if switched else moved)


@transaction.atomic
def remove_photos(*, photos: Iterable[Photo]) -> None:
    """Deletes the photos, and their files once that is certain."""
    for photo in photos:
        names = [str(photo.original)] if photo.original else []
        names += _folder(f"photos/{photo.key}")
        photo.delete()
        transaction.on_commit(partial(_delete_files, [*names, f"photos/{photo.key}"]))


def resume_photos(*, before: datetime) -> int:
    """Queues again the photos still pending since before that moment; returns how many."""
    pending = Photo.objects.filter(status=PhotoStatus.PENDING, created_at__lt=before).values_list("pk", flat=True)
    for photo_pk in pending:
        _queue("make_variants", photo_pk)
    return len(pending)


def remove_forgotten_photos(*, before: datetime) -> int:
    """Removes what was received before that moment and never sent with a form; returns how many."""
    forgotten = list(Photo.objects.unattached().filter(published_at=None, created_at__lt=before))
    remove_photos(photos=forgotten)
    return len(forgotten)


def remove_lost_originals(*, before: datetime) -> None:
    """Deletes the files received before that moment by a process killed before it had noted them."""
    old = [name for name in _folder("originals") if default_storage.get_modified_time(name) < before]
    known = set(Photo.objects.filter(original__in=old).values_list("original", flat=True))
    _delete_files(name for name in old if name not in known)


def tend_photos() -> tuple[int, int]:
    """Both, for what was interrupted and what was forgotten; returns how many were taken up again and removed."""
    now = timezone.now()
    resumed = resume_photos(before=now - AWAITED_FOR)
    remove_lost_originals(before=now - KEPT_FOR)
    return resumed, remove_forgotten_photos(before=now - KEPT_FOR - timedelta(hours=1))


def _queue(name: str, photo_pk: int) -> None:
    task = import_string(f"mcs.photos.tasks.{name}")  # by its name: tasks stand to the right of actions
    transaction.on_commit(partial(task.enqueue, photo_pk=photo_pk))


def _write(names: list[str], variants: list[Variant]) -> None:
    for name, variant in zip(names, variants, strict=True):
        default_storage.save(name, ContentFile(variant.data))


def _ready(variants: list[Variant]) -> dict[str, object]:
    largest = variants[-1]
    widths = sorted({variant.width for variant in variants})
    return {"status": PhotoStatus.READY, "width": largest.width, "height": largest.height, "widths": widths}


def _switch(photo: Photo, **values: object) -> bool:
    """Whether it was this call that took the photo out of its pending state."""
    return Photo.objects.filter(pk=photo.pk, status=PhotoStatus.PENDING).update(**values) == 1


def _folder(folder: str) -> list[str]:
    """The names of the files in a folder; none where there is no such folder."""
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:
        return []


def _delete_files(names: Iterable[str]) -> None:
    for name in names:
        with suppress(OSError):
            default_storage.delete(name)
