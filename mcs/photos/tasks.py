"""The queue of photos."""

from __future__ import annotations

from django_tasks import task

from mcs.photos import actions


@task(queue_name="photos", priority=-50)
def make_variants(*, photo_pk: int) -> None:
    """Makes the files of a photo just received; running it again changes nothing."""
    actions.make_photo_variants(photo_pk=photo_pk)
