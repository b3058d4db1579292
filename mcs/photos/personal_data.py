"""What the photos app holds about people."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mcs.members.enums import LawfulBasis
from mcs.members.holdings import Holding, Picture, Records, records
from mcs.members.models import Member
from mcs.photos.actions import remove_photos
from mcs.photos.models import Photo


def _photos(member: Member) -> Iterable[Records]:
    found = Photo.objects.filter(uploader=member).order_by("created_at", "pk")
    columns = {
        "key": _("File"),
        "alt": _("Description"),
        "caption": _("Shown with"),
        "created_at": _("Sent on"),
        "published_at": _("In the album since"),
    }
    yield records("photos", _("My photos"), found, columns)


def _pictures(member: Member) -> Iterable[Picture]:
    for photo in Photo.objects.filter(uploader=member).order_by("created_at", "pk"):
        if photo.is_ready and photo.widths:
            yield Picture(photo.file_name(photo.widths[-1], "jpeg"), f"photos/{photo.key}.jpg")


def _erase(member: Member, words: bool) -> None:
    """Photos show places and faces: they go, with their files, whatever becomes of the words beside them."""
    remove_photos(photos=Photo.objects.filter(uploader=member).order_by("pk"))


PHOTOS = Holding(
    name="photos",
    title=_("Photos"),
    data=_("Pictures, without the place and device that the camera wrote in them; their description, who sent them."),
    purpose=_("Showing businesses, posts and the neighbourhood."),
    basis=LawfulBasis.SERVICE,
    recipients=_("Everybody."),
    retention=_(
        "As long as the post or page they stand on; one that was never sent with a form, for a day. With the account."
    ),
    fields=("photos.Photo.uploader",),
    jobs=("tend_photos",),
    export=_photos,
    pictures=_pictures,
    erase=_erase,
)
