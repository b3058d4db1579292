"""The book: its cover, the index of trades, the entries by trade, the index of names."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mcs.directory.categories import CATEGORY_GROUPS
from mcs.directory.models import Category, Listing
from mcs.directory.queries.selection import Selection
from mcs.lib.french import fold
from mcs.website.printing.entries import entries, listings_to_print
from mcs.website.printing.paper import Paper

# French numbers free of charge, day and night (service-public.fr, "Numéros d'urgence"); 114 takes text messages.
_EMERGENCY = ("15", "17", "18", "112", "114")
# The colours of static/css/hero.css, which the drawing on the cover has to bring along.
_ART_COLOURS = {
    "sun": "#f5ad2e",
    "mere": "#073f57",
    "rock-1": "#0b5d7f",
    "rock-2": "#1788a2",
    "rock-3": "#6fb9c9",
    "foam": "#d9eaf1",
}


def book(paper: Paper) -> dict[str, Any]:
    """Everything the template book.typ shows; its "groups" are empty when there is nothing to print (one query)."""
    listings = listings_to_print(paper.selection)
    groups = _groups(listings, paper.selection.category)
    return {
        **imprint(),
        "format": paper.format.value,
        "part": part(paper.selection),
        "count": ngettext("%(count)s address", "%(count)s addresses", len(listings))
        % {"count": f"{len(listings):,}".replace(",", "\u00a0")},
        "groups": groups,
        "trades": _trades(groups),
        "names": _names(groups),
        "emergency": [{"number": number, "name": name} for number, name in zip(_EMERGENCY, _emergency(), strict=True)],
        "art": cover_art(),
        "words": _words(),
    }


def imprint() -> dict[str, Any]:
    """What every printed thing bears: whose it is, when it was made, how to have it corrected."""
    today = timezone.localdate()
    return {
        "lang": (get_language() or "fr")[:2],
        "network": settings.NETWORK_NAME,
        "date": date_format(today, "j F Y"),
        "month": date_format(today, "F Y"),
        "site": settings.NETWORK_URL.partition("://")[2],
        "email": settings.VOLUNTEERS_EMAIL,
    }


def part(selection: Selection) -> str:
    """What it holds: "Boucherie, 8e arrondissement", or the whole directory."""
    names = [
        selection.category.name if selection.category else "",
        selection.district.name if selection.district else "",
    ]
    return ", ".join(filter(None, names)) or _("The whole directory")


def cover_art() -> str:
    """The site's own drawing (components/hero_art.html, which a network may replace) as an SVG of its own."""
    style = "".join(f".{name}{{fill:{colour}}}" for name, colour in _ART_COLOURS.items())
    drawing = render_to_string("components/hero_art.html")
    head, closing, rest = drawing[drawing.index("<svg") :].partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg"{closing}<style>{style}</style>{rest}'


def _groups(listings: list[Listing], only: Category | None) -> list[dict[str, Any]]:
    """Trades in the order of their names under the groups of the directory; one trade asked for stands alone."""
    by_trade: dict[int, list[Listing]] = defaultdict(list)
    trades: dict[int, Category] = {}
    for listing in listings:
        trade = only or listing.category
        trades[trade.pk] = trade
        by_trade[trade.pk].append(listing)
    ordered = sorted(trades.values(), key=lambda trade: (fold(trade.name), trade.pk))
    groups = []
    for key, group in CATEGORY_GROUPS.items():
        inside = [
            {"name": trade.name, "key": f"t{trade.pk}", "entries": entries(by_trade[trade.pk])}
            for trade in ordered
            if trade.group == key
        ]
        if inside:
            groups.append({"name": str(group.name), "trades": inside})
    return groups


def _trades(groups: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Every trade with its key, as an index sorts them."""
    found = [{"name": trade["name"], "key": trade["key"]} for group in groups for trade in group["trades"]]
    return sorted(found, key=lambda trade: fold(trade["name"]))


def _names(groups: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Every name with the key of its entry, as the template labels them: its trade's and its number there."""
    found = [
        {"name": entry["name"], "key": f"{trade['key']}-{number}"}
        for group in groups
        for trade in group["trades"]
        for number, entry in enumerate(trade["entries"])
    ]
    return sorted(found, key=lambda named: fold(named["name"]))


def _emergency() -> tuple[str, ...]:
    return (
        _("Medical emergency (SAMU)"),
        _("Police"),
        _("Fire brigade"),
        _("Any emergency, all of Europe"),
        _("Emergency by text message, for the deaf"),
    )


def _words() -> dict[str, str]:
    """The template's fixed words, in the reader's language."""
    return {
        "title": _("The directory"),
        "trades": _("Index of trades"),
        "names": _("Index of names"),
        "emergency": _("In an emergency"),
        "printed": _("Printed on"),
        "mistake": _("A mistake, a new address?"),
        "correct": _("Tell the volunteers, they will correct the next edition. It is free, for everybody."),
        "online": _("On the site"),
        "art": _("The sun behind Notre-Dame de la Garde, the hills and the sea"),
        "mine": _("My own numbers"),
        "neighbours": _("The number of neighbours is that of those who recommend the address on the site."),
    }
