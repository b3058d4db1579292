"""An order as it is read, on its pages, in e-mails and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from mcs.lib.contacts import written_phone
from mcs.lib.money import euros
from mcs.orders.models import Order


@dataclass(frozen=True)
class Fact:
    """One line: what it is, and what was said."""

    label: str
    text: str


def asked_facts(order: Order) -> list[Fact]:
    """What was asked for; lines without an answer are left out."""
    lines = [
        (_("Wanted"), what(order)),
        (_("When"), when(order)),
        (_("For how many"), str(order.people or "")),
        (_("For"), order.recipient),
        (_("Words on the card"), order.card_text),
        (_("Address"), order.address),
        (_("To find you"), order.note),
        (_("Name"), order.name),
        (_("Telephone"), written_phone(order.phone)),
    ]
    return [Fact(label, text) for label, text in lines if text]


def answered_facts(order: Order) -> list[Fact]:
    """What the merchant answered."""
    price = "" if order.price is None else euros(order.price)
    lines = [(_("Price"), price), (_("When"), order.slot), (_("In answer"), order.answer)]
    return [Fact(label, text) for label, text in lines if text]


def what(order: Order) -> str:
    """ "2 × Panier du marché, sans oignons"."""
    picked = [f"{each['number']} × {each['name']}" for each in order.picked]
    return ", ".join([*picked, *([order.text] if order.text else [])])


def when(order: Order) -> str:
    """ "jeudi 3 décembre, vers 9:30"."""
    day = date_format(order.wanted_on, "l j F") if order.wanted_on else ""
    at = _("towards %(time)s") % {"time": time_format(order.wanted_at, "G:i")} if order.wanted_at else ""
    return ", ".join(filter(None, (day, at)))


def total_of(order: Order) -> int | None:
    """The sum of what was picked, when every price is known."""
    prices = [each["price"] for each in order.picked]
    if not prices or order.text or None in prices:
        return None
    return sum((each["price"] or 0) * each["number"] for each in order.picked)
