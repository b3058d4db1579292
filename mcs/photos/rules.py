"""What is taken as a photo, how many, and whose a photo is that waits to be attached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from mcs.lib.images import Refusal
from mcs.lib.ratelimit.limits import Limit
from mcs.members.models import Member
from mcs.photos.enums import PhotoStatus
from mcs.photos.models import Photo

MAX_PHOTOS = 6  # on one post, listing request…
UPLOADS = Limit("photo", times=60, seconds=3600)
KEPT_FOR = timedelta(days=1)  # how long a form left open still finds its photos

REFUSED = {
    Refusal.TOO_HEAVY: _("“%(name)s” is heavier than 20 MB."),
    Refusal.TOO_LARGE: _("“%(name)s” is larger than 60 megapixels."),
    Refusal.NOT_AN_IMAGE: _("“%(name)s” is not a photo we can read."),
    Refusal.UNSUPPORTED_FORMAT: _("“%(name)s” is not a JPEG, PNG, WebP or HEIC photo: we can’t read it."),
    Refusal.BROKEN: _("“%(name)s” is damaged: we can’t read it."),
}
HIDDEN = gettext_noop("The volunteers no longer show this photo. You were told why.")
UNREADABLE = gettext_noop("This photo is damaged: we could not read it. You can add it again, or another one.")

_signer = signing.TimestampSigner(salt="mcs.photos.kept")


def keep_token(photo: Photo) -> str:
    """What a form carries for a photo received with it. The key alone is no proof: it stands in public addresses."""
    return _signer.sign(photo.key)


def find_kept_photos(uploader: Member | None, tokens: Sequence[str]) -> list[Photo]:
    """The photos behind the tokens, in their order: the uploader's own, or a visitor's whose token she holds.

    Left out: what we did not sign, what is older than a day, has failed, or stands somewhere already.
    """
    keys = [key for token in tokens[:MAX_PHOTOS] if (key := _read(token))]
    if not keys:
        return []
    owners = Q(uploader=None) | Q(uploader=uploader)
    free = Photo.objects.unattached().filter(owners, key__in=keys, published_at=None)
    photos = {photo.key: photo for photo in free.exclude(status=PhotoStatus.FAILED)}
    return [photos[key] for key in dict.fromkeys(keys) if key in photos]


def _read(token: str) -> str:
    try:
        return _signer.unsign(token, max_age=KEPT_FOR)
    except signing.BadSignature:
        return ""
