"""An answer that volunteers send often."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.lib.fields import LineField, WordsField


class CannedAnswerForm(forms.Form):
    """Its title is what volunteers choose it by, its text what people read."""

    title = LineField(
        max_length=80,
        label=_("Title, for the volunteers"),
        error_messages={"required": _("Give it a title: volunteers choose it by that.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = WordsField(longest=600, rows=6, label=_("What people read"))
