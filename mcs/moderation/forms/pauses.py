"""A pause: why, and its last day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcs.lib.fields import LineField

LONGEST = timedelta(days=62)


class PauseForm(forms.Form):
    """Everybody who comes to write reads the reason."""

    use_required_attribute = False
    reason = LineField(
        max_length=300,
        label=_("Why, as visitors will read it"),
        error_messages={"required": _("Say why in a sentence: whoever comes to write reads it.")},
    )
    until = forms.DateField(
        label=_("Last day of the pause"),
        help_text=_("It ends by itself that evening."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose the day on which it ends."),
            "invalid": _("Write a day such as 15/08/2026."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        self.fields["until"].widget.attrs |= {"min": f"{today:%Y-%m-%d}", "max": f"{today + LONGEST:%Y-%m-%d}"}

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError(_("This day is over: choose today or a later one."), code="past")
        if day > timezone.localdate() + LONGEST:
            raise ValidationError(_("A pause lasts two months at most: it can be made longer then."), code="far")
        return day
