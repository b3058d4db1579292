"""Bon plan: holds until a day its author gives, so that nobody comes for nothing."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcs.board.enums import PostKind
from mcs.board.kinds.definition import KindDefinition

LONGEST = timedelta(days=365)


class TipFields(forms.Form):
    use_required_attribute = False  # hidden while another kind is chosen

    ends_on = forms.DateField(
        label=_("Until when?"),
        help_text=_("The last day it holds, at most one year from now."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Please say until when this tip holds."),
            "invalid": _("We could not read this date. Write it like 24/12/2026."),
        },
    )

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if day < today:
            raise ValidationError(_("This date is over: give today or a later day."), code="past")
        if day > today + LONGEST:
            raise ValidationError(_("A tip holds one year at most: give a nearer date."), code="far")
        return day


TIP = KindDefinition(
    kind=PostKind.TIP,
    icon="tag",
    plural=_("Tips"),
    prompt=_("What, where, at what price…"),
    fields=TipFields,
)
