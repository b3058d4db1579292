"""What a measure stands on and how long it lasts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mcs.lib.fields import WordsField
from mcs.moderation.enums import Measure
from mcs.moderation.forms.reports import CHOOSE, ReasonsForm
from mcs.moderation.rules.sanctions import DAYS, USUAL_DAYS


def _days(number: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", number) % {"count": number}


class SanctionForm(ReasonsForm):
    """The reasons of a decision, and an end."""

    days = forms.TypedChoiceField(label=_("For how long"), coerce=int, error_messages=CHOOSE)
    facts = WordsField(
        longest=2000,
        rows=4,
        label=_("The facts, as this neighbour will read them"),
        help_text=_("What they did, when, and why it can’t go on."),
    )
    field_order = ("days", "ground", "rule", "facts")

    def __init__(self, *args: Any, kind: Measure, **options: Any) -> None:
        super().__init__(*args, **options)
        days = self.fields["days"]
        assert isinstance(days, forms.TypedChoiceField)  # noqa: S101 — declared above
        days.choices = [(number, _days(number)) for number in DAYS]
        days.initial = USUAL_DAYS[kind]
