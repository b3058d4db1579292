"""Searching, completing and saving in a directory that is filled; `tests.bench.directory` fills it and prints."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from tests.bench.measuring import processed, progress

ROUNDS = 3  # each query is asked so many times, its best answer counts apart from the machine's other work
QUERIES = [
    "boucher", "boulangerie", "restaurant", "plombier", "coiffeuse a domicile", "fuite d'eau", "plonbier", "farmacie",
    "boucher mazargues", "pharmacie 13009", "coiffeur 8eme", "poissonnier qui livre mazargues le samedi matin",
    "restaurant ouvert dimanche", "boulangerie ouverte maintenant", "gateau anniversaire enfant", "réparer mon vélo",
    "garder mon chat", "j'ai perdu mes clés", "rue", "marseille", "avenue du prado", "maison", "chez", "livraison",
    "domicile", "mazargues", "maison du pain", "chez paul", "atelier bleu", "zorglub",
    "restaurant avenue marseille bleu",
    "un bon traiteur sérieux pas trop cher vers la pointe rouge", "vin rosé", "cheese", "photographe mariage",
]  # fmt: skip
FILTERS: list[dict[str, Any]] = [
    {},
    {"open_now": True},
    {"district": 8},
    {"district": 9, "delivers": True},
    {"wheelchair": True, "recommended": True},
]
TYPED = ["bo", "bou", "boul", "boulang", "pl", "plomb", "re", "rest", "ma", "maison", "chez p", "fuite", "ga", "gar",
         "atelier b", "le", "co", "coif", "st", "saint", "x", "zz", "du so", "pharmacie de"]  # fmt: skip


class Figures(NamedTuple):
    """Milliseconds of processor of each question."""

    words: list[float]
    filters: list[float]
    typed: list[float]
    saving: list[float]


def measure() -> Figures:
    """Asks everything; tells the slowest questions to who waits."""
    from mcs.directory.actions.index import index_listings
    from mcs.directory.models import Listing
    from mcs.directory.queries.completion import complete
    from mcs.directory.queries.search import search_listings

    pks = list(Listing.objects.order_by("pk").values_list("pk", flat=True))
    words = {text: asked(partial(search_listings, text)) for text in QUERIES}
    filters = {str(chosen): asked(partial(search_listings, **chosen)) for chosen in FILTERS}
    typed = {text: asked(partial(complete, text)) for text in TYPED}
    saving = [processed(partial(index_listings, [pk])) for pk in pks[:: max(1, len(pks) // 40)]]
    for times in (words, filters, typed):
        slowest = sorted(times.items(), key=lambda item: -item[1])[:5]
        progress("  slowest: " + ", ".join(f"{text or 'all'} {took:.1f} ms" for text, took in slowest))
    return Figures(list(words.values()), list(filters.values()), list(typed.values()), saving)


def asked(call: Callable[[], Any]) -> float:
    """The median of ROUNDS calls after a first one, in milliseconds of processor."""
    call()
    return statistics.median(processed(call) for _ in range(ROUNDS))
