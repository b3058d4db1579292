"""What stands on the page from which a listing is passed on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from mcs.directory.badge import badge_text
from mcs.directory.cards import card_path
from mcs.directory.models import Listing
from mcs.lib.absolute import absolute
from mcs.lib.sharing import share_links


def share_page(listing: Listing) -> dict[str, Any]:
    """Plain links, no script of anybody's (no query)."""
    page = absolute(listing.get_absolute_url())
    words = _("%(name)s, on %(network)s") % {"name": listing.name, "network": settings.NETWORK_NAME}
    return {
        **share_links(words, page),
        "listing": listing,
        "card": card_path(listing),
        "badge_alt": badge_text(listing),
        "snippet": format_html(
            '<a href="{}"><img src="{}" alt="{}" height="64"></a>',
            page,
            absolute(reverse("directory:listing_badge", args=[listing.slug])),
            badge_text(listing),
        ),
    }
