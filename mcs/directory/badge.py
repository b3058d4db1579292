"""The badge a merchant puts on their own site: a small SVG that says what neighbours say."""

from __future__ import annotations

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.directory.models import Listing
from mcs.lib.drawing import BOLD, TEXT
from mcs.lib.glyphs import text_path

HEIGHT = 64
TEXT_LEFT = 68
LONGEST = 60  # characters of the network's name


def badge_words(listing: Listing) -> tuple[str, str]:
    """The two lines: "Recommandé par 12 voisins", and the network's name."""
    count = listing.recommendation_count
    if not count:
        return _("In your neighbours’ directory"), settings.NETWORK_NAME[:LONGEST]
    said = ngettext("Recommended by %(count)s neighbour", "Recommended by %(count)s neighbours", count)
    return said % {"count": count}, settings.NETWORK_NAME[:LONGEST]


def badge_text(listing: Listing) -> str:
    """The same on one line, for who can't see it."""
    return " — ".join(badge_words(listing))


def badge_svg(listing: Listing) -> str:
    """The picture, 64 units high; light, with its own border, so that it stands on any page."""
    said, network = badge_words(listing)
    first, first_end = text_path(said, BOLD, size=18, left=TEXT_LEFT, baseline=29)
    second, second_end = text_path(network, TEXT, size=14.5, left=TEXT_LEFT, baseline=49)
    width = round(max(first_end, second_end)) + 20
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' role="img" aria-label="{label}"><title>{label}</title>'
        '<rect x=".75" y=".75" width="{inner}" height="62.5" rx="14" fill="#fbf8f2"'
        ' stroke="#e4dccd" stroke-width="1.5"/>'
        '<g transform="translate(16 15) scale(1.2)" fill="none" stroke-width="2.8" stroke-linecap="round">'
        '<circle cx="16" cy="9" r="8" fill="#f5ad2e"/>'
        '<path stroke="#0b5d7f" d="M2 16c3-3 6-3 9.3 0s6.3 3 9.3 0 6.3-3 9.4 0"/>'
        '<path stroke="#3aa5ba" d="M2 23.5c3-3 6-3 9.3 0s6.3 3 9.3 0 6.3-3 9.4 0"/></g>'
        '<path fill="#0f2438" d="{first}"/><path fill="#3f5162" d="{second}"/></svg>',
        width=width,
        height=HEIGHT,
        inner=width - 1.5,
        label=badge_text(listing),
        first=first,
        second=second,
    )
