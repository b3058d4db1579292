"""A message, a phone number, a report."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mcs.lib.contacts import clean_phone
from mcs.lib.fields import LineField, WordsField
from mcs.messaging.enums import ReportReason
from mcs.messaging.masking import has_contacts, masked
from mcs.photos.forms import PhotosMixin


class MessageField(WordsField):
    """Free text; between two people who know each other an emoji is an answer."""

    def validate(self, value: Any) -> None:
        forms.CharField.validate(self, value)


class SubmissionField(forms.UUIDField):
    """The key that tells a second submit of the same form; one that was tampered with counts as none."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> UUID | None:
        try:
            return super().clean(value) or None
        except ValidationError:
            return None


class MessageForm(PhotosMixin, forms.Form):
    """Text, photos or both. Between members, contact details in the text are sent only when the writer says so."""

    text = MessageField(longest=5000, rows=3, required=False, label=_("Your message"))
    submission = SubmissionField(required=False)
    details = forms.ChoiceField(
        label=_("Your message holds a phone number or an e-mail address"),
        required=False,
        choices=[
            ("hide", _("Hide it, and send the rest")),
            ("give", _("Send it: it is mine or public")),
        ],
        widget=forms.RadioSelect(attrs={"class": "choices"}),
    )

    field_order = ("text", "details", "photos")
    asks_about_details = False

    def __init__(self, *args: Any, is_between_members: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_between_members = is_between_members

    def clean(self) -> dict[str, Any]:
        text = self.cleaned_data.get("text") or ""
        if not text and not self.cleaned_data.get("photos") and not self.errors:
            self.add_error("text", ValidationError(_("Write a few words first."), code="required"))
        if self.is_between_members and has_contacts(text):
            self._settle_details(text)
        return self.cleaned_data

    def _settle_details(self, text: str) -> None:
        self.asks_about_details = self.fields["details"].required = True
        choice = self.cleaned_data.get("details")
        if choice == "hide":
            self.cleaned_data["text"] = masked(text)
        elif choice != "give":
            self.add_error("details", ValidationError(_("Please choose before it is sent."), code="details"))


class NumberForm(forms.Form):
    """The phone number its owner gives."""

    phone = LineField(
        label=_("My phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("Write your number first.")},
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class ReportForm(forms.Form):
    """What is wrong with a conversation."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
        error_messages={"required": _("Please choose what fits best.")},
    )
    text = WordsField(longest=1000, rows=3, required=False, label=_("In your words"))
