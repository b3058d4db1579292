"""The file of businesses a volunteer brings."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mcs.directory.models import Listing
from mcs.directory.sources.files import SourceFile, read_bytes
from mcs.directory.sources.row import UnreadableFileError

LARGEST = 4 * 1024 * 1024  # bytes
UNPACKED = 40 * 1024 * 1024  # bytes of a workbook, ten times what so many rows take: reading more takes minutes
MOST_ROWS = 10_000  # the command takes any number


class ListingImportForm(forms.Form):
    """A file, read as soon as it is valid."""

    file = forms.FileField(
        label=_("The file"),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
        help_text=_("A table (CSV, Excel, LibreOffice), an export of this directory, or places of OpenStreetMap."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ods,.json,.geojson"}),
    )
    source = forms.CharField(
        label=_("Where it comes from"),
        help_text=_("A name you give it, the same each time: rows already brought are found again by it."),
        max_length=Listing._meta.get_field("source").max_length,
        required=False,
    )

    def clean_file(self) -> SourceFile:
        """The file's rows; a sentence for what can't be read or is better left to the command."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("This file is too large."))
        try:
            self._name, self._content = file.name or "", file.read()
            found = read_bytes(self._content, PurePath(self._name).stem, largest=UNPACKED)
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from error
        if len(found.rows) > MOST_ROWS:
            sentence = _("%(rows)s rows are too many for this page: cut the file in parts of %(most)s.")
            raise forms.ValidationError(sentence % {"rows": len(found.rows), "most": MOST_ROWS})
        return found

    def clean(self) -> dict[str, Any]:
        """With no name given, the file's own."""
        data = super().clean() or self.cleaned_data
        if found := data.get("file"):
            longest = Listing._meta.get_field("source").max_length
            data["source"] = data.get("source") or found.origin[:longest]
        return data

    def brought(self) -> dict[str, Any]:
        """What bring_file wants to know of a valid file."""
        file: SourceFile = self.cleaned_data["file"]
        name = self._name or self.cleaned_data["source"]
        return {"name": name, "source": self.cleaned_data["source"], "content": self._content, "rows": len(file.rows)}
