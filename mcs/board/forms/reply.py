"""The merchant's reply."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.lib.fields import WordsField


class ReplyForm(forms.Form):
    """A few calm lines, shown under what they answer."""

    text = WordsField(longest=1000, rows=4, label=_("Your reply"))
