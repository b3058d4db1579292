"""The sheet a merchant takes along on a day's deliveries: A4, whom to ring at, what to leave there, what to be paid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.directory.models import Listing
from mcs.lib.contacts import written_phone
from mcs.lib.money import euros
from mcs.lib.typesetting import typeset
from mcs.orders.models import Order
from mcs.orders.queries.facts import what

TEMPLATE = Path(settings.BASE_DIR) / "mcs" / "templates" / "orders" / "round_sheet.typ"


def round_sheet_pdf(listing: Listing, day: date, orders: list[Order]) -> bytes:
    """The PDF, never kept: it is full of addresses. Raises TypesettingFailed."""
    return typeset(TEMPLATE, round_sheet_data(listing, day, orders))


def round_sheet_data(listing: Listing, day: date, orders: list[Order]) -> dict[str, Any]:
    """What the template shows, in the reader's language."""
    doors = ngettext("%(count)s delivery", "%(count)s deliveries", len(orders)) % {"count": len(orders)}
    priced = [order.price for order in orders if order.price is not None]
    total = [_("%(sum)s to be paid") % {"sum": euros(sum(priced))}] if priced else []
    return {
        "title": _("Deliveries of %(day)s") % {"day": date_format(day, "l j F Y")},
        "business": listing.name,
        "summary": " · ".join([doors, *total]),
        "doors": [_door(order) for order in orders],
        "keep": _("These addresses were given for these deliveries only: destroy the sheet once they are made."),
        "done": _("Delivered"),
    }


def _door(order: Order) -> dict[str, Any]:
    at = time_format(order.wanted_at, "G:i") if order.wanted_at else ""
    lines = [
        (_("To find the door"), order.note),
        (_("For how many"), str(order.people or "")),
        (_("Words on the card"), order.card_text),
        (_("Agreed"), order.slot),
        (_("You wrote"), order.answer),
    ]
    return {
        "when": at,
        "address": order.address,
        "who": order.recipient or order.name,
        "ordered_by": _("Surprise ordered by %(name)s") % {"name": order.name} if order.recipient else "",
        "phone": written_phone(order.phone),
        "what": what(order),
        "price": "" if order.price is None else euros(order.price),
        "lines": [{"label": label, "text": text} for label, text in lines if text],
    }
