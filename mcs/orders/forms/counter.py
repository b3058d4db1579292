"""How a merchant takes orders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcs.lib.fields import LineField
from mcs.orders.enums import LeadTime, OrderKind, Weekday

LONGEST_PAUSE = timedelta(days=366)


class CounterForm(forms.Form):
    """Whether, which kinds, until when, on which days, and a pause that ends by itself."""

    use_required_attribute = False
    is_open = forms.BooleanField(label=_("Neighbours may order on the page"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("What they may ask"), choices=OrderKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    closes_hours = forms.TypedChoiceField(label=_("Orders close"), choices=LeadTime.choices, coerce=int)
    days_off = forms.TypedMultipleChoiceField(
        label=_("Days not served"),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    paused_until = forms.DateField(
        label=_("Pause until"),
        help_text=_("The last day of the pause. Orders come back by themselves the day after."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write a day such as 15/08/2026.")},
    )
    pause_note = LineField(
        label=_("Why"), help_text=_("Shown with the pause: holidays, works…"), required=False, max_length=120
    )

    def clean_paused_until(self) -> date | None:
        day: date | None = self.cleaned_data["paused_until"]
        if day and day > timezone.localdate() + LONGEST_PAUSE:
            raise ValidationError(_("A pause lasts a year at most."), code="far")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("is_open") and not cleaned.get("kinds") and "kinds" not in self.errors:
            self.add_error("kinds", _("Choose at least one."))
        if len(cleaned.get("days_off") or []) == len(Weekday):
            self.add_error("days_off", _("Leave one day at least, or stop taking orders."))
        return cleaned
