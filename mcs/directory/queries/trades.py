"""Which categories words from outside mean: the trade a file gives, a message in which somebody tells their trade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from mcs.directory.models import Category
from mcs.directory.queries.concepts import GENERIC
from mcs.directory.queries.lexicon import Lexicon, load_lexicon, query_words
from mcs.directory.queries.vocabulary import DELIVERY_WORDS, PARTS, VISIT_WORDS, Chunk, Phrase
from mcs.directory.sources.kinds import tag_in_words, tag_of
from mcs.lib.french import significant, stem, words

# Where a business goes that is known to be one and no more.
CATCH_ALL = frozenset({"shop=yes", "office=company", "office=association"})
LONGEST_MESSAGE = 8_000  # characters
# What a name, a synonym and a part of a name of a category weigh; a longer phrase weighs more.
_LEVELS = (3.0, 2.0, 1.5)
_WEAK = 0.1  # of a word that is a trade only where nothing else is: "livraison"
# What is said first says what somebody is: how much more it weighs up to so many words.
_EARLY = ((4, 3.0), (16, 2.0))
_AGAIN = 0.35  # of what every further word for a trade weighs: a list of what is sold outweighs no trade
_BESIDES = 0.6  # of the best score, from which a trade stands beside the main one
# Parts of names that many trades say of themselves.
_COMMON = (
    "entretien reparation depannage pieces conseil conseils soin soins "
    "creation cadeaux cadeau jeux jeu cours bureau vente location vetements "
    "machine machines accessoires decoration restauration produits famille "
    "enfant enfants bebe presse colis bien etre beaute meuble meubles "
    "service services formation sport sports nature bio maison travaux securite"
)
_TOO_COMMON = frozenset(map(stem, (*DELIVERY_WORDS, *VISIT_WORDS, *_COMMON.split())))
# What sounds like a trade and is none: "fermé le lundi" is no farm, "on livre" no book, "bd Michelet" no comic.
_NO_TRADE = re.compile(
    r"\bfermée?s?\b|\b(?:je|on|nous|vous|et|qui|peu[xt])\s+livr\w+|\blivr(?:ons|er|ez|aisons?|ée?s?)\b"
    r"|\b(?:bd|bld|boulevard)\b|\b(?:mon|notre|au|le)\s+(?:portable|mobile|téléphone)\b"
    # A street's name, a mailbox, a page, the stretch of the coast.
    r"|\b(?:rue|av|avenue|bd|boulevard|place|chemin|traverse|impasse"
    r"|allées?)\s+(?:de\s+la\s+|d[eu]s?\s+|l[ae]s?\s+|[dl]['’])?[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|\bvotre (?:reportage|groupe|page|annonce|article|site|initiative)\b[^.!?,\n]{0,80}"
    r"|\b(?:à côté|en face|près|au-dessus|derrière) (?:d[eu]s?|la|l['’])? ?(?:la |l['’])?[^\W\d_]+"
    r"|\bs(?:ain)?te?[- ](?:loup|[^\W\d_]+)|\bmon mari\b"
    r"|\S+@\S+|\b(?:https?://|www\.)\S+|\b(?:toute )?la provence\b|\bla timone\b|\bla plage\b",
    re.IGNORECASE,
)


class Trades:
    """The categories as they are now, met by OSM tags and by French words; one query for any number of questions."""

    def __init__(self) -> None:
        self._lexicon = load_lexicon()
        self._read: dict[str, Category | None] = {}

    @cached_property
    def by_tag(self) -> dict[str, Category]:
        return {category.tag: category for category in self._lexicon.categories.values()}

    def categories(self, kinds: Sequence[str], name: str) -> list[Category]:
        """The categories of a business, the main one first; none when nothing says its trade.

        The name is only asked where the file has no trade at all, and only its beginning: "Boulangerie du Prado".
        """
        found = [category for kind in kinds if (category := self._category(kind))]
        if not kinds:
            chunk = next(iter(self._lexicon.read(query_words(name))), None)
            found = [self._lexicon.categories[pk] for pk in chunk.categories[:1]] if chunk and not chunk.is_weak else []
        telling = [category for category in found if category.tag not in CATCH_ALL]
        return list(dict.fromkeys(telling or found[:1]))

    def _category(self, kind: str) -> Category | None:
        if kind not in self._read:
            self._read[kind] = self.by_tag.get(tag_of(kind, self.by_tag)) or self._in_words(kind)
        return self._read[kind]

    def _in_words(self, kind: str) -> Category | None:
        """The category it names in full ("auto-école"), else what registers call so, else what some words of it say."""
        if "=" in kind:
            return None
        chunks = self._lexicon.read(query_words(kind))
        whole = self._first(chunks) if len(chunks) == 1 else None
        return whole or self.by_tag.get(tag_in_words(kind, self.by_tag)) or self._first(chunks)

    def _first(self, chunks: Sequence[Chunk]) -> Category | None:
        meant = next((chunk.categories[0] for chunk in chunks if chunk.categories), None)
        return None if meant is None else self._lexicon.categories[meant]


def spoken_of(message: str) -> list[Category]:
    """The trades a message speaks of, the likeliest first, at most three; the general shop when it names none.

    Raises Category.DoesNotExist when the network has no categories yet.
    """
    lexicon = load_lexicon()
    if not lexicon.categories:
        raise Category.DoesNotExist
    claims, met = _claims(lexicon), set[tuple[str, ...]]()
    said = [stem(word) for word in significant(words(_NO_TRADE.sub(" ", message[:LONGEST_MESSAGE])))]
    weights: dict[int, list[float]] = {category: [] for category in lexicon.categories}
    for position in range(len(said)):
        early = next((more for words_, more in _EARLY if position < words_), 1.0)
        for length in range(1, lexicon.vocabulary.longest + 1):
            phrase = tuple(sorted(said[position : position + length]))
            if phrase in claims and phrase not in met:
                met.add(phrase)
                for category, weight in claims[phrase].items():
                    weights[category].append(weight * early)
    scores = {category: _weighed(each) for category, each in weights.items()}
    ranked = sorted(
        lexicon.categories.values(),
        key=lambda row: (row.tag in CATCH_ALL, -scores[row.pk], row.pk),
    )
    found = [row for row in ranked if scores[row.pk]]
    beside = [row for row in found[1:3] if scores[row.pk] >= scores[found[0].pk] * _BESIDES]
    general = [row for row in ranked if row.tag == "shop=yes"] or ranked
    return [*found[:1], *(row for row in beside if row.tag not in CATCH_ALL)] or general[:1]


def _weighed(weights: Sequence[float]) -> float:
    first, *others = sorted(weights, reverse=True) or [0.0]
    return first + _AGAIN * sum(others)


@lru_cache(maxsize=4)
def _claims(lexicon: Lexicon) -> dict[tuple[str, ...], dict[int, float]]:
    """What each phrase of the categories weighs for them, by its stems in any order."""
    claims: dict[tuple[str, ...], dict[int, float]] = {}
    for phrase in lexicon.vocabulary.phrases:
        weight = _LEVELS[phrase.rank[0]] * (1 + len(phrase.stems)) / 2
        if lexicon.vocabulary.meanings[phrase.stems].is_weak and not _tells(phrase):
            weight = _WEAK
        known = claims.setdefault(phrase.stems, {})
        known[phrase.category] = max(weight, known.get(phrase.category, 0))
    return claims


def _tells(phrase: Phrase) -> bool:
    """Whether a part of a category's name says a trade by itself: "garage", not "entretien" or "livraison"."""
    return phrase.rank[0] == PARTS and not _TOO_COMMON.issuperset(phrase.stems) and not GENERIC.issuperset(phrase.stems)
