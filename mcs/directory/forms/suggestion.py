"""What a member proposes: a correction, or a business that is missing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.directory.enums import SuggestionKind
from mcs.lib.fields import WordsField


class ErrorForm(forms.Form):
    """What is wrong with a listing; words may be left out where the facts themselves are corrected."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (SuggestionKind.CORRECTION, _("Something on the page is wrong")),
            (SuggestionKind.CLOSED, _("This business has closed for good")),
        ],
        initial=SuggestionKind.CORRECTION,
        widget=forms.RadioSelect,
    )
    text = WordsField(
        label=_("In a few words"),
        help_text=_("For example: the telephone is no longer this one; since June it closes on Mondays."),
        longest=2000,
        rows=3,
        required=False,
    )


class BusinessForm(forms.Form):
    """A business that is missing, in one's own words."""

    text = WordsField(
        label=_("Which business?"),
        help_text=_("Its name, what it does, where; its telephone and hours if you know them. We sort it out."),
        longest=2000,
        rows=5,
    )
