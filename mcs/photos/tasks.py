"""The queue of photos."""

from __future__ import annotations

from django_tasks import task

from mcs.photos import actions


@task(queue_name="photos", priority=-50)
def make_variants(*, photo_pk: int) -> None:
    """Makes the files of a photo just received; running it again changes nothing."""
    actions.make_photo_variants(photo_pk=photo_pk)


@task(queue_name="photos", priority=-40)
def move_files(*, photo_pk: int) -> None:
    """Puts the files of a photo that is no longer shown elsewhere; running it again does it again."""
    actions.move_photo_files(photo_pk=photo_pk)
