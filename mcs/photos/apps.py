"""Registers the photos app, the tending of its photos, and what it holds about people."""

from datetime import timedelta

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "mcs.photos"
    label = "photos"

    def ready(self) -> None:
        from mcs.lib.periodic.registry import register
        from mcs.members.holdings import declare
        from mcs.photos.actions import tend_photos
        from mcs.photos.personal_data import PHOTOS

        declare(PHOTOS)
        register("tend_photos", every=timedelta(hours=1), run=tend_photos)
