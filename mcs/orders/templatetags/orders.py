"""How orders are written: sums, and how long before."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.lib.money import euros as written_euros

register = template.Library()
DAY = 24


@register.filter
def euros(cents: int) -> str:
    """2500 → "25 €"."""
    return written_euros(cents)


@register.filter
def notice(hours: int) -> str:
    """48 → "to order 48 h before"."""
    if hours == DAY:
        return _("to order the day before")
    if hours > 2 * DAY and hours % DAY == 0:
        days = hours // DAY
        return ngettext("to order %(days)s day before", "to order %(days)s days before", days) % {"days": days}
    return _("to order %(hours)s h before") % {"hours": hours}
