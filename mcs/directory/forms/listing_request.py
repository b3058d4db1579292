"""A merchant's message, and a volunteer's answer when it is not published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.lib.contacts import find_contacts
from mcs.lib.fields import WordsField
from mcs.photos.forms import PhotosMixin


class ListingRequestForm(PhotosMixin, forms.Form):
    """Written as to a person; the e-mail may stand in the message itself."""

    message = WordsField(
        label=_("Your message"),
        help_text=_("Who you are, what you do, where, your hours, your telephone. Write as it comes: we sort it out."),
        longest=8000,
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": _("Hello, I am a florist on boulevard Michelet…")}),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if it is not in your message"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The volunteers answer you there. This one is not shown on your page."),
    )

    def clean(self) -> dict[str, Any]:
        """Without an e-mail nobody can answer: take the one in the message, else ask for it."""
        cleaned = super().clean() or {}
        if not cleaned.get("email") and "email" not in self.errors and "message" in cleaned:
            found = find_contacts(cleaned["message"]).emails
            if found:
                cleaned["email"] = found[0]
            else:
                self.add_error("email", _("Give an e-mail, so that we can answer you. Your message is kept."))
        return cleaned


class DeclineForm(forms.Form):
    """Why a request is not published, in words the merchant will read."""

    reason = WordsField(label=_("The reason, sent to the merchant"), longest=600, rows=3)
