"""Whom to appoint, as what, and for which queues."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mcs.lib.fields import LineField
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.moderation.queues import all_queues

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class RoleForm(forms.Form):
    """A role at the desk; a delegate keeps one queue at least."""

    use_required_attribute = False
    role = forms.ChoiceField(
        label=_("As"),
        choices=[
            (Role.DELEGATE, _("Delegate, for the queues ticked below")),
            (Role.VOLUNTEER, _("Volunteer, for everything")),
        ],
        widget=forms.RadioSelect(attrs={"class": "choices"}),
        error_messages={"required": _("Please choose.")},
    )
    queues = forms.MultipleChoiceField(
        label=_("Queues of a delegate"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["queues"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 — declared above
        field.choices = [(queue.name, queue.label) for queue in all_queues()]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("role") == Role.DELEGATE and not said.get("queues") and "queues" not in self.errors:
            self.add_error("queues", ValidationError(_("Tick one queue at least."), code="required"))
        return said


class AppointForm(RoleForm):
    """Somebody who is a member already, known by e-mail or by the address of their page."""

    who = LineField(
        label=_("Who"),
        help_text=_("The e-mail they joined with, or the address of their page here."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        error_messages={"required": _("Say who it is.")},
    )
    field_order = ("who", "role", "queues")

    def clean_who(self) -> Member:
        typed: str = self.cleaned_data["who"].lower()
        found = UUID.search(typed)
        known = {"pk": found[0]} if found else {"email": typed}
        member = Member.objects.filter(**known, is_active=True).first()
        if member is None:
            raise ValidationError(_("No member is known by that. Ask them to join first, then appoint them here."))
        if member.role != Role.MEMBER:
            raise ValidationError(_("They keep the desk already: change what they keep in the list above."))
        return member
