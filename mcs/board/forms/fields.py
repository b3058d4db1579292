"""What the board's forms share: the form's own key, and what came in word for word."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

Typed = dict[str, str | list[str]]


class SubmissionField(forms.UUIDField):
    """The key that tells a second submit of the same form; one that was tampered with counts as none."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> UUID | None:
        try:
            return super().clean(value) or None
        except ValidationError:
            return None


class TypedMixin(forms.BaseForm):
    """Gives back what came in, to be kept as a draft and checked again later."""

    def typed(self) -> Typed:
        """Each field's text, word for word; of photos, what finds them again."""
        return {name: self.data[name] for name in self.fields if name in self.data and name != "submission"}
