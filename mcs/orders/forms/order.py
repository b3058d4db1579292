"""One short request, whose fields depend on its kind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.lib.contacts import clean_phone
from mcs.lib.fields import LineField, WordsField
from mcs.orders.kinds import KindDefinition
from mcs.orders.models import Counter, Offer
from mcs.orders.models.order import Picked
from mcs.orders.rules.closing import days_off_text, reason_against

MOST_AT_ONCE = 500
LAST = ("name", "phone")  # asked at the end
SURPRISE = ("recipient", "card_text", "people")
Typed = dict[str, str]


def _number(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=MOST_AT_ONCE,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a whole number, such as 2.")},
        **options,
    )


def _day_field() -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=_("Which day?"), widget=widget, error_messages={"invalid": _("Write a day such as 15/08/2026.")}
    )


def _time_field() -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(
        label=_("Towards what time?"), widget=widget, error_messages={"invalid": _("Write a time such as 9:30.")}
    )


def _all_fields(kind: KindDefinition) -> dict[str, forms.Field]:
    tel = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
    return {
        "text": WordsField(label=kind.prompt, longest=1000, rows=3),
        "wanted_on": _day_field(),
        "wanted_at": _time_field(),
        "address": LineField(
            label=_("Address"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "street-address"})
        ),
        "note": LineField(
            label=_("To find you"), help_text=_("Floor, code, a word for whoever comes."), max_length=200
        ),
        "recipient": LineField(label=_("For whom"), max_length=60),
        "card_text": WordsField(label=_("Words on the card"), longest=300, rows=2),
        "people": _number(_("For how many")),
        "name": LineField(label=_("Your name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})),
        "phone": LineField(label=_("Your telephone"), max_length=40, widget=tel),
    }


class OrderForm(forms.Form):
    """Offers to pick, words, when, where, who. Only what the kind asks for is there."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        kind: KindDefinition,
        counter: Counter,
        offers: Sequence[Offer],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.kind, self.counter = kind, counter
        self.offers = list(offers) if kind.has_offers else []
        for offer in self.offers:
            self.fields[f"offre-{offer.pk}"] = _number(offer.name)
        for name, field in _all_fields(kind).items():
            if name in kind.asks:
                field.required = name in kind.needs
                self.fields[name] = field
        if "wanted_on" in self.fields and counter.days_off:
            self.fields["wanted_on"].help_text = _("Not served: %(days)s.") % {"days": days_off_text(counter)}

    @property
    def offer_fields(self) -> list[tuple[Offer, forms.BoundField]]:
        return [(offer, self[f"offre-{offer.pk}"]) for offer in self.offers]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """What, when and where."""
        first = [name for name in self.fields if not name.startswith("offre-") and name not in LAST]
        return [self[name] for name in first if not self.is_surprising or name not in SURPRISE]

    @property
    def is_surprising(self) -> bool:
        """Whether it may be for somebody else."""
        return "recipient" in self.fields

    @property
    def surprise_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SURPRISE] if self.is_surprising else []

    @property
    def is_surprise_begun(self) -> bool:
        return any(field.value() or field.errors for field in self.surprise_fields)

    @property
    def last_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in LAST]

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        self.picked = self._picked(cleaned)
        if not cleaned.get("text") and not self.picked and "text" not in self.errors and self.kind.has_offers:
            self.add_error("text", _("Say what you would like, or pick an offer."))
        if "people" in self.kind.needs and cleaned.get("people") == 0:
            self.add_error("people", _("Write a whole number, such as 2."))
        day, at = cleaned.get("wanted_on"), cleaned.get("wanted_at")
        if isinstance(day, date) and "wanted_at" not in self.errors:
            self._check_day(day, at, cleaned)
        return cleaned

    def _check_day(self, day: date, at: time | None, cleaned: dict[str, Any]) -> None:
        leads = [offer.lead_hours for offer in self.offers if cleaned.get(f"offre-{offer.pk}")]
        if reason := reason_against(self.counter, day, at, max(leads, default=0)):
            self.add_error("wanted_on", str(reason))

    def _picked(self, cleaned: dict[str, Any]) -> list[Picked]:
        picked: list[Picked] = []
        for offer in self.offers:
            number = cleaned.get(f"offre-{offer.pk}") or 0
            if 0 < number < offer.minimum:
                said = _("From %(number)s on for this one.") % {"number": offer.minimum}
                self.add_error(f"offre-{offer.pk}", said)
            if number:
                picked.append({"name": offer.name, "price": offer.price, "number": number})
        return picked

    def values(self) -> dict[str, Any]:
        """What an Order is made of."""
        own = {name: self.cleaned_data[name] for name in _all_fields(self.kind) if name in self.fields}
        return own | {"picked": self.picked}

    def typed(self) -> Typed:
        """Each field's text, word for word, to be checked again later."""
        return {name: self.data[name] for name in self.fields if name in self.data}
