"""Categories, listings, what happened to them, and what people ask of them."""

from mcs.directory.models.brought import BroughtFile
from mcs.directory.models.category import Category
from mcs.directory.models.change import ListingChange
from mcs.directory.models.claim import Claim, Vouch
from mcs.directory.models.listing import Closure, Listing, ListingPhoto, ListingQuerySet
from mcs.directory.models.need import UnmetNeed
from mcs.directory.models.request import ListingRequest, Suggestion

__all__ = [
    "BroughtFile",
    "Category",
    "Claim",
    "Closure",
    "Listing",
    "ListingChange",
    "ListingPhoto",
    "ListingQuerySet",
    "ListingRequest",
    "Suggestion",
    "UnmetNeed",
    "Vouch",
]
