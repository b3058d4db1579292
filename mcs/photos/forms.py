"""Photos in a form of any app above: several at once, and those that are good are never asked for twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from mcs.lib.images import ImageRefused
from mcs.lib.text import clean_text
from mcs.members.models import Member
from mcs.photos.actions import store_photo
from mcs.photos.models import Photo
from mcs.photos.rules import MAX_PHOTOS, REFUSED, UPLOADS, find_kept_photos, keep_token

KEPT = "kept_photos"


class Received(NamedTuple):
    """What a form brings: files, and the tokens of photos it brought before."""

    files: list[UploadedFile[Any]]
    tokens: list[str]


class PhotosInput(forms.FileInput):
    """A file input that takes several, and reads the photos kept from an earlier try."""

    allow_multiple_selected = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[Any]], name: str
    ) -> Any:
        # A draft is a plain dict that holds a list.
        tokens = data.getlist(KEPT) if isinstance(data, MultiValueDict) else data.get(KEPT, [])
        return Received(files.getlist(name), tokens)


class PhotosMixin(forms.Form):
    """Adds the field `photos`, drawn by components/photo_field.html; `cleaned_photos()` gives them once valid.

    One bad photo sends the form back once, with a sentence and everything else kept; sent again, it passes without.
    `client` is the visitor's address block (lib.ratelimit), for the limit on uploads of those who are no members.
    To carry the photos elsewhere (a draft), keep `kept_tokens()` and give them back as data or initial `kept_photos`.
    """

    photos = forms.Field(
        label=_("Photos"),
        required=False,
        widget=PhotosInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}),
        help_text=_("Up to 6 photos, 20 MB each. Where and when they were taken is erased from them."),
    )

    def __init__(self, *args: Any, uploader: Member | None, client: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.uploader = uploader
        self.client = client
        # Received and good: they come back with the form whatever else is refused.
        self.kept = find_kept_photos(uploader, self.initial.get(KEPT, []))

    def clean_photos(self) -> list[Photo]:
        received: Received = self.cleaned_data["photos"]
        self.kept = find_kept_photos(self.uploader, received.tokens)
        refusals = []
        if len(self.kept) < len(set(received.tokens[:MAX_PHOTOS])):
            refusals.append(_error(_("A photo sent earlier can’t be used any more: please add it again."), "gone"))
        refused = [refusal for file in received.files if (refusal := self._refusal(file))]
        too_many = [refusal for refusal in refused if refusal.code == "many"]
        if len(too_many) > 1:  # thirty photos are one sentence
            several = _("%(count)s photos were left out: six at most.")
            refused = [refusal for refusal in refused if refusal.code != "many"]
            refused.append(ValidationError(several, code="many", params={"count": len(too_many)}))
        refusals += refused
        if refusals:
            rest = _("Everything else is kept. Add another photo, or simply send again to go without.")
            raise ValidationError([*refusals, ValidationError(rest, code="kept")])
        return self.kept

    def cleaned_photos(self) -> list[Photo]:
        """The photos, in their order, of a form that is valid."""
        return list(self.cleaned_data["photos"])

    def kept_tokens(self) -> list[str]:
        """What finds the photos again, for a day, for the same person."""
        return [keep_token(photo) for photo in self.kept]

    def kept_photos(self) -> list[tuple[Photo, str]]:
        """Each photo received, with its token."""
        return list(zip(self.kept, self.kept_tokens(), strict=True))

    def _refusal(self, file: UploadedFile[Any]) -> ValidationError | None:
        """Stores the file among those kept, or says why not."""
        name = clean_text(file.name or "")[:60]
        if len(self.kept) >= MAX_PHOTOS:
            return _error(_("“%(name)s” was left out: six photos at most."), "many", name)
        if not UPLOADS.allows(str(self.uploader.pk) if self.uploader else self.client):
            return _error(_("“%(name)s” was left out: many photos came in an hour. Add it later."), "limited", name)
        try:
            self.kept.append(store_photo(file=file, uploader=self.uploader))
        except ImageRefused as refused:
            return _error(REFUSED[refused.reason], refused.reason.value, name)
        except OSError:
            return _error(_("“%(name)s” could not be stored: the fault is ours. Please try again later."), "disk", name)
        return None


def _error(sentence: Any, code: str, name: str = "") -> ValidationError:
    return ValidationError(sentence, code=code, params={"name": name})
