"""What became of an imported file's rows, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.directory.actions.import_listings import CREATED, REJECTED, UNCHANGED, UPDATED, Outcome
from mcs.directory.sources.row import FIELDS
from mcs.lib.text import clean_text
from mcs.places.queries.ground import FAR


def told(outcome: Outcome) -> str:
    """What became of one row."""
    row = {"row": outcome.row.number, "name": clean_text(outcome.row.values.get("name", "")[:60]) or "—"}
    if outcome.state == REJECTED:
        return _("Row %(row)s, %(name)s: rejected, %(reason)s") % (row | {"reason": outcome.reason})
    end = {
        CREATED: _("Row %(row)s, %(name)s: created."),
        UPDATED: _("Row %(row)s, %(name)s: updated."),
        UNCHANGED: _("Row %(row)s, %(name)s: unchanged."),
    }[outcome.state]
    return f"{end % row} {_left_out(Counter(outcome.left_out))}".strip()


def told_in_all(outcomes: Sequence[Outcome], source: str) -> list[str]:
    """How many rows became what, and how many values could not be read."""
    states = Counter(outcome.state for outcome in outcomes)
    counts = {name: states[name] for name in (CREATED, UPDATED, UNCHANGED, REJECTED)}
    total = _(
        "Source %(source)s, rows: %(rows)s. Created: %(created)s, updated: %(updated)s, unchanged: %(unchanged)s,"
        " rejected: %(rejected)s."
    ) % ({"source": source, "rows": len(outcomes)} | counts)
    lost = Counter(name for outcome in outcomes for name in outcome.left_out)
    far = [outcome.row.values.get("name", "") for outcome in outcomes if outcome.is_far]
    return [line for line in (total, _left_out(lost), _far(far)) if line]


def _far(names: Sequence[str]) -> str:
    """How many stand elsewhere, and one of them to see by."""
    if not names:
        return ""
    sentence = ngettext(
        "%(count)s business is more than %(km)s km from this network’s districts, “%(name)s”: is it the right file?",
        "%(count)s businesses are more than %(km)s km from this network’s districts, “%(name)s” for one: is it the"
        " right file?",
        len(names),
    )
    return sentence % {"count": len(names), "km": FAR // 1000, "name": clean_text(names[0][:60]) or "—"}


def _left_out(names: Mapping[str, int]) -> str:
    """ "Unreadable, left out: telephone (3), website (1)." or nothing."""
    if not names:
        return ""
    found = ", ".join(f"{FIELDS[name]} ({count})" for name, count in names.items())
    return _("Unreadable or too long, left out or cut: %(fields)s.") % {"fields": found}
