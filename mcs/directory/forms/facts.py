"""What a listing says, as a shopkeeper or a volunteer fills it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mcs.directory.forms.entries import EurosField, KilometresField, LinksField, refuse_what_is_no_page
from mcs.directory.forms.hours import HoursForm
from mcs.directory.models import Category, Listing
from mcs.directory.queries.choices import DELIVERED, LISTS, OTHERS, SERVED, Choices, choices_for
from mcs.directory.queries.listing import stands_nowhere_near
from mcs.lib import contacts, hours
from mcs.lib.fields import LineField
from mcs.lib.french import fold
from mcs.lib.french_hours import read_hours
from mcs.lib.text import clean_text, validate_words
from mcs.lib.week_hours import WeekHours, read_week, write_week
from mcs.places.models import District

HOURS_LENGTH = 255  # of Listing.opening_hours
MOST_OTHERS = 5
NOWHERE = _("It was not found in this network’s districts: the page has no point on the map.")
FAR = _("Its point is far from this network’s districts: it is not kept when the page is published, the address is.")
_POSTCODE = re.compile(r"\d{5}", re.ASCII)
ONE_LINE = ("name", "address", "postcode", "city", "delivery_note")
WHEELCHAIR = (
    ("", pgettext_lazy("facts", "Not known")),
    ("true", pgettext_lazy("facts", "Yes")),
    ("false", pgettext_lazy("facts", "No")),
)
SECTIONS: tuple[tuple[str, str, Promise, tuple[str, ...]], ...] = (
    ("identite", "store", pgettext_lazy("facts", "Identity"), ("name", "category", "other_categories", "description")),
    (
        "ou",
        "map-pin",
        pgettext_lazy("facts", "Where"),
        ("address", "postcode", "city", "wheelchair", "comes_to_you", "served_districts"),
    ),
    ("contact", "phone", pgettext_lazy("facts", "Contact"), ("phone", "other_phone", "email")),
    ("horaires", "clock", _("Opening hours"), ()),
    (
        "livraison",
        "truck",
        pgettext_lazy("facts", "Delivery"),
        (
            *("delivers", "delivery_districts", "delivery_km", "delivery_days", "delivery_minimum", "delivery_fee"),
            *("delivery_note", "delivery_ends_on", "click_and_collect"),
        ),
    ),
    ("liens", "link", pgettext_lazy("facts", "Links"), ("website", "facebook", "links")),
)


@dataclass(frozen=True)
class Section:
    """A part of the form under its heading."""

    key: str
    icon: str
    name: Promise
    fields: list[forms.BoundField]


class ListField(forms.ModelMultipleChoiceField[Any]):
    """Several of a table's rows, ticked; the form says which there are, and which are ticked now."""

    def __init__(self, model: type[Category | District], label: Promise, help_text: Promise) -> None:
        rows: Any = model._default_manager.all()
        ticks = forms.CheckboxSelectMultiple
        super().__init__(rows, label=label, help_text=help_text, required=False, widget=ticks)


class FactsForm(forms.ModelForm[Listing]):
    """Every fact of a listing on one page; hours by the week, or said in a sentence, and kept in OSM syntax."""

    hours = forms.CharField(
        label=_("Or say it in one sentence"),
        help_text=_("For example: Monday to Friday 9–12:30 and 14–19. It replaces the week above."),
        max_length=400,
        required=False,
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    other_phone = forms.CharField(
        label=_("Other telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    website = forms.CharField(label=_("Website"), max_length=300, required=False)
    facebook = forms.CharField(label=_("Facebook page"), max_length=300, required=False)
    other_categories = ListField(Category, _("Other trades"), _("Five at most."))
    served_districts = ListField(District, _("In which districts"), _("None ticked: all of them."))
    delivery_districts = ListField(District, _("Delivers in which districts"), _("None ticked: all of them."))
    links = LinksField(label=_("Other links"), help_text=_("One a line, five at most: Instagram, a menu, a catalogue…"))
    wheelchair = forms.TypedChoiceField(
        label=_("Wheelchair access"),
        choices=WHEELCHAIR,
        required=False,
        empty_value=None,
        coerce=lambda value: value == "true",
        widget=forms.RadioSelect,
    )
    delivery_days = LineField(label=_("Which days"), max_length=80, required=False)
    delivery_km = KilometresField(label=_("Or within how many kilometres"))
    delivery_minimum = EurosField(label=_("From how many euros"))
    delivery_fee = EurosField(label=_("Price of the delivery, in euros"), help_text=_("For example 4,50, or “free”."))
    delivery_ends_on = forms.DateField(
        label=_("Until when, if it is for a time only"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write a day such as 15/08/2026.")},
    )

    class Meta:
        model = Listing
        fields = [
            *("name", "category", "description", "address", "postcode", "city", "wheelchair"),
            *("comes_to_you", "phone", "other_phone", "email", "by_appointment"),
            *("delivers", "delivery_km", "delivery_days", "delivery_minimum", "delivery_fee"),
            *("delivery_note", "delivery_ends_on", "click_and_collect", "website", "facebook", "links"),
        ]
        labels = {
            "name": _("Name of the business"),
            "category": _("Trade"),
            "description": _("What you do"),
            "address": _("Number and street"),
            "postcode": _("Postcode"),
            "city": _("Town"),
            "email": _("E-mail"),
            "delivers": _("Delivers to customers"),
            "delivery_note": _("To add about the delivery"),
            "comes_to_you": _("Comes to customers’ homes"),
            "by_appointment": _("By appointment"),
            "click_and_collect": _("Order first, then collect at the shop"),
        }
        widgets = {"description": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The browser would cut what is pasted without a word; the sentence says it instead.
            field.widget.attrs.pop("maxlength", None)
        for name in ("phone", "other_phone"):
            self.initial[name] = contacts.written_phone(getattr(self.instance, name))
            self.fields[name].widget.attrs.update(autocomplete="off")
        self.initial["wheelchair"] = {True: "true", False: "false"}.get(self.instance.wheelchair, "")  # type: ignore[arg-type]
        choices = choices_for(self.instance)
        self.initial.update(choices.chosen)
        self._offer(choices)
        self.opening_hours = self.instance.opening_hours
        week = read_week(self.opening_hours) or WeekHours(rest=self.opening_hours)
        self.hours_form = HoursForm(self.data if self.is_bound else None, week=week, closures=choices.closures)

    def _offer(self, choices: Choices) -> None:
        offered = {"category": choices.trades, OTHERS: choices.trades[1:]}
        offered |= {SERVED: choices.districts, DELIVERED: choices.districts}  # type: ignore[dict-item]
        for name, offers in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.choices = offers

    @property
    def sections(self) -> Iterator[Section]:
        """The parts of the page in their order."""
        for key, icon, name, fields in SECTIONS:
            yield Section(key, icon, name, [self[field] for field in fields])

    @property
    def chosen_others(self) -> list[str]:
        """Names of the other trades that are ticked."""
        ticked = {str(value) for value in self["other_categories"].value() or ()}
        field = self.fields["other_categories"]
        groups: list[Any] = list(getattr(field, "choices", ()))
        return [name for _group, choices in groups for pk, name in choices if str(pk) in ticked]

    @property
    def doubts(self) -> list[tuple[forms.BoundField, str]]:
        """What came with a message or a file and isn't as it should be, with its field: it may stay, so it is said."""
        found = []
        try:
            kept = self.initial.get("facebook") or ""
            if contacts.is_facebook(kept):
                refuse_what_is_no_page(kept)
        except ValidationError as error:
            found = [(self["facebook"], sentence) for sentence in error.messages]
        if stands_nowhere_near(self.instance):
            found.append((self["address"], str(FAR)))
        elif self.initial.get("address") and self.instance.point is None:
            found.append((self["address"], str(NOWHERE)))
        return found

    @property
    def more_forms(self) -> list[forms.Form]:
        """Forms within this one, for the summary of errors."""
        return [self.hours_form]

    def is_valid(self) -> bool:
        return super().is_valid() and self.hours_form.is_valid()

    def clean(self) -> dict[str, Any]:
        """Text without tricks, one line where one is meant, and the hours from the week or the sentence."""
        cleaned = super().clean() or {}
        for name in ONE_LINE:
            if name in cleaned:
                cleaned[name] = " ".join(clean_text(cleaned[name]).split())
        self._keep_as_it_was(cleaned)
        address = cleaned.get("address")
        if address and address != self.initial.get("address") and not _names_a_street(address, cleaned.get("city", "")):
            self.add_error("address", _("The name of the street is missing. For example: 12 rue d’Endoume."))
        if self.hours_form.is_valid() and "hours" in cleaned:
            cleaned["hours"] = self._expression(cleaned["hours"])
        return cleaned

    def _keep_as_it_was(self, cleaned: dict[str, Any]) -> None:
        """Texts that say the same stay the same, unbreakable spaces included: the history tells what people changed."""
        for name in (*ONE_LINE, "delivery_days"):
            before = str(self.initial.get(name) or "")
            if name in cleaned and cleaned[name].split() == before.split():
                cleaned[name] = before
        before = str(self.initial.get("description") or "")
        if "description" in cleaned and cleaned["description"] == clean_text(before):
            cleaned["description"] = before

    def clean_name(self) -> str:
        validate_words(self.cleaned_data["name"])
        return str(self.cleaned_data["name"])

    def clean_description(self) -> str:
        return clean_text(self.cleaned_data["description"])

    def clean_other_categories(self) -> list[Category]:
        chosen = [one for one in self.cleaned_data["other_categories"] if one != self.cleaned_data.get("category")]
        if len(chosen) > MOST_OTHERS:
            raise ValidationError(_("Five other trades at most: keep those you do most."), code="others")
        return chosen

    def clean_postcode(self) -> str:
        postcode = str(self.cleaned_data["postcode"])
        if postcode and postcode != self.initial.get("postcode") and not _POSTCODE.fullmatch(postcode.strip()):
            raise ValidationError(_("A postcode has five digits. For example: 13008."), code="postcode")
        return postcode

    def clean_phone(self) -> str:
        return contacts.clean_phone(self.cleaned_data["phone"])

    def clean_other_phone(self) -> str:
        return contacts.clean_phone(self.cleaned_data["other_phone"])

    def clean_website(self) -> str:
        return contacts.clean_link(self.cleaned_data["website"])

    def clean_facebook(self) -> str:
        link = contacts.clean_link(self.cleaned_data["facebook"])
        if link and link != self.initial.get("facebook"):
            refuse_what_is_no_page(link)
        return link

    def clean_delivery_ends_on(self) -> Any:
        day = self.cleaned_data["delivery_ends_on"]
        if day and day != self.initial.get("delivery_ends_on") and day < timezone.localdate():
            raise ValidationError(_("This day is over already."), code="past")
        return day

    def _expression(self, sentence: str) -> str:
        """The OSM expression, as it was where nothing in it changed. A problem stands beside the sentence."""
        week: WeekHours = self.hours_form.cleaned_data["week"]
        expression = self.opening_hours if week == self.hours_form.week else write_week(week)
        if sentence.strip():
            expression = sentence.strip() if hours.parse(sentence) else read_hours(sentence)
            said = read_week(expression)
            if not expression:
                self.add_error(
                    "hours",
                    _("We could not read these hours. For example: Monday to Friday 9–12:30 and 14–19."),
                )
            elif said and not said.rest:
                off = said.off_on_holidays or week.off_on_holidays
                expression = write_week(WeekHours(said.days, said.always, off))
        if len(expression) > HOURS_LENGTH:
            self.add_error("hours", _("These hours are too many to keep. Leave out the exceptions."))
        elif expression != self.opening_hours and expression and not hours.parse(expression):
            self.add_error("hours", _("We could not read these opening hours."))
        return expression

    def values(self) -> dict[str, Any]:
        """The facts as `update_facts` takes them."""
        values = {name: self.cleaned_data[name] for name in (*self.Meta.fields, *LISTS)}
        closures = self.hours_form.cleaned_data["closures"]
        return values | {"opening_hours": self.cleaned_data["hours"], "closures": closures}


def _names_a_street(address: str, city: str) -> bool:
    """Whether three letters are left once town and postcode are taken out: "Marseille 13008" names no street."""
    words = [word for word in fold(address).split() if word not in fold(city).split() and not word[0].isdigit()]
    return sum(map(str.isalpha, "".join(words))) >= 3
