"""What can be reported that no app above knows better: a photo, a member."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.moderation.actions.sanctions import KIND, end_measure
from mcs.moderation.reportables import Reportable, Subject
from mcs.photos.actions import hide_photo, show_photo
from mcs.photos.models import Photo


def _photo(key: str) -> Subject | None:
    photo = Photo.objects.select_related("uploader").filter(key=key).first()
    if photo is None:
        return None
    return Subject("photo", key, photo.description, photo.alt, photo.link or "/album/", photo.uploader, photo.is_ready)


def _member(key: str) -> Subject | None:
    try:
        member = Member.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None
    if member is None:
        return None
    return Subject("voisin", key, member.display_name, "", f"/voisins/{member.pk}/", member, member.is_active)


PHOTO = Reportable(
    kind="photo",
    label=_("Photo"),
    find=_photo,
    pages={"photos:photo": lambda args, anchor: str(args["key"])},
    remove=lambda key: hide_photo(key=key),
    restore=lambda key: show_photo(key=key),
)
MEMBER = Reportable(
    kind="voisin",
    label=_("Neighbour"),
    find=_member,
    pages={"board:neighbour": lambda args, anchor: str(args["pk"])},
    is_removable=False,
)
MEASURE = Reportable(
    kind=KIND,  # never reported: here for its label, and to be ended when its decision is taken back
    label=_("Measure about the account"),
    find=lambda key: None,
    pages={},
    restore=end_measure,
)
