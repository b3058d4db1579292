"""A merchant's few offers, as rows of one form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mcs.directory.forms.entries import EurosField
from mcs.lib.fields import LineField
from mcs.orders.actions.offers import OfferValues
from mcs.orders.enums import LeadTime
from mcs.orders.models import Offer

MOST_OFFERS = 8
EMPTY_ROWS = 2
MOST_AT_ONCE = 500
PARTS = ("nom", "prix", "delai", "minimum", "texte")


@dataclass(frozen=True)
class OfferRow:
    """One offer as the template draws it; `remove` only where one stands."""

    number: int
    name: str
    fields: list[forms.BoundField]
    remove: forms.BoundField | None

    @property
    def is_begun(self) -> bool:
        """Whether something was typed into it."""
        return bool(self.fields[0].value()) or any(field.errors for field in self.fields)


class OffersForm(forms.Form):
    """Those that stand and a few empty rows; a row without a name is none."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, offers: Sequence[Offer] = ()) -> None:
        super().__init__(data)
        self.rows = min(len(offers) + EMPTY_ROWS, MOST_OFFERS)
        for number in range(self.rows):
            self._add_row(number, offers[number] if number < len(offers) else None)

    def _add_row(self, number: int, offer: Offer | None) -> None:
        name = f"o{number}"
        self.fields[f"{name}-nom"] = LineField(
            label=_("What you propose"), required=False, max_length=80, initial=offer.name if offer else ""
        )
        self.fields[f"{name}-prix"] = EurosField(
            label=_("Price"), help_text=_("In euros. Leave empty: on request."), initial=offer.price if offer else None
        )
        self.fields[f"{name}-delai"] = forms.TypedChoiceField(
            label=_("To order"),
            choices=_choices(offer),
            coerce=int,
            required=False,
            empty_value=None,
            initial=offer.lead_hours if offer else 0,
        )
        self.fields[f"{name}-minimum"] = forms.IntegerField(
            label=_("At least how many"),
            required=False,
            min_value=1,
            max_value=MOST_AT_ONCE,
            initial=offer.minimum if offer else None,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": _("Write a whole number, such as 2.")},
        )
        self.fields[f"{name}-texte"] = LineField(
            label=_("A few words"), required=False, max_length=200, initial=offer.text if offer else ""
        )
        if offer:
            self.fields[f"{name}-sans"] = forms.BooleanField(label=_("Remove"), required=False)

    def offer_rows(self) -> Iterator[OfferRow]:
        """The rows to draw."""
        for number in range(self.rows):
            remove = self[f"o{number}-sans"] if f"o{number}-sans" in self.fields else None
            name = gettext("Offer %(number)s") % {"number": number + 1}
            yield OfferRow(number, name, [self[f"o{number}-{part}"] for part in PARTS], remove)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: set[str] = set()
        self.offers: list[OfferValues] = []
        for number in range(self.rows):
            values = self._offer(number, cleaned)
            if values is None:
                continue
            if values["name"].casefold() in seen:
                self.add_error(f"o{number}-nom", _("Another offer has this name already."))
            seen.add(values["name"].casefold())
            self.offers.append(values)
        return cleaned

    def _offer(self, number: int, cleaned: dict[str, Any]) -> OfferValues | None:
        name, price, lead, minimum, text = (cleaned.get(f"o{number}-{part}") for part in PARTS)
        if cleaned.get(f"o{number}-sans"):
            for part in PARTS:  # what is taken away need not be right
                self.errors.pop(f"o{number}-{part}", None)
            return None
        if not name:
            if price is not None or text:
                self.add_error(f"o{number}-nom", _("Give it a name, or empty the whole row."))
            return None
        return {"name": name, "price": price, "lead_hours": lead or 0, "minimum": minimum or 1, "text": text or ""}


def _choices(offer: Offer | None) -> list[tuple[int, Any]]:
    """The usual times, and the one it has if it is another."""
    choices: list[tuple[int, Any]] = list(LeadTime.choices)
    if offer and offer.lead_hours not in LeadTime.values:
        hours = offer.lead_hours
        choices.append((hours, ngettext("%(hours)s hour before", "%(hours)s hours before", hours) % {"hours": hours}))
    return choices
