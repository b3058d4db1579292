"""What the merchant answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mcs.directory.forms.entries import EurosField
from mcs.lib.fields import LineField, WordsField
from mcs.lib.numbers import whole
from mcs.orders.actions.orders import Answer
from mcs.orders.enums import OrderStatus
from mcs.orders.rules.states import merchant_moves


class AnswerForm(forms.Form):
    """A price, a moment, a few words: none is needed to say yes; a change says at least one."""

    use_required_attribute = False
    price = EurosField(label=_("Price"), help_text=_("In euros, for all of it."))
    slot = LineField(
        label=_("When"), help_text=_("For example: Thursday between 9 and 10."), required=False, max_length=120
    )
    words = WordsField(label=_("A few words"), longest=300, rows=2, required=False)

    def __init__(self, data: Any = None, *, status: str, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.moves = merchant_moves(status)

    @property
    def move(self) -> OrderStatus | None:
        """The button that was pressed, if the order can be taken there."""
        pressed = self.data.get("vers", "")
        return next((move for move in self.moves if move == pressed), None)

    @property
    def seen(self) -> int:
        """The version of the order that was read; -1, which is none, when that can't be read."""
        seen = whole(self.data.get("vu", ""), digits=4)
        return -1 if seen is None else seen

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        said = cleaned.get("price") is not None or cleaned.get("slot") or cleaned.get("words")
        if self.move == OrderStatus.CHANGED and not said and not self.errors:
            self.add_error("slot", _("Say what you propose instead: a price, a moment or a few words."))
        return cleaned

    def answer(self) -> Answer:
        """What is said with the move."""
        data = self.cleaned_data
        return Answer(price=data.get("price"), slot=data.get("slot") or "", words=data.get("words") or "")
