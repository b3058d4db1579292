"""How a member wants to be told."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.notices.enums import Frequency
from mcs.notices.models import Rhythm
from mcs.notices.queries import DIGEST, digest_frequency, wishes_of

DIGEST_CHOICES = [(each.value, each.label) for each in Frequency if each != Frequency.AT_ONCE]


class PreferencesForm(forms.Form):
    """A choice a kind, one for the digest, and the hours of quiet."""

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data)
        rhythm = Rhythm.objects.filter(member=member).first()
        self.kinds = wishes_of(member)
        self.fields[DIGEST] = forms.ChoiceField(
            label=_("The digest of my neighbourhood"),
            help_text=_("Requests that wait for an answer, tips that end soon, new addresses near you."),
            choices=DIGEST_CHOICES,
            initial=digest_frequency(member),
        )
        for wish in self.kinds:
            self.fields[wish.name] = forms.ChoiceField(
                label=wish.label, choices=Frequency.choices, initial=wish.frequency
            )
        for name, label in (("quiet_from", _("From")), ("quiet_until", _("Until"))):
            widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            initial = getattr(rhythm, name, None)
            self.fields[name] = forms.TimeField(label=label, required=False, widget=widget, initial=initial)

    def clean(self) -> dict[str, Any]:
        """Hours of quiet have a beginning and an end."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("quiet_from"), cleaned.get("quiet_until")
        if (start is None) != (end is None) and not {"quiet_from", "quiet_until"} & self.errors.keys():
            self.add_error("quiet_until" if end is None else "quiet_from", _("Give both hours, or none."))
        return cleaned

    def frequencies(self) -> dict[str, str]:
        """What was chosen, by kind."""
        return {name: self.cleaned_data[name] for name in (DIGEST, *(wish.name for wish in self.kinds))}

    def quiet(self) -> tuple[time, time] | None:
        """The hours of quiet, or None for none."""
        start, end = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_until"]
        return (start, end) if start is not None and end is not None else None

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        return [self[wish.name] for wish in self.kinds]
