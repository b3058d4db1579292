"""A report, a notice, a decision's reasons, an appeal and its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mcs.lib.fields import LineField, WordsField
from mcs.moderation.enums import Ground, ReportReason
from mcs.moderation.reportables import Subject, subject_at

CHOOSE = {"required": _("Please choose what fits best."), "invalid_choice": _("Please choose what fits best.")}


class ReportForm(forms.Form):
    """Pressing a reason is enough; words may be added."""

    text = WordsField(longest=1000, rows=3, required=False, label=_("In your words, if you like"))
    reason = forms.ChoiceField(label=_("What is wrong?"), choices=ReportReason.choices, error_messages=CHOOSE)


class NoticeForm(forms.Form):
    """Anybody's notice (European regulation 2022/2065, article 16.2): where, why, who, in good faith."""

    address = LineField(
        max_length=500,
        label=_("Address of the page"),
        help_text=_("Copy it from the top of your browser. For an answer, the date beside it is its address."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"required": _("Without the address nobody finds it. Copy it from the top of your browser.")},
    )
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
        error_messages=CHOOSE,
    )
    text = WordsField(
        longest=3000,
        rows=6,
        label=_("Why"),
        help_text=_("What is said or shown there, and which right or law it is against."),
    )
    name = LineField(
        max_length=80,
        required=False,
        label=_("Your name"),
        help_text=_("The law asks for it, and for an e-mail, except about abuse of a child."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        max_length=254,
        required=False,
        label=_("Your e-mail"),
        help_text=_("We confirm receipt there and tell you what was decided. Nobody else sees it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I write here is accurate and complete"),
        error_messages={"required": _("We need you to say so before it is sent.")},
    )
    # Seen by machines alone: whoever fills it in is thanked, and nothing is kept.
    subject = forms.CharField(required=False, max_length=500, label=_("Leave this empty"))

    found: Subject

    def __init__(self, *args: Any, is_member: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_member:
            del self.fields["name"], self.fields["email"]

    @property
    def is_machine(self) -> bool:
        """Whether what no person sees was filled in."""
        return bool(self.data.get("subject"))

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        subject = subject_at(address)
        if subject is None:
            raise ValidationError(_("There is no such page here. Copy its address from the top of your browser."))
        self.found = subject
        return address

    def clean(self) -> dict[str, Any]:
        """The law wants to know who gives notice, but for abuse of children (article 16.2 c)."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") not in (None, ReportReason.CHILD):
            if "name" in cleaned and not cleaned["name"]:
                self.add_error("name", _("Give your name: the law asks for it. Nobody but the volunteers sees it."))
            if "email" in cleaned and not cleaned["email"]:
                self.add_error("email", _("Give an e-mail, so that we can answer you."))
        return cleaned


class ReasonsForm(forms.Form):
    """What the author will read. `decision` is the button that was pressed."""

    ground = forms.ChoiceField(
        label=_("It is"),
        choices=Ground.choices,
        widget=forms.RadioSelect(attrs={"class": "choices"}),
        error_messages=CHOOSE,
    )
    rule = LineField(max_length=200, required=False, label=_("Which rule of the charter, or which law"))
    facts = WordsField(
        longest=2000,
        rows=4,
        label=_("The facts, as its author will read them"),
        help_text=_("What is said there, and why it can’t stay."),
    )


class AppealForm(forms.Form):
    """Why the decision should be changed."""

    text = WordsField(longest=3000, rows=6, label=_("Why do you think that it is a mistake?"))


class AnswerForm(forms.Form):
    """What whoever appealed will read."""

    answer = WordsField(longest=2000, rows=4, label=_("Your answer, sent to the author"))
