"""A listing's offers, for people and for search engines."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from mcs.directory.models import Listing
from mcs.directory.queries.structured import as_json_ld
from mcs.lib.absolute import absolute
from mcs.orders.models import Offer


def offers_of(listing: Listing) -> list[Offer]:
    """In the merchant's order; one query, none when there are none."""
    if not listing.offer_count:
        return []
    return list(Offer.objects.filter(listing=listing))


def structured_offers(listing: Listing, offers: list[Offer]) -> SafeString:
    """The same as schema.org says it, about the very thing that the page's own JSON-LD describes (`@id`)."""
    page = absolute(listing.get_absolute_url())
    return as_json_ld(
        {"@context": "https://schema.org", "@id": page, "makesOffer": [_offer(offer) for offer in offers]}
    )


def _offer(offer: Offer) -> dict[str, Any]:
    said: dict[str, Any] = {"@type": "Offer", "itemOffered": {"@type": "Thing", "name": offer.name}}
    if offer.text:
        said["description"] = offer.text
    if offer.price is not None:
        said |= {"price": f"{offer.price / 100:.2f}", "priceCurrency": "EUR"}
    if offer.lead_hours:
        said["deliveryLeadTime"] = {"@type": "QuantitativeValue", "minValue": offer.lead_hours, "unitCode": "HUR"}
    if offer.minimum > 1:
        said["eligibleQuantity"] = {"@type": "QuantitativeValue", "minValue": offer.minimum}
    return said
