"""Fields for what people type: free text and single lines, without invisible tricks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.lib.text import clean_text, validate_words

LONGEST_LINE = 300  # characters, unless a field says otherwise


class WordsField(forms.CharField):
    """Free text without invisible tricks, with at least a word or two when it is required."""

    def __init__(self, *, longest: int, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        messages = {
            "required": _("Write a few words first."),
            "max_length": _("This text is %(show_value)s characters long; it may have %(limit_value)s at most."),
        }
        options["error_messages"] = messages | options.get("error_messages", {})
        super().__init__(max_length=longest, **options)
        # The browser would cut what is pasted without a word; the sentence says it instead.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        # Refused for its length anyway: not worth the cleaning.
        return text if len(text) > (self.max_length or 0) * 4 else clean_text(text)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value:
            validate_words(value)


class LineField(forms.CharField):
    """One line, never refused for what can't be seen in it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST_LINE} | options)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if self.max_length and len(text) > self.max_length * 4:
            return text  # refused for its length anyway
        return " ".join(clean_text(text).split())
