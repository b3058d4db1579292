"""Mon avis: of a listing, with the day it was lived (French consumer code, D111-17) and an optional 1 to 5."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mcs.board.enums import PostKind
from mcs.board.kinds.definition import KindDefinition, ListingPick

OLDEST = timedelta(days=10 * 366)
RATINGS = [
    ("", _("No rating")),
    ("5", _("5 – excellent")),
    ("4", _("4 – very good")),
    ("3", _("3 – fine")),
    ("2", _("2 – disappointing")),
    ("1", _("1 – poor")),
]


class ReviewFields(forms.Form):
    use_required_attribute = False  # hidden while another kind is chosen

    experienced_on = forms.DateField(
        label=_("When was it?"),
        help_text=_("The day you were there. The law asks for it beside each review."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Please give the day of your experience."),
            "invalid": _("We could not read this date. Write it like 24/12/2026."),
        },
    )
    rating = forms.TypedChoiceField(
        label=_("Your rating"),
        choices=RATINGS,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Choose a rating from 1 to 5, or none.")},
    )

    def clean_experienced_on(self) -> date:
        day: date = self.cleaned_data["experienced_on"]
        today = timezone.localdate()
        if day > today:
            raise ValidationError(_("This date is still to come: give the day you were there."), code="future")
        if day < today - OLDEST:
            raise ValidationError(_("This was very long ago: please check the year."), code="old")
        return day


REVIEW = KindDefinition(
    kind=PostKind.REVIEW,
    icon="star",
    plural=_("Reviews"),
    prompt=_("What you liked, what could be better…"),
    fields=ReviewFields,
    listing=ListingPick.REQUIRED,
)
