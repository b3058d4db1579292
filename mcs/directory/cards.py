"""What the picture that stands for a listing says where its page is shared."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mcs.directory.models import Listing
from mcs.lib.cards import Card
from mcs.lib.drawing import HEADING, drawable
from mcs.lib.text import has_words
from mcs.photos.models import Photo


def card_of(listing: Listing) -> Card:
    """What the picture says, in the network's own language, whoever asks: one picture a listing."""
    with translation.override(settings.LANGUAGE_CODE):
        count = listing.recommendation_count
        neighbours = ngettext("Recommended by %(count)s neighbour", "Recommended by %(count)s neighbours", count)
        return Card(
            title=listing.name if has_words(drawable(listing.name, HEADING)) else listing.category.name,
            above=listing.category.name,
            below=place_text(listing),
            pill=neighbours % {"count": count} if count else "",
            hue=listing.category.hue,
            cover=cover_file(listing.cover),
            network=settings.NETWORK_NAME,
        )


def place_text(listing: Listing) -> str:
    """ "214 avenue du Prado, Marseille 8e", "Se déplace chez vous", or the city alone."""
    city = " ".join(part for part in (listing.city, listing.district.short_name if listing.district else "") if part)
    if listing.address or not listing.comes_to_you:
        return ", ".join(part for part in (listing.address, city) if part)
    return _("Comes to you") + (f" · {city}" if city else "")


def card_path(listing: Listing) -> str:
    """The card's address; it changes with what the card shows, so that those who keep copies ask again."""
    return f"{reverse('directory:listing_card', args=[listing.slug])}?v={card_of(listing).digest[:8]}"


def cover_file(photo: Photo | None) -> str:
    """The name of the photo's file that fills the side of a card; "" for none, or one that isn't ready."""
    if photo is None or not photo.is_ready or not photo.widths:
        return ""
    return photo.file_name(next((width for width in photo.widths if width >= 600), photo.widths[-1]), "jpeg")
