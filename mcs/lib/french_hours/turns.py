"""Turns of phrase that tell hours without their usual words: "on baisse le rideau à 13h30", "dernier rdv à 18h".

They become the usual ones before anything else is read.
"""

from __future__ import annotations

import re

from mcs.lib.french import WEEKDAYS

DAY = r"(?:lun(?:di)?|mar(?:di)?|mer(?:c|cre(?:di)?)?|jeu(?:di)?|ven(?:dre(?:di)?|d(?!s))?|sam(?:edi)?|dim(?:anche)?)s?"
TIME = r"(?:(?:[01]?\d|2[0-4]) ?(?:(?:heures?|hrs?|h)(?: ?[0-5]\d\b)?|:[0-5]\d)|\bmidi\b|\bminuit\b)"
_TO = r"(?:a|-|jusqu'? ?a)"
_WHO = r"(?:on |je |j'|nous |ca |la boutique )"
_ENDS = (
    rf"{_WHO}(?:ferm|baiss|fini|termin|debauch|arret|m'arret|s'arret|nous arret|tir|pli)\w*(?: plus tot| plus tard)?"
    r"(?: (?:le|les|la|mon|notre) (?:rideau|grille|boutique)x?)?"
)
_TURN = r"(?:rdv|rendez-vous|clients?|seance|cours|service|depart|creneau|consultation)s?"
_FIRST = rf"(?:les? |au )?(?:1er|premiere?)s? {_TURN}"
_LAST = rf"(?:le )?(?:dernier|derniere)s?(?: {_TURN})?"
_FERIES = r"(?: et (?:les |jours )*feries)?"
_REST = rf"(samedis?|dimanches?|dim|week-?ends?){_FERIES}"


def _even_on(match: re.Match[str]) -> str:
    """ "7h-22h dimanche compris" is every day; "du lundi au samedi 9h-19h, dimanche compris" one day more."""
    before = re.split(r"[.;!?\n]", match.string[: match.start()])[-1]
    time, day = match[1], match[2] or match[3]
    if re.search(r"\b(?:tous les|tlj|7 ?j)", before):
        return time
    return f"{time}, {day} pareil" if re.search(rf"\b{DAY}\b", before) else f"{time} tous les jours"


def _evening(match: re.Match[str]) -> str:
    """ "8h du soir" is 20h."""
    return f"{int(match[1]) + 12}h{match[2] or ''}"


def _rest(match: re.Match[str]) -> str:
    """ "les autres jours": those that the text names nowhere; Sunday is none of them unless it is told of a Monday."""
    named: set[int] = set()
    for first, last in _RANGES.findall(match.string):
        start, end = _index(first), _index(last or first)
        named |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    begins = re.match(r" ?[:,(]? ?(?:de |c'est )?\d", match.string[match.end() :])
    return (". " if begins else "") + ", ".join(day for at, day in enumerate(WEEKDAYS[:6]) if at not in named)


def _index(day: str) -> int:
    return next(at for at, name in enumerate(WEEKDAYS) if name.startswith(day[:3]))


def _two_letters(match: re.Match[str]) -> str:
    return re.sub(_TWO, lambda short: next(day for day in WEEKDAYS if day.startswith(short[0])), match[0])


_TWO = r"\b(?:lu|ma|me|je|ve|sa|di)\b"
_RANGES = re.compile(rf"\b({DAY})\b(?: ?(?:a|au|-) ?({DAY})\b)?")
_SOME = rf"(?:(?:du|le|les|tous) )?(?:{DAY}|tlj|7 ?j|les jours|semaine)[^.;:!?\n\d]{{0,40}}?"


def _same_until(match: re.Match[str]) -> str:
    """ "mardi 9h-12h et tout pareil jusqu'au samedi": from the next day on."""
    named = re.findall(rf"\b{DAY}\b", match.string[: match.start()])
    return f", {WEEKDAYS[(_index(named[-1]) + 1) % 7]} au {match[1]} pareil" if named else match[0]


_TURNS = (
    (
        re.compile(
            rf",? (?:et )?(?:c'est )?(?:tout )?(?:pareil|idem|(?:la )?meme chose|ainsi de suite) jusqu'? ?au ({DAY})\b"
        ),
        _same_until,
    ),
    # "sauf le vendredi où nous terminons à 17h"
    (re.compile(rf"\b(sauf (?:les? )?{DAY}),? (?:ou )?{_ENDS} (?:a|vers) ({TIME})"), r"\1 jusqu'a \2"),
    (re.compile(r"\bjusqu(?:e|'au)(?= \d| vers)(?: vers)?"), "jusqu'a"),
    (re.compile(r"(?<![\d:h])([1-9]|1[01]) ?(?:heures?|h)(?: ?([0-5]\d))? (?:du soir|de l'apres[- ]midi)\b"), _evening),
    (re.compile(r"\b(?:(?:tous )?les )?autres jours(?: de la semaine)?|\ble reste de la semaine"), _rest),
    # "dès 7h du lundi au samedi jusqu'à 20h", "jusqu'à 20h tous les jours à partir de 8h"
    (re.compile(rf"\b(?:des|a partir de|depuis) ({TIME}),? ({_SOME}),? (?:et )?jusqu'? ?a ({TIME})"), r"\2 \1-\3"),
    (re.compile(rf"\bjusqu'? ?a ({TIME}),? ({_SOME}),? (?:et )?(?:des|a partir de) ({TIME})"), r"\2 \3-\1"),
    (re.compile(rf"\b(?:des|a partir de) ({TIME}),? (?:et )?jusqu'? ?a ({TIME})"), r"\1-\2"),
    # "ouverture : 9h / fermeture : 19h (dimanche : 13h)"
    (re.compile(rf"\bouverture ?:? ?(?:a )?({TIME})[ ,/-]{{1,3}}(?:et )?fermeture ?:? ?(?:a )?({TIME})"), r"\1-\2"),
    (re.compile(rf"({TIME}) \((?:le )?({DAY}) ?:? ({TIME})\)"), r"\1, \2 jusqu'a \3"),
    # "sauf le dimanche où on ouvre à 10h"
    (
        re.compile(
            rf"\b(sauf (?:les? )?{DAY}),? (?:ou )?{_WHO}(?:ouvr|commenc|demarr)\w* (?:qu')?(?:a|vers|des) ({TIME})"
        ),
        r"\1 des \2",
    ),
    # "le samedi je commence à 8h30 et je finis à 17h"
    (
        re.compile(
            rf"\b{_WHO}?(?:commence|attaque|demarre|debute|ouvre|leve le rideau)\w{{0,3}} "
            rf"(?:les portes |la boutique )?(?:a |des |vers )?({TIME})"
            rf"(?:,| et| pour| le soir)* ?{_WHO}?(?:se |les? |la )?"
            rf"(?:fini|termin|(?:re)?ferm|debauch|m'arret|s'arret)\w* (?:a |vers )?({TIME})"
        ),
        r"\1-\2",
    ),
    # "1er rdv à 9h30 et dernier à 18h"
    (re.compile(rf"\b{_FIRST} (?:a |des )?({TIME})(?:,| et)* ?{_LAST} (?:a )?({TIME})"), r"\1-\2"),
    # "le dimanche on baisse le rideau à 13h30"
    (re.compile(rf"(?<!sauf )(?<!sauf le )\b({DAY}),? {_ENDS} ?(?:a |vers |: ?|\() ?({TIME})"), r"\1 jusqu'a \2"),
    # "pause prière vendredi 13h-14h30"
    (
        re.compile(
            rf"\b(?:pause|coupure|fermeture)(?: (?!le\b|du\b|de\b)[a-z]+)? (?:le )?({DAY}),? ?:? "
            rf"(?:de )?({TIME} ?{_TO} ?{TIME})"
        ),
        r"sauf \1 \2 ferme",
    ),
    # "de 7h à 22h, dimanche et fériés compris", "même le dimanche"
    (
        re.compile(
            rf"({TIME}),? (?:(?:les? )?{_REST} (?:y )?(?:compris|inclus)\b"
            rf"|(?:y compris|meme) (?:les? )?{_REST}(?=[.,;!?)\n]|$))"
        ),
        _even_on,
    ),
    # "sauf mercredi (10h-13h) et dimanche"
    (
        re.compile(rf"\bsauf (?:le )?({DAY}),? (\({TIME} ?{_TO} ?{TIME}\)),? et (?:le )?({DAY})(?! ?[:(]? ?\d)"),
        r"sauf \3, sauf \1 \2",
    ),
    # ", mercredi fermé, jeudi 9h-12h": a list of days, each with its own
    (re.compile(rf"(?<=[,;] )(?:le )?({DAY}) ferme(?=, (?:le )?{DAY}\b)"), r"ferme le \1."),
    # "lu, ma, je : 8h-18h30 me : 8h-12h", "du L au V"
    (re.compile(rf"\b{_TWO}(?:(?:, ?| et |/){_TWO}){{1,6}}(?= ?: ?\d|,? \d{{1,2}} ?[h:])"), _two_letters),
    (re.compile(rf"(?<=[\dh] ){_TWO}(?= ?: ?\d| \d\d? ?[h:-])"), _two_letters),
    (re.compile(r"\b(?:du )?l a(?:u)? (v|s|d)\b"), lambda match: f"l-{match[1]}"),
    (re.compile(rf"\b(?:on|je|nous) coup(?:e|ons)(?= (?:de|entre) {TIME})"), "pause"),
    # "fermé le samedi à 17h", "dimanche 13h maximum"
    (re.compile(rf"\bferme\w{{0,2}} (?:le )?({DAY}) a ({TIME})(?! ?(?:-|a\b|au\b|et\b|jusqu|\d))"), r"\1 jusqu'a \2"),
    (re.compile(rf"\b({DAY}) ({TIME}) (?:maxi?(?:mum)?|dernier delai|dernier carat)\b"), r"\1 jusqu'a \2"),
    (re.compile(rf"\bjusqu'? ?a ({TIME}),? (?:et )?{_WHO}ouvr\w+ (?:a|des) ({TIME})"), r"\2-\1"),
    # "matin : 8h30-12h30 (sauf lundi)"
    (
        re.compile(rf"\b(matin|apres-midi)s? ?:? ?({TIME} ?{_TO} ?{TIME}) \(sauf (?:le )?({DAY})\)"),
        r"\2, sauf \3 \1. ",
    ),
    # What is no day off: "hors vacances", "sans rdv sauf samedi"
    (re.compile(r"\bhors (?:les )?(?:periodes? de )?vacances(?: scolaires)?\b"), " "),
    (re.compile(rf"\b(?:sans|avec|sur) (?:rdv|rendez[- ]vous) sauf (?:les? )?{DAY}(?: et (?:le )?{DAY})?"), " "),
    # "entre midi et deux le vendredi et le samedi on reste ouvert"
    (
        re.compile(
            rf"\bentre midi et (?:deux|2|14h),? (?:les? )?({DAY}(?: et (?:le )?{DAY})?),? "
            r"(?:on|nous|je) rest\w+ ouvert\w*"
        ),
        r", \1 unbroken ",
    ),
    # "et le lundi on est fermés"
    (
        re.compile(
            rf"(?:les? )?\b({DAY}(?:(?:,| et) (?:le )?{DAY})?),? (?:on est|nous sommes|je suis) ferme(?:e?s)?"
            r"(?=[,;.!\n]|$),?"
        ),
        r"ferme le \1.",
    ),
    # "le lundi c'est repos"
    (re.compile(rf"(?:les? )?\b({DAY}),? (?:c'est |jour de )?(?:repos|relache)(?=[,;.\n]|$),?"), r"ferme le \1."),
    # "le mercredi je commence qu'à 14h"
    (
        re.compile(
            rf"\b({DAY}),? {_WHO}(?:ne )?(?:commenc|demarr|attaqu|arriv)\w* (?:qu')?(?:a|vers|des) ({TIME})"
            r"(?! ?(?:-|a\b|jusqu|et\b|\d))"
        ),
        r"\1 des \2",
    ),
    # "lundi samedi 6h-13h et 16h-20h … et 6h-13h le dimanche"
    (re.compile(rf"\b({DAY}) et (?:de )?({TIME} ?(?:a|-|/) ?{TIME}) (?:le |les )({DAY})\b"), r"\1, \3 \2"),
    # "du lundi matin au samedi midi"
    (re.compile(rf"\b(du {DAY}) matin (au {DAY} (?:midi|matin|soir))\b"), r"\1 \2"),
    (re.compile(rf"\b(du {DAY} au {DAY}) midi(?=,? (?:de )?(?:[5-9]|10) ?[h:])"), r"\1 matin"),
    # "Lun-mer-ven 8h30-12h30"
    (re.compile(rf"\b{DAY}(?:-{DAY}){{2,}}\b"), lambda match: match[0].replace("-", ", ")),
)  # fmt: skip


def in_usual_words(text: str) -> str:
    """A text in small letters without accents, in which hours are told by their usual words."""
    for pattern, replacement in _TURNS:
        text = pattern.sub(replacement, text)
    return text
