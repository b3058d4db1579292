"""A network of which it is known what answers a query: every trade once, and names that people half remember."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from mcs.directory.actions.categories import load_categories
from mcs.directory.actions.index import reindex_all
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Category, Listing
from mcs.places.actions import load_places
from mcs.places.models import District

QUERIES = Path(__file__).parent / "data" / "queries.tsv"
HOUSES = "Mistral Tramontane Garlaban Calendal Vallon Étoile Grand-Pin Galet Madrague Bastide".split()  # noqa: SIM905
NAMED = {
    "shop=bakery": ["Chez Mireille", "Boulangerie du Petit Mistral", "Fournil des Cigales"],
    "shop=seafood": ["L’Oursin Bleu", "La Rascasse Joyeuse", "La Marée de Mazargues"],
    "craft=caterer": ["So’Petit Déjeuner"],
    "craft=plumber": ["Chez Momo Dépannage", "Fuite & Filles"],
    "craft=electrician": ["Atelier Courant Continu"],
    "craft=locksmith": ["La Clé du Midi"],
    "cuisine=pizza": ["Chez Enzo et Filles"],
    "shop=butcher": ["Boucherie Halal El Baraka de Sainte-Marguerite"],
    "shop=convenience": ["Chez Farid", "Chez Tonton Jo"],
    "amenity=pharmacy": ["Pharmacie du Lapin Bleu"],
    "shop=hairdresser": ["Chez Gigi Coiffure"],
    "sport=yoga": ["Le Dojo du Cyprès"],
    "shop=computer": ["Clic & Patience"],
    "shop=health_food": ["Vrac & Garrigue"],
    "shop=deli": ["Salumeria Nonna Pia"],
    "shop=optician": ["Les Lunettes de Zoé"],
    "shop=pastry": ["Les Gâteaux de Leïla"],
    "shop=car_repair": ["Garage des Deux Frères"],
    "shop=pet_grooming": ["Chien Mouillé"],
    "shop=books": ["Le Marque-Page de Zora"],
    "shop=wine": ["Le Bouchon Sauté"],
    "craft=dressmaker": ["L’Aiguille de Fatou"],
}


def make_known_network() -> None:
    """One house a trade, spread over the districts, and the names people half remember; indexed."""
    load_places()
    load_categories()
    districts = list(District.objects.order_by("number"))
    listings: list[Listing] = []
    for number, category in enumerate(Category.objects.order_by("pk")):
        for name in [f"Maison {HOUSES[number % 10]} {number}", *NAMED.get(category.tag, [])]:
            place = districts[len(listings) % len(districts)]
            listings.append(
                Listing(
                    slug=f"fiche-{len(listings)}",
                    name=name,
                    category=category,
                    status=ListingStatus.PUBLISHED,
                    published_at=timezone.now(),
                    district=place,
                    latitude=place.latitude,
                    longitude=place.longitude,
                )
            )
    Listing.objects.bulk_create(listings)
    reindex_all()
