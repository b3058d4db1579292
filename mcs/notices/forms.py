"""How a member wants to be told."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.members.models import Member
from mcs.notices.enums import Channel, Frequency
from mcs.notices.models import Rhythm
from mcs.notices.queries import DIGEST, Wish, devices_of, digest_frequency, wishes_of
from mcs.notices.webpush import are_keys, is_safe_endpoint

PUSHED = "push-"  # before the name of a kind: how often devices tell of it
ROUND_CHOICES = [(each.value, each.label) for each in Frequency if each != Frequency.AT_ONCE]


class PreferencesForm(forms.Form):
    """A choice a kind, one for the digest, and the hours of quiet; on devices, a choice a kind again."""

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data)
        rhythm = Rhythm.objects.filter(member=member).first()
        self.kinds = wishes_of(member)
        self.fields[DIGEST] = forms.ChoiceField(
            label=_("The digest of my neighbourhood"),
            help_text=_("Requests that wait for an answer, tips that end soon, new addresses near you."),
            choices=ROUND_CHOICES,
            initial=digest_frequency(member),
        )
        for wish in self.kinds:
            choices = ROUND_CHOICES if wish.at_its_hour else Frequency.choices
            self.fields[wish.name] = forms.ChoiceField(label=wish.label, choices=choices, initial=wish.frequency)
        self.devices = devices_of(member)
        self.pushed = wishes_of(member, Channel.PUSH) if self.devices else []
        for wish in self.pushed:
            self.fields[PUSHED + wish.name] = forms.ChoiceField(
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

    def frequencies(self) -> dict[Channel, dict[str, str]]:
        """What was chosen, by channel and kind."""
        by_email = {name: self.cleaned_data[name] for name in (DIGEST, *(wish.name for wish in self.kinds))}
        pushed = {wish.name: self.cleaned_data[PUSHED + wish.name] for wish in self.pushed}
        return {Channel.EMAIL: by_email, Channel.PUSH: pushed}

    def quiet(self) -> tuple[time, time] | None:
        """The hours of quiet, or None for none."""
        start, end = self.cleaned_data["quiet_from"], self.cleaned_data["quiet_until"]
        return (start, end) if start is not None and end is not None else None

    @property
    def rows(self) -> list[tuple[Wish, list[forms.BoundField]]]:
        """Each kind with its choices: by e-mail, and on devices where there are any."""
        names = ("", PUSHED) if self.pushed else ("",)
        return [
            (wish, [self[name + wish.name] for name in names if name + wish.name in self.fields]) for wish in self.kinds
        ]


class DeviceForm(forms.Form):
    """What a browser says of its subscription (PushSubscription.toJSON)."""

    endpoint = forms.URLField(max_length=600, assume_scheme="https")
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def clean_endpoint(self) -> str:
        """Over TLS only, and never a machine that only this server reaches (RFC 8030, section 8)."""
        endpoint: str = self.cleaned_data["endpoint"]
        if not is_safe_endpoint(endpoint):
            raise forms.ValidationError(_("This browser’s push service can’t be reached from here."))
        return endpoint

    def clean(self) -> dict[str, Any]:
        """A point of the curve and sixteen bytes, or nothing could be written for this browser."""
        cleaned = super().clean() or {}
        if {"p256dh", "auth"} <= cleaned.keys() and not are_keys(cleaned["p256dh"], cleaned["auth"]):
            raise forms.ValidationError(_("This browser’s push service can’t be reached from here."))
        return cleaned
