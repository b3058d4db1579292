"""What each phrase that may stand in a message weighs for which trades."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from mcs.directory.categories import read_needs
from mcs.directory.queries.concepts import GENERIC
from mcs.directory.queries.draft_words import NO_TRADE_NOUNS, TRADE_ENDS, TRADE_NOUNS
from mcs.directory.queries.lexicon import Lexicon
from mcs.directory.queries.vocabulary import DELIVERY_WORDS, PARTS, VISIT_WORDS, Phrase
from mcs.lib.french import STOP_WORDS, stem, words

# What a name, a synonym and a part of a name of a category weigh; a longer phrase weighs more.
_LEVELS = (3.0, 2.0, 1.9)
WEAK = 0.1  # of a word that is a trade only where nothing else is: "livraison"
_OWN_WORD = 1.1  # a phrase with a word of the category's name: "taxi conventionné" is a taxi before an ambulance
# What is asked for and named by no trade: what it weighs, and of how many trades it may be.
_NEED, _MOST_ASKED, MOST_OF_NEED = 0.6, 2, 3
_RESTAURANT = stem("restaurant")
_KITCHEN = frozenset(map(stem, ("restaurant", "resto", "restau", "cuisine", "specialites", "gastronomie", "plats")))
# What the law calls so is cleaning, gardening, lessons: it says a trade only where nothing else does.
_UMBRELLA = tuple(sorted(map(stem, ("services", "personne"))))
# Parts of names that many trades say of themselves.
_COMMON = (
    "entretien reparation depannage pieces conseil conseils soin soins "
    "creation cadeaux cadeau jeux jeu cours bureau vente location vetements "
    "machine machines accessoires decoration restauration produits famille "
    "enfant enfants bebe presse colis bien etre beaute meuble meubles "
    "service services formation sport sports nature bio maison travaux securite"
)
_TOO_COMMON = frozenset(map(stem, (*DELIVERY_WORDS, *VISIT_WORDS, *_COMMON.split())))


@lru_cache(maxsize=4)
def claims_of(lexicon: Lexicon) -> dict[tuple[str, ...], dict[int, float]]:
    """What each phrase of the categories weighs for them, by its stems in any order."""
    claims: dict[tuple[str, ...], dict[int, float]] = {}
    own = {pk: set(map(stem, words(category.name_fr))) for pk, category in lexicon.categories.items()}
    for phrase in lexicon.vocabulary.phrases:
        weight = _LEVELS[phrase.rank[0]] * (1 + len(phrase.stems)) / 2
        if lexicon.vocabulary.meanings[phrase.stems].is_weak and not _tells(phrase):
            weight = WEAK
        weight = WEAK if phrase.stems == _UMBRELLA else weight
        if not own[phrase.category].isdisjoint(phrase.stems):
            weight *= _OWN_WORD
        for stems in (phrase.stems, *_kitchens_of(phrase, lexicon)):
            known = claims.setdefault(stems, {})
            known[phrase.category] = max(weight, known.get(phrase.category, 0))
    return claims


def _kitchens_of(phrase: Phrase, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Of a "restaurant thaï": "cuisine thaï", "spécialités thaï", "resto thaï"."""
    if phrase.category not in lexicon.cuisines or len(phrase.stems) != 2 or _RESTAURANT not in phrase.stems:
        return []
    kind = next(each for each in phrase.stems if each != _RESTAURANT)
    return [tuple(sorted((word, kind))) for word in _KITCHEN]


def names_kitchen(said: Mapping[tuple[str, ...], float]) -> bool:
    return any(len(phrase) == 2 and not _KITCHEN.isdisjoint(phrase) for phrase in said)


@lru_cache(maxsize=4)
def needs_of(lexicon: Lexicon) -> dict[tuple[str, ...], dict[int, float]]:
    """What customers ask for that no trade names: a hint of who sells it, the less the more trades it may be."""
    by_tag = {category.tag: pk for pk, category in lexicon.categories.items()}
    asked: dict[tuple[str, ...], set[int]] = {}
    for tag, needs in read_needs().items():
        for need in needs:
            said = tuple(sorted({stem(word) for word in words(need) if word not in STOP_WORDS}))
            if tag in by_tag and "{" not in need and said and not _TOO_COMMON.issuperset(said):
                asked.setdefault(said, set()).add(by_tag[tag])
    claims = claims_of(lexicon)
    return {
        said: dict.fromkeys(of, _NEED * (1 + len(said)) / 2 / len(of))
        for said, of in asked.items()
        if said not in claims and len(of) <= _MOST_ASKED
    }


@lru_cache(maxsize=4)
def nouns_of(lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """The phrases that say what somebody is: "plombier", and not "amandes", which has the stem of "amandier"."""
    phrases = lexicon.vocabulary.phrases
    names = {each.stems for each in phrases if each.rank[0] == 0 and len(each.stems) > 1}
    return frozenset(names.union(each.stems for each in phrases if any(map(is_trade_noun, each.words))))


def _tells(phrase: Phrase) -> bool:
    """Whether a part of a category's name says a trade by itself: "garage", not "entretien" or "livraison"."""
    return phrase.rank[0] == PARTS and not _TOO_COMMON.issuperset(phrase.stems) and not GENERIC.issuperset(phrase.stems)


def is_trade_noun(word: str) -> bool:
    if word in TRADE_NOUNS:
        return True
    return len(word) > 5 and word.removesuffix("s").endswith(TRADE_ENDS) and word not in NO_TRADE_NOUNS
