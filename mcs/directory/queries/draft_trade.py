"""The trades that somebody says to have, read in the sentences they stand in.

"Je suis plombier" weighs more than a plumber somebody mentions; "on ne fait pas de pain" makes no bakery, and "je
travaille pour les restaurants" no restaurant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from mcs.directory.models import Category
from mcs.directory.queries.draft_claims import (
    MOST_OF_NEED,
    WEAK,
    claims_of,
    is_trade_noun,
    names_kitchen,
    needs_of,
    nouns_of,
)
from mcs.directory.queries.lexicon import Lexicon, load_lexicon
from mcs.directory.queries.trades import CATCH_ALL
from mcs.lib.french import STOP_WORDS, inflection, stem, words
from mcs.lib.text import plain_letters

LONGEST_MESSAGE = 8_000  # characters
# What is said first says what somebody is: how much more it weighs up to so many words.
_EARLY = ((1, 2.4), (4, 2.0), (16, 1.5))
_AGAIN = 0.35  # of what every further word for a trade weighs: a list of what is sold outweighs no trade
_BESIDES = 0.55  # of the best score, from which a trade stands beside the main one
_TRADE_NOUN = 1.5  # of a word that names a trade or its shop, not what is sold there
_FIRST = 1.3  # of the trade that is said first: "naturopathe et réflexologue"
_LEAST_OF_NOUN = 3.0  # what a trade's own word weighs, were it but a synonym: "cordonnier serrurier"
_OWN_NAME = 2.5  # what a category's own name weighs at least
_IN_NAME = 0.6  # of what is sold where the business is but called so
# Many an association has a trade, which says more.
_CLUBS, _CLUB = frozenset({"office=association"}), 0.81
_NARROWER = {"amenity=veterinary": "amenity=hospital"}
_OF_FAMILY = 0.5  # of a word that only shares the root of a trade's: "selle" is no "sellier"
# "je suis X", "ma X", "j'ai ouvert une X": how much more what follows weighs, up to so many words.
_SAYS = re.compile(
    r"\b(?:je suis|nous sommes|on est|moi c'? ?est|je tiens|nous tenons|on tient|je travaille comme|en tant que|metier"
    r"|(?:j'ai|avons|viens d'|venons d'|on a|vais|allons)(?: \w+){0,2}? ?(?:ouvert|ouvrir|cree|creer|repris|monte)"
    r"|(?:salon|cabinet|studio|atelier|magasin|boutique|ecole|institut|entreprise|societe) (?=d[e'])"
    r"|reconvertie?s?(?: dans| en| comme)?|mon|ma|notre|mes parents|artisan|activite"
    r"|j'exerce|j'enseigne|je pratique|nous pratiquons"
    r"|specialisee?s? (?:en|dans)|je fais|nous faisons|on fait|c'est une?)\b"
)
_SAID, _SAID_WORDS = 2.0, 5
# Whom one serves, where one learnt, who one is not.
_ABOUT_OTHERS = re.compile(
    r"\b(?:pour (?:les|des|vos)|avec (?:mes|nos|des|les)|chez une?|ancien(?:ne)?|ex[ -]|anciennement"
    r"|j'ai ete|j'etais|aux metiers|apres|apprenti|aupres d[eu']s?|retraitee? d[eu']|au profit d[eu']|tenue? par"
    r"|comme|partenaire|stade|fac|aux?"
    r" (?:restaurants|commercants|entreprises|particuliers|professionnels|hotels|cafes)"
    r"|a la place (?:de|du)|s'appelait|autrefois|avant|voisins?|specialistes? des)\b"
)
_OTHERS, _OTHERS_WORDS = 0.3, 4
# "pour les commerçants : fleuristes, hôtels…": to the sentence's end the many named so are customers.
_SERVES = re.compile(
    r"\b(?:pour (?:l[ae]|les|des|vos|tous|toutes)|aupres des?|aux (?:commercants|professionnels|entreprises|pros))\b"
)
_SERVED = re.compile(
    "(?:restaurant|hotel|bar|cafe|magasin|boutique|ecole|commerce|cabinet|creche|bureau|syndic|mairie|pharmacie"
    "|clinique|hopital|musee|theatre|association)s"
)
# What one does besides: "je fais aussi du soutien en maths".
_ALSO, _ASIDE = re.compile(r"\b(?:aussi|egalement|en plus|a l'occasion|possible)\b"), 0.6
_BRACKETED = 0.75
# From here to the clause's end nothing is meant of oneself.
_NOT = re.compile(
    r"\b(?:(?:suis|sommes|est) pas|pas d[e']"
    r"|pas l[ea']s?|fai[st](?:ons)? pas|vend(?:s|ons)? pas|ni|jamais de|plus de (?!\d)|aucune?)\b"
)
_WORD = re.compile(r"[^\W_]+(?:['-](?=\w)[^\W_]+)*")
_CLAUSE = re.compile(r"[.!?;,:()\n]|\bmais\b|\bsinon\b| - ")
# What somebody does, for which the lexicon has what somebody is.
_DOES = tuple(
    (re.compile(rf"\b(?:(?:je|on|nous|qui) |j'){verb}(?:e|ons|ent)\b"), f" je suis {trade} ")
    for verb, trade in (
        ("cuisin", "traiteur"),
        ("prom[eè]n", "promeneur de chien"),
        ("coiff", "coiffeuse"),
        ("tatou", "tatoueur"),
        ("photographi", "photographe"),
        ("jardin", "jardinier"),
        ("ramon", "ramoneur"),
        ("mass", "massage"),
        ("accord", "accordeur de piano"),
    )
)
_LETS_ROOMS = re.compile(r"\blou(?:e|ons|ent) (?:une?|des|deux|trois|[1-9]) chambres?\b")
_LESSONS = re.compile(
    r"\b(?:ateliers?|le[çc]ons?|stages?|initiations?) (?:ludiques? )?d'(?=(?:anglais|espagnol|italien|arabe)\b)"
)
_LESSONS_OF = re.compile(r"\ble[çc]ons? (?:particuli[èe]res? )?d(?:e |u |['’])")
_WASHES = re.compile(r"\b(?:lav|nettoi)(?:e|ons|ent|er) (?:les|des|vos|votre|la) (?:voitures?|autos?|v[ée]hicules?)\b")
# "Métier : wedding planner", whose colon would end what is said.
_LABELLED = re.compile(r"\b(?:m[ée]tier|profession|activit[ée]) ?: ?")
# What sounds like a trade and is none: "fermé le lundi" is no farm, "on livre" no book, "bd Michelet" no comic.
_NO_TRADE = re.compile(
    r"\bfermée?s?\b|\b(?:je|on|nous|vous|et|qui|peu[xt])\s+livr\w+|\blivr(?:ons|er|ez|aisons?|ée?s?)\b"
    r"|\b(?:bd|bld|boulevard)\b|\b(?:mon|notre|au|le)\s+(?:portable|mobile|téléphone)\b"
    # A street's name, a mailbox, a page, the stretch of the coast.
    r"|\b(?:rue|av|avenue|bd|boulevard|place|chemin|traverse|impasse"
    r"|allées?)\s+(?:de\s+la\s+|de\s+l['’]|d[eu]s?\s+|l[ae]s?\s+|[dl]['’])?[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|\bvotre (?:reportage|groupe|page|annonce|article|site|initiative)\b[^.!?,\n]{0,80}"
    r"|\b(?:[àa] c[ôo]t[ée]|en face|pr[èe]s|au[- ]dessus|derri[èe]re|à deux pas|à proximité|proche|au sein)"
    r" (?:d[eu]s?|la|l['’])? ?"
    r"(?:la |l['’])?[^\W\d_]+(?: et (?:d[eu]s?|la|l['’])? ?(?:la |l['’])?[^\W\d_]+)?"
    r"|\bentre (?:l[ae] |l['’]|une? )[^\W\d_]+ et (?:l[ae] |l['’]|une? )[^\W\d_]+"
    r"|\bs(?:ain)?te?[- ](?:loup|[^\W\d_]+)|\buber(?: ?eats)?\b|\bdeliveroo\b"
    r"|\bch[eè]re?s?(?:\(e\)s?)? (?:monsieur|madame|b[ée]n[ée]voles?|[ée]quipe|voisins?|amis?)\b"
    r"|\bplein d(?:e |['’])[^\W\d_]+|\bmon mari\b|\bbaiss\w+ (?:le|mon|notre) rideau"
    r"|\S+@\S+|\b(?:https?://|www\.)\S+|\b(?:toute )?la provence\b|\bla timone\b|\bla plage\b"
    r"|\b(?:en|à) (?:v[ée]lo|trottinette|scooter|triporteur|moto)\b|\bau marché\b|\bles bénévoles\b"
    r"|\ben (?:lyc[ée]e|coll[èe]ge|[ée]cole|h[ôo]pital|maison de retraite|ehpad|clinique|cuisine)s?\b"
    r"|\b(?:des|vos|les) airbnb\b|\b[ée]cole h[ôo]teli[èe]re\b"
    r"|\bsans (?!gluten|emballage|permis|abri)[^\W\d_]+"
    r"|\b(?:dr|docteurs?|mme|m\.|mr|monsieur|madame|ma[îi]tres?) (?-i:[A-ZÀ-Ý])\w+(?: et (?-i:[A-ZÀ-Ý])\w+)?"
    r"|\bdans (?:mon|notre|le|son|un) garage\b"
    r"|\bpr[ée]-\w+(?: technique)?"
    r"|\bavec (?:(?:une?|petite?|grande?|beau|joli|belle) )*(?:jardin|terrasse|parking|piscine|cour|salle de bains?)\b"
    # "Cabinet Mercier": surnames
    r"|(?-i:\b(?:Cabinet|Étude|Garage|Famille|Maison) (?:Mercier|Boulanger|Boucher|Berger|Charpentier|Couturier"
    r"|Fournier|Marchand|Meunier|Tailleur|Barbier|Pelletier|Cordonnier|Serrurier|Chapelier|Verrier|Fromager|Potier)\b)"
    # Where a club meets, which is not what it is.
    r"|(?<!bienvenue )\b(?:(?:à|dans) la (?:maison (?:de quartier|pour tous|des associations)|paroisse"
    r"|salle (?:des f[êe]tes|paroissiale|municipale))|(?:au|dans le) (?:centre (?:social|culturel)|gymnase|temple)"
    r"|(?:à|dans) l[’'](?:école|église))\b",
    re.IGNORECASE,
)


class _Said(NamedTuple):
    """A word that says something: how much it weighs where it stands, whether it says what somebody is, its clause."""

    stem: str
    factor: float
    is_trade: bool
    clause: int
    inflection: str  # as it stands, but for its number and gender


def spoken_of(message: str, name: str = "") -> list[Category]:
    """The trades a message speaks of, the likeliest first, at most three; the general shop when it names none.

    What the business is called says less of it than what it says to be: "Les Souliers Rouges" play theatre.
    Raises Category.DoesNotExist when the network has no categories yet.
    """
    lexicon = load_lexicon()
    if not lexicon.categories:
        raise Category.DoesNotExist
    weights: dict[int, dict[tuple[str, ...], float]] = {category: {} for category in lexicon.categories}
    called = _only_in(name, message) if name else frozenset()
    claims = claims_of(lexicon)
    for phrase, factor, is_trade in _phrases(_said(message), lexicon):
        for category, claim in (claims.get(phrase) or needs_of(lexicon)[phrase]).items():
            if not is_trade and claim < _OWN_NAME and called.issuperset(phrase):
                claim = claim * _IN_NAME
            weight = max(claim, _LEAST_OF_NOUN) * _TRADE_NOUN if is_trade and claim > WEAK else claim
            weights[category][phrase] = max(weight * factor, weights[category].get(phrase, 0.0))
    for category in lexicon.cuisines.intersection(pk for pk, each in weights.items() if names_kitchen(each)):
        weights[category] |= weights.get(lexicon.restaurant or 0, {})  # "mon resto, cuisine thaï"
    _refine(weights, lexicon)
    scores = {category: _weighed([*each.values()]) for category, each in weights.items()}
    ranked = sorted(
        lexicon.categories.values(),
        key=lambda row: (row.tag in CATCH_ALL - _CLUBS, -scores[row.pk] * (_CLUB if row.tag in _CLUBS else 1), row.pk),
    )
    found = [row for row in ranked if scores[row.pk]]
    beside = [row for row in found[1:3] if scores[row.pk] >= scores[found[0].pk] * _BESIDES]
    general = [row for row in ranked if row.tag == "shop=yes"] or ranked
    return [*found[:1], *(row for row in beside if row.tag not in CATCH_ALL)] or general[:1]


def _refine(weights: dict[int, dict[tuple[str, ...], float]], lexicon: Lexicon) -> None:
    """What is said of the wider trade is said of the narrower one that is told too: a clinic for cats is a vet's."""
    by_tag = {category.tag: pk for pk, category in lexicon.categories.items()}
    for narrow, wide in _NARROWER.items():
        if narrow in by_tag and weights[by_tag[narrow]]:
            weights[by_tag[narrow]] |= weights.get(by_tag.get(wide, 0), {})


def _only_in(name: str, message: str) -> frozenset[str]:
    """The stems of a name's words that the message says nowhere else, but for a first that has no article."""
    told = words(name)
    besides = set(map(stem, words(re.sub(re.escape(name), " ", message, flags=re.IGNORECASE))))
    return frozenset(map(stem, told if not told or told[0] in STOP_WORDS else told[1:])) - besides


def _phrases(said: Sequence[_Said], lexicon: Lexicon) -> Iterator[tuple[tuple[str, ...], float, bool]]:
    """The phrases of the categories in what was said, the longest first: "restaurateur de tableaux" is no cook."""
    claims, nouns = claims_of(lexicon), nouns_of(lexicon)
    position, told = 0, False
    while position < len(said):
        early = next((more for words_, more in _EARLY if position < words_), 1.0)
        for length in range(lexicon.vocabulary.longest, 0, -1):
            run = said[position : position + length]
            phrase = tuple(sorted(word.stem for word in run))
            if len(run) < length or phrase not in claims or run[0].clause != run[-1].clause:
                continue
            is_trade = any(word.is_trade for word in run)
            if length == 1 or phrase in nouns or not is_trade:  # a "jardinerie familiale" is no "jardin familial"
                is_trade = phrase in nouns and (is_trade or length > 1)
                factor = early * max(word.factor for word in run) * (_FIRST if is_trade and not told else 1)
                told = told or is_trade
                is_own = length > 1 or is_trade or run[0].inflection in lexicon.vocabulary.inflected
                yield phrase, factor * (1.0 if is_own else _OF_FAMILY), is_trade
                position += length - 1
                break
        else:
            if need := _need_at(said, position, lexicon):
                yield need, min(said[position].factor, 1.0), False
                position += len(need) - 1
        position += 1


def _need_at(said: Sequence[_Said], position: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The longest need that begins there, of words that no trade calls itself by: "biclou", "chiens et chats"."""
    needs, claims = needs_of(lexicon), claims_of(lexicon)
    for length in range(MOST_OF_NEED, 0, -1):
        run = said[position : position + length]
        phrase = tuple(sorted(word.stem for word in run))
        is_free = len(run) == length and run[0].clause == run[-1].clause
        if is_free and phrase in needs and all((word.stem,) not in claims for word in run):
            return phrase
    return ()


def _said(message: str) -> list[_Said]:
    """The words that say something with what their sentence makes of them."""
    text = _NO_TRADE.sub(" . ", message[:LONGEST_MESSAGE]).lower().replace("’", "'")
    for does, trade in _DOES:
        text = does.sub(trade, text)
    text = _LETS_ROOMS.sub("chambre d'hotes", text)
    text = _LESSONS.sub("cours d'", text)
    text = _LESSONS_OF.sub("cours de ", text)
    text = _WASHES.sub(" lavage auto ", text)
    text = _LABELLED.sub(" ; je suis ", text)
    return [said for number, clause in enumerate(_clauses(text)) for said in _said_in(*clause, number)]


def _clauses(text: str) -> Iterator[tuple[str, float, bool]]:
    """Each clause, what it weighs, and whether its sentence has said for whom one works: "pour les commerçants : …"."""
    start, bracketed, serves = 0, False, False
    for stop in chain(_CLAUSE.finditer(text), [None]):
        clause = plain_letters(text[start : stop.start() if stop else len(text)])
        yield clause, _BRACKETED if bracketed else 1.0, serves
        sign = stop[0] if stop else ""
        bracketed = sign == "(" or (bracketed and sign not in (")", "\n"))
        serves = sign not in (".", "!", "?", "\n") and (serves or bool(_SERVES.search(clause)))
        start = stop.end() if stop else start


def _said_in(clause: str, weight: float, serves: bool, number: int) -> Iterator[_Said]:
    """The words of one clause, up to a "pas de"."""
    cut = _NOT.search(clause)
    clause = clause[: cut.start()] if cut else clause
    turns = [(match.end(), _SAID, _SAID_WORDS) for match in _SAYS.finditer(clause)]
    turns += [(match.start(), _OTHERS, _OTHERS_WORDS) for match in _ABOUT_OTHERS.finditer(clause)]
    turns.sort(reverse=True)
    aside = _ASIDE if _ALSO.search(clause) else weight
    factor, left = 1.0, 0
    for match in _WORD.finditer(clause):
        while turns and turns[-1][0] <= match.start():
            _, factor, left = turns.pop()
        for word in words(match[0]):
            if word not in STOP_WORDS and word != "sommes":
                factor_here = factor if left > 0 else 1.0
                is_trade = is_trade_noun(word)
                if serves and word.endswith("s") and (is_trade or _SERVED.fullmatch(word)):
                    factor_here = _OTHERS
                yield _Said(stem(word), aside * factor_here, is_trade, number, inflection(word))
                left -= 1


def _weighed(weights: Sequence[float]) -> float:
    first, *others = sorted(weights, reverse=True) or [0.0]
    return first + _AGAIN * sum(others)
