"""A directory of any size, as uneven as a city's: few trades have most of the listings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from mcs.directory.actions.categories import load_categories
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Category, Listing
from mcs.places.actions import load_places
from mcs.places.models import District, Street

_FIRSTS = "Chez Le La Maison Atelier Aux Les Au Petit Grand Bleu Mistral Calanque Sud Paul Marius Fanny"
FIRSTS = _FIRSTS.split()


def fill(size: int) -> None:
    """So many published listings, not yet in the index."""
    load_places()
    load_categories()
    make = shopkeeper()
    for start in range(0, size, 5_000):
        Listing.objects.bulk_create([make(number) for number in range(start, min(start + 5_000, size))])


def services(rng: Random) -> dict[str, Any]:
    """What few, or none, of the listings have."""
    score = max(0.0, rng.expovariate(0.8) - 2)
    return {
        "delivers": rng.random() < 0.2,
        "comes_to_you": rng.random() < 0.1,
        "click_and_collect": rng.random() < 0.1,
        "wheelchair": rng.choice((True, False, None)),
        "recommendation_count": int(score),
        "recommendation_score": score,
    }


def shopkeeper() -> Callable[[int], Any]:
    """What makes the listing of a number, the same each time."""

    rng, now = Random(13), timezone.now()
    categories = list(Category.objects.order_by("pk"))
    weights = [1 / (place + 3) for place in range(len(categories))]
    districts = {district.pk: district for district in District.objects.all()}
    streets = list(Street.objects.order_by("pk"))
    words = sorted({word for row in categories for said in row.synonyms for word in said.split() if len(word) > 3})

    def listing(number: int) -> Listing:
        category, street = rng.choices(categories, weights)[0], rng.choice(streets)
        schedule = rng.choice(("Mo-Sa 08:00-19:00", "Tu-Su 07:00-13:00", "Mo-Fr 09:00-18:00; PH off", ""))
        return Listing(
            slug=f"commerce-{number}",
            name=f"{rng.choice(FIRSTS)} {rng.choice([category.name_fr, *words])} {rng.choice(FIRSTS)} {number % 997}"[
                :120
            ],
            category=category,
            description=" ".join(rng.choices(words, k=40)),
            status=ListingStatus.PUBLISHED,
            published_at=now - timedelta(minutes=number),
            address=f"{rng.randint(1, 190)} {street.name}",
            postcode=districts[street.district_id].postcode,
            city="Marseille",
            phone=f"+33491{number:06}",
            district=districts[street.district_id],
            latitude=street.latitude + rng.uniform(-0.005, 0.005),
            longitude=street.longitude + rng.uniform(-0.005, 0.005),
            opening_hours=schedule,
            schedule=schedule,
            is_open=rng.random() < 0.5 if schedule else None,
            open_changes_at=now + timedelta(hours=5) if schedule else None,
            **services(rng),
        )

    return listing
