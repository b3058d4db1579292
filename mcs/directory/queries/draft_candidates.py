"""Every place of a merchant's message where a business may be named, and what makes one think so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mcs.directory.queries.draft_people import is_first_name, person_beside_trade, persons
from mcs.directory.queries.draft_title import title_lines
from mcs.directory.queries.draft_told import told
from mcs.directory.queries.draft_words import ENDS_NAME, KEPT_SMALL, PARTICLE, PROPER, ROLES, SHOP, STREET, TRADE
from mcs.lib.french import STOP_WORDS, fold
from mcs.lib.text import plain_letters


class Candidate(NamedTuple):
    """Words that may be the name, and the kind of place they stand in: a row of the table of `draft_name`."""

    text: str
    source: str


_TAKEN_BACK = re.compile(
    r"(?:[^\s.!?:,]{1,20} ){0,4}[^\s.!?:,]{1,20}(?:\.\.\.|…|,)? ?"
    r"\b(?:euh,? )?(?:non,? pardon|je me trompe|pardon je me|oups|je (?:veux|voulais) dire)\b",
    re.IGNORECASE,
)
_DIPLOMA = re.compile(r"\s+D\. ?[EO]\b\.?")  # "Ostéopathe D.O."
# "à la maison médicale": where something is, not what it is called.
_AT = re.compile(
    r"\b(?:à|dans|vers|devant|derrière|face à|près de|côté de|repris|reprendre|racheté) (?:la |le |l[’'])?$"
)
_QUOTED = re.compile(r"(?<!\bde )(?<!\bd[’'])[«“\"]\s*([^»”\"\n]{3,60}?)\s*[»”\"]")
_STILL = r"(?:maintenant|d[ée]sormais|tout simplement|aujourd[’']hui|toujours|encore)"
_NAMES = (  # the verbs that name: "s'appelle", "c'est", whatever was typed for them
    rf"s[’' ]?(?:app?ell?e?|intitule)(?: {_STILL})?|c[’' ]?est|c(?![^\W\d_])"
    r"|se nomme|a pour nom|porte le nom d[e’']"
)
_CALLED = re.compile(
    rf"\b(?i:s[’' ]?(?:app?ell?e?|intitule)(?: {_STILL})?"
    rf"|appel[ée]e?s?|(?:re|sur)?nomm[ée]e?s?|baptis[ée]e?s?|enseigne|(?:du|au|sous le) nom(?: commercial)?(?: d[e’'])?"
    rf"|nom(?: commercial| d[ue] commerce| de la boutique| de l[’'](?:entreprise|enseigne|association))?"
    rf"\s*(?:[:=?]|c[’' ]?est)"
    rf"|bienvenue (?:chez|à|au)|de chez|c[’' ]?est pour"
    rf"|j[’' ]?app?ell?e? (?:[çs]a|la|le|cet|cette)"
    rf"|{TRADE}\s*[,:]?\s*(?:{_NAMES})|(?:{ROLES}) (?:d[eu’']|de la|de l[’'])|je tiens"
    rf"|(?:nous|on)[ ,]{{1,2}}(?:c[’' ]?est|est|sommes)|connus? sous le nom d[e’']|je repr[ée]sente"
    rf"|(?:re)?pris|ouvert|lanc[ée]|cr[ée]+e?"
    rf"|(?:mon|ma|notre)(?: [\w’'-]+){{1,4}}? (?:s[’' ]appelle|se nomme|porte le nom de))"
    rf"\s{{0,2}}:?\s{{0,2}}({PROPER})"
)
_TRADE_BEFORE = re.compile(rf"\b(?i:{TRADE})(?:\s(?:de|d[’'])\s?[a-zà-ÿ]+)?\s{{1,2}}:?\s?({PROPER})")
_AGAIN = re.compile(
    rf"non (?:je (?:plaisante|rigole)|pardon)[^\n\w]{{0,5}}\s(?:[Cc][’']est |[Mm]oi )?(?:la |le )?({PROPER})"
)
_CALLED_SMALL = re.compile(
    rf"\b(?:((?:{TRADE}[,:]? )?s[’' ]?app?ell?e?(?: {_STILL})?|(?:le|mon) nom c[’' ]?est"
    rf"|on m[’']appelle|nomm[ée]e?|sous le nom(?: de)?)|c[’' ]?est {TRADE}"
    rf"|{TRADE}[,:]? (?:{_NAMES}))\s{{1,2}}(?:maintenant )?([^\n,.;:!?(]{{3,60}})",
    re.IGNORECASE,
)
_A_NAME = re.compile(rf"une? (?=[^ ]+ )(?!{SHOP}|{TRADE}|petite? )", re.IGNORECASE)
# "un petit restaurant, l'Oustaou de Mireille, dans", "(La Page Cornée)": a name set apart beside what it is.
_APART = re.compile(
    rf"[,:–-]\s{{0,2}}((?:[Ll]es?\s|[Ll]a\s|[Ll][’']|[Cc]hez\s|[Aa]ux?\s|[Àà] la\s){PROPER})(?=\s?[,.(\n–-])"
)
_AFTER_COLON = re.compile(
    rf"\b(?i:{SHOP}|{TRADE})(?: [a-zà-ÿ]{{4,20}}){{0,2}} ?[:,] ?({PROPER})(?=\s?[,.;!(\n]|\s[–-]\s)"
)
_BRACKETED = re.compile(rf"\(\s?({PROPER})\s?\)")
_BETWEEN = re.compile(rf"(?<=[,;:.!])\s({PROPER})(?=\s?[,.;(\n]|\s0\d[ .\d]|\s[–-]\s|\s(?:depuis|est|vous|propose)\b)")
_SPEAKS = re.compile(
    rf"(?:^|[.!?,\n]\s*)({PROPER})(?=,? (?:vous (?:accueille|propose|re[çc]oit|offre|attend)|propose\b|accueille\b"
    r"|c[’']est (?:un|une|le|la|des|l[’']|d[’'])|est (?:un|une|le|la|ouvert|situ[ée])"
    r"|existe|re[çc]oit\b|fabrique\b|vend\b))"
)
_ON_FACEBOOK = re.compile(rf"(?i:\bfacebook|\bfb|\binsta(?:gram)?)\s?:?\s({PROPER})")
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý][A-ZÀ-Ý’'&-]{0,30}(?:[ ]{1,2}[A-ZÀ-Ý0-9&][A-ZÀ-Ý0-9’'&-]{0,30}){1,7}(?![a-zà-ÿ])")
_NAMED_SHOP = re.compile(
    rf"(?<![\w-])(?<!et )(?<!& )((?:(?:L[’']|La |Le )(?=[A-Z]))?(?i:{SHOP}(?:-[\w]+)?)"
    rf"(?:(?:[ ](?:[àa] |de |aux |[ée]tait )?[a-zà-ÿ-]{{1,20}})?)[ ](?:(?:{PARTICLE})[ ]?){{0,3}}{PROPER})"
)
_NAMED_SHOP_SMALL = re.compile(
    rf"(?<!à la )(?<!dans la )(?<!au )(?<!à l’)(?<!à l')"
    rf"\b((?i:{SHOP})(?: [a-zà-ÿ-]{{1,20}})? (?:du|de la|de l[’']|des|d[’'])) ?([^\n,.;:!?(]{{3,60}})"
)
_SMALL_SHOP = (
    rf"((?:{SHOP})(?: (?:{SHOP}))?\s(?:(?:les?|la|chez|aux?|mon|ma|mes|o|du|des)\s|l[’' ])\s?[^\n,.;:!?(]{{3,60}})"
)
_OWN_SHOP = re.compile(
    rf"\b(?:je tiens|on tient|nous tenons|g[ée]rante?s? d[eu]|patronn?e? d[eu]|j[’' ]?ai|c[’' ]?est"
    rf"|c[ée]|ici|ma|mon|notre)\s(?:la |le |l[’']|un |une |petite? )*{_SMALL_SHOP}",
    re.IGNORECASE,
)
_ANY_SHOP = re.compile(rf"\b{_SMALL_SHOP}", re.IGNORECASE)
_SHOP_FIRST = re.compile(rf"^\W*{_SMALL_SHOP}", re.IGNORECASE)
_SHOP_FIRST_BARE = re.compile(
    rf"^(?:\W|bonjour|bonsoir|bjr|slt|salut|salam|coucou)*((?:{SHOP})\s[^\n,.;:!?(]{{3,60}})", re.IGNORECASE
)

_SIGNED = re.compile(
    r"(?:^|[.,!?\n]\s?|\bmerci )([A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:-[A-ZÀ-Ý][a-zà-ÿ]{1,20})?"
    r"(?: [A-ZÀ-Ý][a-zà-ÿ]{1,20})?)[\s.!]{0,3}(?:\+?\d[\d .]{8,})?\s*$"
)
# "Bien à vous, Hélène Castagnier, Atelier Vernis Doux": what signs after the person.
_SIGNED_SHOP = re.compile(rf"(?:[,.\n–-]\s?|\d\d )({PROPER})[\s.!]*$")
# "Mme Nathalie Ferrand": whoever has no sign above the door.
_TITLED = re.compile(
    r"\b(?:M\.|[Mm]r\.?|[Mm](?:me|lle)|[Mm]onsieur|[Mm]adame|[Dd](?:r|octeur)|Maître|Me|Prénom Nom ?:"
    r"|[Jj]e m[’' ]?appelle|[Mm]oi,? c[’' ]?est)\s([A-ZÀ-Ý][\w’'-]{1,20}(?: [A-ZÀ-Ý][\w’'-]{1,20}){1,2})"
)
_TITLED_SMALL = re.compile(r"\b(?:mr|m\.|mme|mlle|monsieur|madame) ([a-zà-ÿ-]{3,20}) ([a-zà-ÿ-]{3,20})\b")
# "glaces tino." between two stops
_ALONE_SMALL = re.compile(
    r"(?<=[.!\n])\s?((?:l[ae]s? |l[’']|aux? )?[a-zà-ÿ’'-]{3,20}(?: [a-zà-ÿ’'-]{2,20}){1,3})(?=\s?[.!\n])"
)
_ARTICLE = re.compile(rf"(?:(?:les?|la|chez|aux?) |l[’'])(?!{ROLES})")
# "les copains d'abord, restau ouvrier": whatever stands before the comma, and a trade behind it
_FIRST_WORDS = re.compile(
    rf"(?:\W|bonjour|bonsoir|bjr|slt|salut|salam|coucou)*((?:[a-zà-ÿ’'-]{{1,20}} ){{1,4}}[a-zà-ÿ’'-]{{2,20}})"
    rf" ?(?:,|:| - ) ?(?:{SHOP}|{TRADE}|restau|\w+(?:eur|euse|ier|ière|iste|ien))\b"
)
# "Sophie Lanteri, pédicure" at the end.
_SIGNED_WITH_TRADE = re.compile(r"(?:[.!]\s|\n)([A-ZÀ-Ý][\w-]{1,20} [A-ZÀ-Ý][\w-]{1,20}), [a-zà-ÿ][^\n.]{3,40}\s*$")
_HERE = re.compile(
    rf"^\W*(?i:bonjour|bonsoir|salut|hello|coucou)[ ,!]{{1,3}}(?i:ici|c[’' ]?est) ({PROPER})(?=[ ]?[,.:(-])"
)
# "iRépar', 340 avenue de Toulon"
_BEFORE_ADDRESS = re.compile(
    rf"(?:^|[.!?,:;(\n]\s?)({PROPER}'?)(?=\s?[,:(–-]?\s(?:[àa]u? )?(?:\d{{1,4}}(?: ?bis| ?ter)?,? )?{STREET})"
)
_BETWEEN_DASHES = re.compile(rf"\s[-–—]\s({PROPER})(?=\s[-–—:]\s|\n)")
_SOMEBODY = r"vous\b|moi\b|nous\b|les\b|eux\b|soi\b|elle\b|toi\b|[Uu]ber|[Dd]eliveroo"
_AT_LULUS = re.compile(
    rf"(?:(?:^|[.!,\n] ?|dit )|\b(?:{SHOP})\b[^,.;:!?\n]{{0,20}}? )([Cc]hez (?!{_SOMEBODY})[A-ZÀ-Ýa-zà-ÿ]{{3,20}})\b"
)
_OPEN = re.compile(r"(?:^| )(?:[ÀAa]|Aux?|[Cc]hez|L[ae]s?|Une?|[MmTtSs](?:on|a|es)|Des?|Du)$")
_LITTLE = re.compile(r" (?:(?:[mts](?:on|a|es)|[nv]os|l[ae]s?|une?) )?")
_MORE = re.compile(r"((?: [a-zà-ÿ][a-zà-ÿ’'-]{0,20}){1,3})(?=\s?(?:[,.;:!?()\n»\"”]|$|[–-]\s))")
# "LOCASUD." between two stops
_LONE_CAPITALS = re.compile(r"(?<=[.!?:\n])\s?([A-ZÀ-Ý][A-ZÀ-Ý’'+-]{4,20})(?=\s?[.!,\n])")
# What a pattern finds is the name as it stands: the kind of place, the pattern.
_FOUND: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("corrected", _AGAIN),
    ("called", _CALLED),
    ("trade before", _TRADE_BEFORE),
    ("here", _HERE),
    ("speaks", _SPEAKS),
    ("capitals", _CAPITALS),
    ("shop", _NAMED_SHOP),
    ("after colon", _AFTER_COLON),
    ("bracketed", _BRACKETED),
    ("apart", _APART),
    ("before address", _BEFORE_ADDRESS),
    ("between", _BETWEEN),
    ("between", _BETWEEN_DASHES),
    ("lone capitals", _LONE_CAPITALS),
    ("at somebody's", _AT_LULUS),
    ("page", _ON_FACEBOOK),
    ("titled", _TITLED),
    ("signed with trade", _SIGNED_WITH_TRADE),
    ("signed", _SIGNED_SHOP),
)


def _taken_back(message: str) -> str:
    """The message without what it takes back: "la Société de Tir... non pardon, le Club de Bridge"."""
    return _DIPLOMA.sub(" ", _TAKEN_BACK.sub(". ", message))


def candidates(message: str) -> Iterator[Candidate]:
    """Whatever may be the name; the same words come as often as they are said in different ways."""
    message = _taken_back(message)
    for quoted in _QUOTED.findall(message):
        if not re.match(r"[a-zà-ÿ]", quoted) or len(quoted.split()) < 6:
            yield Candidate(quoted, "quoted")
    yield from (Candidate(line, "title") for line in title_lines(message))
    yield from (Candidate(*each) for each in told(message, _beginning))
    shouted = is_shouted(message)
    if shouted:
        yield from (
            Candidate(_as_written(text, message), source) for text, source in _in_small_letters(message.lower())
        )
    for source, pattern in _FOUND:
        if shouted and source not in ("capitals", "shop"):
            continue
        kind = "shouted" if shouted else source
        for match in pattern.finditer(message):
            if shouted and message[: match.start()].rstrip()[-1:] not in ("", *".!?,:;-"):
                continue
            elsewhere = source in ("shop", "trade before") and _AT.search(
                message, max(0, match.start() - 20), match.start()
            )
            yield Candidate(_whole(message, match), "beside" if elsewhere else kind)
    if not shouted:
        yield from _in_small_letters(message)
        yield from (Candidate(name, "person") for name in persons(message))


# "moi c'est Louane", "bonjour c sandrine", "Enzo 06 39 98 00 00"
_INTRODUCED = re.compile(
    r"(?i:\bje m[’' ]?appell?e|\bmoi,? c[’' ]?est|\bje suis|\bici|bonjour,? c[’' ]?est) ([A-ZÀ-Ý][a-zà-ÿ-]{1,20})"
    r"|(?:bonjour|bonsoir|bjr|salut|slt|coucou|moi)\W{1,3}c(?:[’' ]?est)? ([a-zà-ÿ-]{3,20})\b"
    r"|(?<![^\W\d_] )\b([A-ZÀ-Ýa-z][a-zà-ÿ-]{2,20})[ ,:–—-]{1,3}(?=0[67][ .]?\d\d)"
)


def is_shouted(message: str) -> bool:
    """Whether most letters are capitals, which then tell nothing."""
    return sum(map(str.isupper, message)) > sum(map(str.islower, message))


def _as_written(text: str, message: str) -> str:
    start = message.lower().find(text.lower())
    return message[start : start + len(text)] if start >= 0 else text


def signed_by(message: str) -> str:
    """The first name, or first and last, that ends the message."""
    signed = _SIGNED.search(message[-200:])
    return signed[1] if signed else ""


def introduced(message: str) -> str:
    """The first name somebody gives: "je m'appelle Marcel", "Enzo 06 39 98 00 00"."""
    names = (said[1] or said[2] or said[3] for said in _INTRODUCED.finditer(message))
    return next((name.capitalize() if name.islower() else name for name in names if is_only_first_name(name)), "")


def _in_small_letters(message: str) -> Iterator[Candidate]:
    """Names no capital shows, known by what stands before them."""
    for verb, said in _CALLED_SMALL.findall(message):
        article = _A_NAME.match(said) if verb else None  # "s'appelle un brin de folie"
        name = f"{article[0]}{_beginning(said[article.end() :])}" if article else _beginning(said)
        yield Candidate(name, "called, small")
    yield from (Candidate(_small_shop(said), "own shop, small") for said in _OWN_SHOP.findall(message))
    yield from (Candidate(_small_shop(said), "shop first, small") for said in _SHOP_FIRST.findall(message))
    yield from (Candidate(_small_shop(said), "shop first, bare") for said in _SHOP_FIRST_BARE.findall(message))
    if not any(map(str.isupper, message[1:])):
        yield from (Candidate(_small_shop(said), "shop, small") for said in _ANY_SHOP.findall(message))
    yield from (Candidate(" ".join(names).title(), "titled") for names in _titled_small(message))
    for said in _ALONE_SMALL.findall(message):
        if _ends_by_first_name(said) or (_ARTICLE.match(said) and fold(said) == fold(_beginning(said))):
            yield Candidate(said, "alone, small")
    if (first := _FIRST_WORDS.match(message)) and fold(first[1]) == fold(_beginning(first[1])):
        yield Candidate(first[1], "first words")
    for shop, rest in _NAMED_SHOP_SMALL.findall(message):
        if (beginning := _beginning(rest)) and not fold(shop).startswith("cours "):
            yield Candidate(f"{shop} {beginning}", "shop, small")
    yield from (Candidate(name, "person beside trade") for name in person_beside_trade(message))


def _titled_small(message: str) -> Iterator[tuple[str, str]]:
    """ "mr chassaing bruno": one of both is a first name."""
    for one, other in _TITLED_SMALL.findall(message):
        if is_first_name(fold(other)):
            yield other, one
        elif is_first_name(fold(one)):
            yield one, other


def _ends_by_first_name(said: str) -> bool:
    return is_first_name(fold(said).split()[-1])


def _whole(message: str, match: re.Match[str]) -> str:
    """What was found with the small words that end it: "Les Oreilles" + "du loup" before a comma."""
    found = match[1] if match.re.groups else match[0]
    end = match.end(1) if match.re.groups else match.end()
    if _OPEN.search(found):  # "Salon A tes tifs", "Chez lulu": a name doesn't end there
        little = _LITTLE.match(message, end)
        rest = _beginning(message[little.end() : little.end() + 70]) if little else ""
        return f"{found}{little[0]}{rest}" if little and rest else found
    more = _MORE.match(message[end : end + 70])
    if not more or match.re not in (_CALLED, _APART, _AFTER_COLON, _TRADE_BEFORE):
        return found
    whole = _beginning(found + more[1])
    return whole if len(whole) > len(found) and whole.endswith(more[1].split()[-1]) else found


def _small_shop(said: str) -> str:
    """ "boulangerie l'epi d'or 201 bd" → "Boulangerie l'epi d'or"; "" when no name follows."""
    head, _, rest = said.partition(" ")
    beginning = _beginning(rest)
    return f"{head[:1].upper()}{head[1:]} {beginning}" if beginning else ""


def _beginning(said: str) -> str:
    """The first words of what was said without capitals, up to one that can't be of a name: at most four."""
    kept: list[str] = []
    said = re.sub(r"\s+", " ", said)
    for word in said.split():
        folded = fold(word)
        plain = plain_letters(word).replace("'", "").replace("&", "")
        if word == "&" and kept:
            kept.append(word)
            continue
        is_small = folded in STOP_WORDS and folded not in KEPT_SMALL and kept[-1:] not in (["d"], ["D"])
        is_over = not plain.replace("-", "").isalpha() or folded in ENDS_NAME or _several(kept) == 4
        if is_small or is_over or re.match(STREET, word):
            break
        if word == "a" or (word == "à" and kept):
            break
        kept.append(word)
    while kept and (fold(kept[-1]) in STOP_WORDS | KEPT_SMALL or kept[-1] == "&"):
        kept.pop()
    return " ".join(kept)


def _several(kept: Sequence[str]) -> int:
    """How many words that say something."""
    return len([word for word in kept if fold(word) not in KEPT_SMALL])


def is_only_first_name(name: str) -> bool:
    """ "Jordan", "Amel et Sonia": people without their family's name."""
    words = [word for word in fold(name).split() if word not in ("et", "chez")]
    return bool(words) and "chez" not in fold(name).split() and all(map(is_first_name, words))
