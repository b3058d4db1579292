"""Changing a text that stands already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mcs.board.kinds.review import ReviewFields
from mcs.board.models import Comment, Post
from mcs.lib.fields import WordsField


def version(thing: Post | Comment) -> str:
    """Which state of the text a form was opened on, as its hidden field says it."""
    return thing.edited_at.isoformat() if thing.edited_at else ""


class VersionField(forms.CharField):
    """The moment of the last edit when the form was opened; None before any, and for what can't be read."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> datetime | None:
        try:
            return datetime.fromisoformat(super().clean(value) or "")
        except (ValueError, ValidationError):
            return None


class EditForm(forms.Form):
    """The text, and which state of it was opened."""

    seen = VersionField(required=False)
    current = ""  # what stands now, when somebody or another tab changed it meanwhile

    def __init__(self, *args: Any, longest: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"] = WordsField(longest=longest, rows=8, label=_("Your text"))

    @property
    def facts(self) -> dict[str, Any]:
        """What a valid form says beside the text: of a review, its rating and its day."""
        return {name: value for name, value in self.cleaned_data.items() if name in ReviewFields.base_fields}

    def give_current(self, thing: Post | Comment) -> None:
        """Says that the text changed meanwhile and shows what stands; sent again, the form goes over it."""
        self.current = thing.text
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = version(thing)  # type: ignore[index]
        self.add_error(None, _("This text was changed elsewhere meanwhile. Yours is kept below: save again to put it."))


class ReviewEditForm(ReviewFields, EditForm):
    """The rating and the day of a review with its text."""
