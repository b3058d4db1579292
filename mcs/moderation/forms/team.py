"""Whom to appoint, as what, and for which queues."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
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
    """A member, known by e-mail or by the address of their page; or the e-mail of somebody to invite."""

    who = LineField(
        label=_("Who"),
        help_text=_("Their e-mail, or the address of their page here. Who has not joined yet is invited by e-mail."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        error_messages={"required": _("Say who it is.")},
    )
    field_order = ("who", "role", "queues")

    def clean_who(self) -> Member | str:
        """The member, or the e-mail to invite."""
        typed: str = self.cleaned_data["who"].lower()
        found = UUID.search(typed)
        known = {"pk": found[0]} if found else {"email": typed}
        member = Member.objects.filter(**known, is_active=True).first()
        if member is None:
            return self._to_invite(typed, is_page=bool(found))
        if member.role != Role.MEMBER:
            raise ValidationError(_("They keep the desk already: change what they keep in the list above."))
        return member

    @staticmethod
    def _to_invite(typed: str, *, is_page: bool) -> str:
        if is_page:
            raise ValidationError(_("No member has this page. Give an e-mail: who has not joined is invited."))
        if Member.objects.filter(email=typed).exists():
            raise ValidationError(_("This account is suspended: nobody can be appointed in its name."))
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(_("This is neither an e-mail nor the address of a neighbour’s page.")) from None
        return typed
