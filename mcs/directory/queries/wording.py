"""What history keeps, in words people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mcs.directory.enums import RemovalReason
from mcs.directory.models import Category
from mcs.lib.contacts import written_phone
from mcs.lib.dates import closed_text, spoken_day
from mcs.lib.french_hours import write_hours
from mcs.members.models import Member

LABELS: dict[str, str | Promise] = {
    "name": gettext_lazy("Name of the business"),
    "category": gettext_lazy("Trade"),
    "other_categories": pgettext_lazy("history", "Other trades"),
    "description": gettext_lazy("What you do"),
    "address": gettext_lazy("Number and street"),
    "postcode": gettext_lazy("Postcode"),
    "city": gettext_lazy("Town"),
    "comes_to_you": gettext_lazy("Comes to customers’ homes"),
    "served_districts": gettext_lazy("Districts it comes to"),
    "phone": gettext_lazy("Telephone"),
    "other_phone": pgettext_lazy("history", "Other telephone"),
    "email": gettext_lazy("E-mail"),
    "website": gettext_lazy("Website"),
    "facebook": gettext_lazy("Facebook page"),
    "links": pgettext_lazy("history", "Other links"),
    "opening_hours": gettext_lazy("Opening hours"),
    "closures": pgettext_lazy("history", "Exceptional closures"),
    "by_appointment": gettext_lazy("By appointment"),
    "wheelchair": gettext_lazy("Wheelchair access"),
    "click_and_collect": pgettext_lazy("history", "Order first, then collect at the shop"),
    "delivers": gettext_lazy("Delivers to customers"),
    "delivery_districts": gettext_lazy("Districts it delivers to"),
    "delivery_km": gettext_lazy("Kilometres within which it delivers"),
    "delivery_days": gettext_lazy("Days of delivery"),
    "delivery_minimum": gettext_lazy("Smallest order delivered"),
    "delivery_fee": gettext_lazy("Price of the delivery"),
    "delivery_note": gettext_lazy("To add about the delivery"),
    "delivery_ends_on": gettext_lazy("Delivers until"),
    "status": gettext_lazy("In the directory"),
    "removal_reason": gettext_lazy("Why it was taken out"),
    "manager": gettext_lazy("Who manages the page"),
    "merged": gettext_lazy("Made one with"),
    "apart": gettext_lazy("Told apart from"),
}
# Follows from the address, or is no fact that one reads.
SILENT = frozenset({"latitude", "longitude", "district"})
STATUSES = {
    "draft": gettext_lazy("a draft"),
    "published": gettext_lazy("in the directory"),
    "removed": gettext_lazy("taken out"),
}
LONGEST = 300


def in_order(names: Iterable[str]) -> list[str]:
    """Names of fields as a page shows them, whatever order a database keeps them in; unknown ones last."""
    places = {name: place for place, name in enumerate(LABELS)}
    return sorted(names, key=lambda name: (places.get(name, len(places)), name))


def field_label(name: str) -> str:
    """What a field is called; its own name when it is one of before our time."""
    return str(LABELS.get(name, name))


@dataclass(frozen=True)
class Words:
    """Kept values as people read them, the trades and people in them loaded at once."""

    trades: dict[str, str]
    people: dict[str, str]

    @classmethod
    def of(cls, kept: Iterable[dict[str, Any]]) -> Words:
        """For values of changes, {field: any}: one query if there are trades in them, one if there are people."""
        tags, keys = set(), set()
        for values in kept:
            for name in values.keys() & {"category", "other_categories"}:
                tags.update(_flat(values[name]))
            keys.update(_flat(values.get("manager")))
        categories = Category.objects.filter(tag__in=tags) if tags else ()
        members = Member.objects.filter(pk__in=keys) if keys else ()
        return cls(
            {category.tag: category.name for category in categories},
            {str(member.pk): member.display_name for member in members},
        )

    def say(self, name: str, value: Any) -> str:
        """The value in words; "—" when there was none."""
        if value in ("", None, []):
            return "—"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name in ("category", "other_categories"):
            text = ", ".join(self.trades.get(tag, tag) for tag in _flat(value))
        elif name == "manager":
            text = self.people.get(value) or _("somebody who has left")
        else:
            text = _WAYS.get(name, _joined)(value)
        return Truncator(text or "—").chars(LONGEST)


def _flat(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for part in value for text in _flat(part)]
    return [str(value)] if value else []


def _joined(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    return ", ".join(_joined(part) if isinstance(part, list) else str(part) for part in parts)


def _euros(value: Any) -> str:
    return f"{value / 100:.2f} €".replace(".", ",") if value else _("free")


def _closures(value: Any) -> str:
    return "; ".join(
        closed_text(date.fromisoformat(first), date.fromisoformat(last)) + (f" ({note})" if note else "")
        for first, last, note in value
    )


def _choice(choices: Any, value: Any) -> str:
    return str(dict(choices).get(value, value))


_WAYS: dict[str, Callable[[Any], str]] = {
    "phone": written_phone,
    "other_phone": written_phone,
    "opening_hours": lambda value: write_hours(value) or value,
    "closures": _closures,
    "delivery_ends_on": lambda value: spoken_day(date.fromisoformat(value)),
    "delivery_minimum": _euros,
    "delivery_fee": _euros,
    "status": partial(_choice, STATUSES),
    "removal_reason": partial(_choice, RemovalReason.choices),
    "merged": lambda value: value["name"],
}
