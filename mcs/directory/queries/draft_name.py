"""What a business calls itself in the middle of a merchant's message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcs.directory.queries.draft_title import title_lines
from mcs.lib.french import STOP_WORDS, WEEKDAYS, fold, stem
from mcs.lib.text import plain_letters

# What somebody is, written small behind a name of two capitals: "Claire Fontaine psychologue clinicienne".
_TAIL = re.compile(
    r"((?:[^ ]+ ){0,4}?[A-ZÀ-Ý][\w’'-]{1,20} (?:[^ ]+ ){0,3}?[A-ZÀ-Ý][\w’'-]{1,20}) [a-zà-ÿ]{4,20} "
    r"(?!(?:des|les|aux|sur|sous)\b)[a-zà-ÿ]{3,20}(?: .*)?"
)

LONGEST_NAME = 60  # characters

_QUOTED = re.compile(r"[«“\"]\s*([^»”\"\n]{3,60}?)\s*[»”\"]")
_PARTICLE = r"(?:d[ue]s?|d[’']|de l[’']|de la|l[’']|l[ae]s?|et|&|à|a|aux?|en|chez|by)"
_WORD = r"(?:[A-ZÀ-Ý](?:[\w’'&-]|\.(?=\w)){0,40}|\d{1,4}(?=[ ][A-ZÀ-Ý]))"
# "Les Fleurs de Lucie", "So'Petit Déjeuner": words with capitals, and small ones between them.
_PROPER = (
    rf"(?:(?:{_PARTICLE}\s?)?[A-ZÀ-Ý][\w’'&-]{{0,40}}(?:[ "
    rf"]{{1,2}}(?:(?:{_PARTICLE})[ ]?){{0,3}}(?:{_WORD}|&(?=[ ]?[A-ZÀ-Ý]))){{0,7}})"
)
_TRADE = (
    r"(?:boutique|magasin|commerce|entreprise|soci[ée]t[ée]|snack|bar|restaurant|resto"
    r"|association|asso|cabinet|institut|salon|atelier|boite|enseigne|marque|agence)"
)
_INTRODUCED = (
    r"s[’' ]?(?:appelle|appel|intitule)(?: maintenant| d[ée]sormais| tout "
    r"simplement| aujourd[’']hui)?|appel[ée]e?s?|nomm[ée]e?s?|enseigne"
    r"|(?:du|au|sous le) nom(?: commercial)?(?: d[e’'])?|nom(?: commercial| du commerce| "
    r"de la boutique| de l[’']entreprise)?\s*(?:[:=]|c[’' ]?est)|bienvenue (?:chez|à|au)"
    rf"|{_TRADE}\s*[,:]?\s*c[’' ]?est|(?:g[ée]rante?|patronn?e?|responsable|pr[ée]sidente?"
    rf"|propri[ée]taire|cr[ée]at(?:eur|rice)|fondat(?:eur|rice)) (?:d[eu’']|de la|de l[’'])"
    rf"|je tiens|(?:nous|on)[ ,]c[’' ]?est|{_TRADE}"
)
_CALLED = re.compile(rf"\b(?i:{_INTRODUCED})\s{{0,2}}:?\s{{0,2}}({_PROPER})")
_AGAIN = re.compile(rf"non (?:je (?:plaisante|rigole)|pardon)[^\n]{{0,6}}?\s({_PROPER})")
_CALLED_SMALL = re.compile(
    rf"\b(?:s[’' ]?appell?e|on m[’']appelle|nomm[ée]e?|sous le nom(?: de)?|c[’' ]?est "
    rf"{_TRADE}|{_TRADE}[,:]? c[’' ]?est)\s{{1,2}}(?:maintenant )?([^\n,.;:!?(]{{3,60}})",
    re.IGNORECASE,
)
# "un petit restaurant, l'Oustaou de Mireille, dans", "(La Page Cornée)": a name set apart beside what it is.
_APART = re.compile(
    rf"[,:–-]\s{{0,2}}((?:[Ll]es?\s|[Ll]a\s|[Ll][’']|[Cc]hez\s|[Aa]ux?\s|[Àà] la\s){_PROPER})(?=\s?[,.(\n–-])"
)
_BRACKETED = re.compile(rf"\(\s?({_PROPER})\s?\)")
_BETWEEN = re.compile(rf"(?<=[,;])\s({_PROPER})(?=\s?[,.;(\n]|\s(?:depuis|est|vous|propose)\b)")
_ON_FACEBOOK = re.compile(rf"(?i:\bfacebook|\bfb|\binsta(?:gram)?)\s?:?\s({_PROPER})")
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý][A-ZÀ-Ý’'&-]{0,30}(?:[ ]{1,2}[A-ZÀ-Ý0-9&][A-ZÀ-Ý0-9’'&-]{0,30}){1,7}(?![a-zà-ÿ])")
_SHOP = (
    "boulangerie|boucherie|charcuterie|poissonnerie|p[âa]tisserie|fromagerie"
    "|cr[ée]merie|[ée]picerie|primeur|pizz[ée]ria|restaurant|resto|"
    "bistrot?|brasserie|caf[ée]|salon(?: de coiffure| de th[ée])?|institut|garage|atelier|pharmacie"
    "|librairie|fleuriste|traiteur|cave(?: [àa] vins?)?|maison|cabinet(?: infirmier| dentaire| d[’']ost[ée]opathie)?|"
    "auto-?[ée]cole|pressing|plomberie|menuiserie|serrurerie"
    "|[ée]lectricit[ée]|[ée]b[ée]nisterie|cordonnerie|boutique|ferme|studio|"
    "agence|cr[èe]che|entreprise|ets|[ée]tablissements?|sarl|eurl|sas|soci[ée]t[ée]"
    "|quincaillerie(?: droguerie)?|droguerie|jardinerie|bijouterie|parfumerie|laverie|cr[êe]perie|"
    "animalerie|glacier|snack|association|asso|[ée]cole(?: de (?:danse|musique|surf|voile))?"
    "|tabac(?: presse)?|presse|bar|kiosque|food ?truck|camion|papeterie"
    "|mercerie|torr[ée]faction|chocolaterie|confiserie|biscuiterie|"
    "pub|refuge|salle de sport|barber ?shop|(?:[a-zà-ÿ]{3,12}[ -])?club|taxis?|opticien|optique"
    "|toilettage|cours|coop[ée]rative|ressourcerie|domaine|garderie|centre"
    "|compagnie|th[ée][âa]tre|rôtisserie|r[ôo]tisserie|sandwicherie|herboristerie"
)
_NAMED_SHOP = re.compile(
    rf"\b((?:(?:L[’']|La |Le )(?=[A-Z]))?(?i:{_SHOP})((?:[ ](?:[àa] |de |aux |[ée]tait "
    rf")?[a-zà-ÿ-]{{1,20}})?)[ ](?:(?:{_PARTICLE})[ ]?){{0,3}}{_PROPER})"
)
_NAMED_SHOP_SMALL = re.compile(
    rf"\b((?i:{_SHOP})(?: [a-zà-ÿ-]{{1,20}})? (?:du|de la|de l[’']|des|d[’'])) ?([^\n,.;:!?(]{{3,60}})"
)
_SMALL_SHOP = (
    rf"((?:{_SHOP})(?: (?:{_SHOP}))?\s(?:(?:les?|la|chez|aux?|mon|ma|mes|o|du|des)\s|l[’' ])\s?[^\n,.;:!?(]{{3,60}})"
)
_OWN_SHOP = re.compile(
    rf"\b(?:je tiens|on tient|nous tenons|g[ée]rante?s? d[eu]|patronn?e? d[eu]|j[’' ]?ai|c[’' ]?est"
    rf"|c[ée]|ici|ma|mon|notre)\s(?:la |le |l[’']|un |une |petite? )*{_SMALL_SHOP}",
    re.IGNORECASE,
)
_SHOP_FIRST = re.compile(rf"^\W*{_SMALL_SHOP}", re.IGNORECASE)
_SHOP_BEFORE = re.compile(
    rf"^(?:{_SHOP}|{_TRADE})(?:\s[a-zà-ÿ]{{3,20}})?\s+(?=(?:[Ll]es?|[Ll]a|[Ll][’']|[Cc]hez|[Aa]ux?|[ÀA] la)\b|[A-ZÀ-Ý])"
)
_SIGNED = re.compile(
    r"(?:^|[.,!?\n]\s?|\bmerci )([A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:-[A-ZÀ-Ý][a-zà-ÿ]{1,20})?(?: "
    r"[A-ZÀ-Ý][a-zà-ÿ]{1,20})?)[\s.!]{0,3}(?:\+?\d[\d .]{8,})?\s*$"
)
# "Mme Nathalie Ferrand": whoever has no sign above the door.
_TITLED = re.compile(
    r"\b(?:M\.|[Mm]r\.?|[Mm](?:me|lle)|[Mm]onsieur|[Mm]adame|[Dd](?:r|octeur)|Maître|Me|Prénom Nom ?:"
    r"|[Jj]e m[’' ]?appelle|[Mm]oi,? c[’' ]?est)\s"
    r"([A-ZÀ-Ý][\w’'-]{1,20} [A-ZÀ-Ý][\w’'-]{1,20})"
)
# "Sophie Lanteri, pédicure" at the end.
_SIGNED_WITH_TRADE = re.compile(r"(?:[.!]\s|\n)([A-ZÀ-Ý][\w-]{1,20} [A-ZÀ-Ý][\w-]{1,20}), [a-zà-ÿ][^\n.]{3,40}\s*$")
_HERE = re.compile(
    rf"^\W*(?i:bonjour|bonsoir|salut|hello|coucou)[ ,!]{{1,3}}(?i:ici|c[’' ]?est) ({_PROPER})(?=[ ]?[,.:(-])"
)
_BETWEEN_DASHES = re.compile(rf"\s[-–—]\s({_PROPER})(?=\s[-–—:]\s|\n)")
_AT_LULUS = re.compile(
    rf"(?:^|\b(?:{_SHOP})\b[^,.;:!?\n]{{0,20}}? )(chez (?!vous|moi|nous|les|eux|soi|elle|toi)[a-zà-ÿ]{{3,20}})\b"
)
_STREET = (
    r"(?i:rue|avenue|av|bd|boulevard|bld|place|chemin|impasse|traverse|all[ée]e|cours|quai|square|mont[ée]e|route)\b"
)
_GREETINGS_SAID = """
    bonjour bonsoir merci cordialement salut hello coucou bien belle bonne madame monsieur tel telephone mail
    site contact horaires adresse marseille facebook instagram insta je j nous on ouvert du de fb
"""
_GREETINGS = frozenset(_GREETINGS_SAID.split()) | frozenset(WEEKDAYS)
_LABELS_SAID = """
    tel telephone fax siret siren sms rdv covid tva urgent ht ttc svp bonjour bonsoir merci ouvert site mail
    je j nous on vous sur pour avec livraison devis
"""
_LABELS = frozenset(_LABELS_SAID.split()) | frozenset(WEEKDAYS)
_PLACES_SAID = """
    marseille mazargues bonneveine sainte-anne france provence paca prado castellane rouet italie corse
    aubagne plage sormiou pointe-rouge borely perier dromel saint-loup saint-giniez
"""
_PLACES = frozenset(_PLACES_SAID.split())


def name_in(message: str, trade: str, address: str) -> str:
    """The business's name as the message says it, else its trade and street or signature; never empty.

    A volunteer will know better: a name is only proposed.
    """
    says_no_more = set(map(stem, fold(trade).split()))
    for said in _candidates(message):
        name = _trimmed(said)
        if says_no_more.issuperset(map(stem, fold(name).split())):
            continue  # "SERRURIER 24h/24": a trade and no name
        first = fold(name).split()[:1]
        if 2 <= len(name) <= LONGEST_NAME and first and first[0] not in _GREETINGS and fold(name) not in _PLACES:
            return name[0].upper() + name[1:]
    signed = _SIGNED.search(message[-200:])
    street = re.sub(r"^\d{1,4}\s?(?:bis|ter)?,?\s?", "", address)
    first_name = signed[1] if signed and signed[1].lower() not in _GREETINGS else ""
    if " " in first_name and fold(first_name).split()[0] not in _GREETINGS:
        return first_name
    return ", ".join(filter(None, (trade, street or first_name)))


def _trimmed(said: str) -> str:
    """The name without the trade written small before it: "boulangerie Au Bon Levain", not "Boulangerie du Rouet"."""
    name = re.sub(r"\s(?:(?:au|à|a)\s)?\d{1,4}(?:\s?(?:bis|ter))?$", "", said.strip(" .,;:-–'’&\t")).strip(" -–")
    behind = _TAIL.match(name)
    name = behind[1] if behind else name
    before = _SHOP_BEFORE.match(name)
    alone = name[before.end() :] if before else ""
    return alone if alone and fold(alone) not in _PLACES else name


def _candidates(message: str) -> Iterator[str]:
    """Names the message may mean, the surest first."""
    shouts = sum(map(str.isupper, message)) > sum(map(str.islower, message))
    yield from (name for name in _QUOTED.findall(message) if not re.match(r"[a-zà-ÿ]", name) or len(name.split()) < 6)
    yield from _AGAIN.findall(message)
    if shouts:
        yield from title_lines(message)
    else:
        yield from filter(_is_no_street, _CALLED.findall(message))
    for said in _CALLED_SMALL.findall(message):
        yield _beginning(said)
    yield from filter(None, map(_small_shop, _OWN_SHOP.findall(message)))
    yield from title_lines(message)
    yield from (name for name in _HERE.findall(message) if " " in name)
    yield from filter(_is_name_in_capitals, _CAPITALS.findall(message))
    yield from filter(_is_no_street, (named for named, _ in _NAMED_SHOP.findall(message)))
    yield from filter(None, map(_small_shop, _SHOP_FIRST.findall(message)))
    yield from filter(_is_no_street, _BRACKETED.findall(message))
    yield from filter(_is_no_street, _APART.findall(message))
    yield from (name for name in _BETWEEN.findall(message) if len(name.split()) > 1 and _is_no_street(name))
    yield from _BETWEEN_DASHES.findall(message)
    yield from _AT_LULUS.findall(message)
    yield from _ON_FACEBOOK.findall(message)
    for shop, rest in _NAMED_SHOP_SMALL.findall(message):
        if (beginning := _beginning(rest)) and not fold(shop).startswith("cours "):
            yield f"{shop} {beginning}"
    yield from _TITLED.findall(message)
    yield from _SIGNED_WITH_TRADE.findall(message)


def _small_shop(said: str) -> str:
    """ "boulangerie l'epi d'or 201 bd" → "Boulangerie l'epi d'or"; "" when no name follows."""
    head, _, rest = said.partition(" ")
    beginning = _beginning(rest)
    return f"{head[:1].upper()}{head[1:]} {beginning}" if beginning else ""


def _is_no_street(name: str) -> bool:
    """Not "fleuriste boulevard Michelet", nor "studio à Mazargues"."""
    after = re.search(r"\b(?:à|a)(?: la)? (\S+)$", name)
    return not re.search(rf"\b{_STREET}", name) and not (after and fold(after[1]) in _PLACES)


def _is_name_in_capitals(name: str) -> bool:
    return len(name) >= 6 and _LABELS.isdisjoint(fold(name).split()) and _is_no_street(name)


_KEPT_SMALL_SAID = """
    le la les de du des d l chez et au aux mon ma mes en o
"""
_KEPT_SMALL = frozenset(_KEPT_SMALL_SAID.split())
_NO_NAME_SAID = """
    dans depuis ouvert ouverte ouvre situe situee pour je on nous jai qui fais vends marseille
"""
_NO_NAME = frozenset(_NO_NAME_SAID.split())


def _beginning(said: str) -> str:
    """The first words of what was said without capitals, up to one that can't be of a name: at most four."""
    kept: list[str] = []
    said = re.sub(r"\s+", " ", said)
    for word in said.split():
        folded = fold(word)
        plain = plain_letters(word).replace("'", "")
        is_small = folded in STOP_WORDS and folded not in _KEPT_SMALL and kept[-1:] not in (["d"], ["D"])
        if is_small or not plain.isalpha() or folded in _NO_NAME or re.match(_STREET, word) or _several(kept) == 4:
            break
        if word == "a" or (word == "à" and kept):
            break
        kept.append(word)
    while kept and fold(kept[-1]) in STOP_WORDS | _KEPT_SMALL:
        kept.pop()
    return " ".join(kept)


def _several(kept: list[str]) -> int:
    """How many words that say something."""
    return len([word for word in kept if fold(word) not in _KEPT_SMALL])
