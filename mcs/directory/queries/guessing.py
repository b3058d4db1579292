"""What words mean that name no trade: the trades most of whose phrases have them, as "appareil pour entendre"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log

from mcs.directory.queries.concepts import GENERIC, NOISE, concept
from mcs.directory.queries.families import slots_of
from mcs.directory.queries.lexicon import Lexicon
from mcs.directory.queries.vocabulary import Chunk
from mcs.lib.french import stem

MOST_GUESSED = 3  # trades
LEAST = 1.0  # what a trade's words must weigh together
GUESSED = 4  # the doubt of a guess

_SAID_BY_ALL = frozenset(map(concept, GENERIC))


def guess(folded: Sequence[str], lexicon: Lexicon) -> Chunk | None:
    """The trades that the words speak for, the likeliest first; None where they speak for none in particular."""
    votes, heard = _votes(lexicon), [word for word in folded if word not in NOISE]
    scores: defaultdict[int, float] = defaultdict(float)
    for word in heard:
        of: defaultdict[int, float] = defaultdict(float)
        for key in (concept(stem(word)), *slots_of(concept(stem(word)))):
            for category, weight in votes.get(key, {}).items():
                of[category] = max(of[category], weight)
        for category, weight in of.items():
            scores[category] += weight
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST_GUESSED]
    if not best or best[0][1] < LEAST:
        return None
    likely = tuple(category for category, score in best if score > best[0][1] / 2)
    known = tuple(word for word in heard if concept(stem(word)) in votes)
    return Chunk(known, likely, likeliest=1, doubt=GUESSED)


@lru_cache(maxsize=2)
def _votes(lexicon: Lexicon) -> Mapping[str, Mapping[int, float]]:
    """What each word weighs for the trades in whose phrases it stands: more for those that use it most, if few do."""
    votes = {}
    for word, of in lexicon.vocabulary.uses.items():
        rarity = 0.0 if word in _SAID_BY_ALL else log(len(lexicon.categories) / len(of))
        votes[word] = {category: rarity * count / sum(of.values()) for category, count in of.items()}
    return votes
