"""What members type about themselves."""

from __future__ import annotations

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mcs.lib.french import fold
from mcs.lib.text import clean_text
from mcs.members.models import Member
from mcs.places.models import District

LONGEST_NAME = 60


_OFFICIAL = frozenset(
    ["benevole", "benevoles", "admin", "admins", "administrateur", "administratrice", "moderateur", "moderatrice"]
)


def sounds_official(name: str) -> bool:
    """Whether a name says that somebody speaks for the network."""
    folded = fold(name)
    return fold(settings.NETWORK_NAME) in folded or not _OFFICIAL.isdisjoint(folded.split())


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "placeholder": _("name@example.org")}),
    )

    def clean_email(self) -> str:
        """In lower case, its domain as the mail system writes it: one mailbox has one spelling here (RFC 5891)."""
        local, _at, domain = str(self.cleaned_data["email"]).lower().rpartition("@")
        try:
            return f"{local}@{domain.encode('idna').decode()}"
        except UnicodeError as error:
            raise ValidationError(_("Enter a valid email address."), code="invalid") from error


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six-digit code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )

    def clean_code(self) -> str:
        """Six digits, however they were spaced when copied."""
        code = re.sub(r"[\s.-]", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", code):
            raise ValidationError(_("The code has six digits, like 042 917."))
        return code


class ProfileForm(forms.ModelForm[Member]):
    """Name and district; both may be left empty."""

    class Meta:
        model = Member
        fields = ("name", "district")
        labels = {"name": _("Your first name and an initial"), "district": _("Your district")}
        help_texts = {"name": _("As neighbours will see it, for example “Nadia B.”")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "nickname"})}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["district"] = forms.ModelChoiceField(
            District.objects.all(), required=False, label=_("Your district"), empty_label=_("I would rather not say")
        )

    def clean_name(self) -> str:
        name = " ".join(clean_text(self.cleaned_data["name"]).split())
        if name and not any(character.isalpha() for character in name):
            raise ValidationError(_("Write your name with letters, so that neighbours can say it."))
        if name != self.instance.name and not self.instance.is_volunteer and sounds_official(name):
            raise ValidationError(_("This name would make neighbours think that you speak for the volunteers."))
        if len(name) > LONGEST_NAME:  # normalised text may be longer than what was typed
            raise ValidationError(_("This name is too long."))
        return name


class EraseForm(forms.Form):
    """Erasing oneself: a word typed on purpose, and what becomes of one's words."""

    words = forms.BooleanField(
        required=False,
        label=_("Erase what I wrote as well"),
        help_text=_(
            "Otherwise your posts and answers stay, signed “Ancien membre”: neighbours still find the answers."
        ),
    )
    typed = forms.CharField(
        label=_("To confirm, type the word: erase"),
        error_messages={"required": _("The word is “erase”. Nothing was erased.")},
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_typed(self) -> str:
        """The word in her language, whatever its accents and capitals."""
        typed = fold(str(self.cleaned_data["typed"])).strip(' ."«»“”')
        if typed not in {fold(gettext("erase")), "erase", "effacer"}:
            raise ValidationError(_("The word is “erase”. Nothing was erased."))
        return typed
