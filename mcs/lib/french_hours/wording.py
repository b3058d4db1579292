"""One way of writing for the many of saying an hour or a day: "de 9 à 12", "samdi" → 9h-12h, samedi.

What looks like hours and is none goes: phones, prices, delays, "un samedi sur deux".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA

from mcs.lib.french import WEEKDAYS
from mcs.lib.french_hours.turns import DAY, TIME, in_usual_words

_TO = r"(?:a|au|-|jusqu'? ?a|et jusqu'? ?a)"
_SPOKEN = [
    "zero",
    "une",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
    "vingt",
    "vingt-et-une",
    "vingt-deux",
    "vingt-trois",
]
_MINUTES = {"et quart": "15", "quinze": "15", "et demie": "30", "et demi": "30", "trente": "30", "quarante-cinq": "45"}
_MINUTE_WORDS = "|".join(_MINUTES).replace("-", "[- ]")
_LETTERS = "lmmjvsd"
_SHORT_DAYS = {"lu": 0, "ma": 1, "me": 2, "je": 3, "ve": 4, "sa": 5, "di": 6, "l": 0, "v": 4, "s": 5, "d": 6}
_UNITS = (
    "ans?|mois|euros?|€|personnes?|pers|km|metres?|m2|min|minutes?|places?|jours?|enfants?|invites?|couverts?|convives?"
    "|eleves?|kg|litres?|cm|%|semaines?|annees?|pax|participants?|rue|bd|boulevard|av|avenue|eme|e\\b"
)

Rewriting = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _spoken_hour(match: re.Match[str]) -> str:
    return f"{_SPOKEN.index(match[1].replace(' ', '-'))}h"


def _quarters(match: re.Match[str]) -> str:
    return f"h{_MINUTES.get(match[1], '45')}"


def _noon(match: re.Match[str]) -> str:
    return f"{'12' if match[1] == 'midi' else '0'}h{_MINUTES.get(match[2], '45')}"


def _span(match: re.Match[str]) -> str:
    return f"{match[1]}-{match[2]}"


def _bare_span(match: re.Match[str]) -> str:
    return f"{match[1]}h-{match[2]}h"


def _short_days(match: re.Match[str]) -> str:
    first, last = (WEEKDAYS[_SHORT_DAYS[word]] for word in match.groups())
    return f"{first} au {last}"


def _short_day(match: re.Match[str]) -> str:
    return WEEKDAYS[_SHORT_DAYS[match[1]]]


def _letters(match: re.Match[str]) -> str:
    """ "M-M-J" are Tuesday, Wednesday and Thursday; the first of two M is the first of both."""
    days: list[int] = []
    for letter in re.findall(r"[a-z]", match[0]):
        days += [day for day in range(7) if _LETTERS[day] == letter and (not days or day > days[-1])][:1]
    return ", ".join(WEEKDAYS[day] for day in days)


def _stroke(match: re.Match[str]) -> str:
    """ "lun/sam" is from Monday to Saturday, "lun/mar" both days."""
    first, last = (next(at for at, name in enumerate(WEEKDAYS) if name.startswith(day[:3])) for day in match.groups())
    return f"{match[1]} {'au' if last > first + 2 else 'et'} {match[2]}"


def _listed(match: re.Match[str]) -> str:
    """ "lun/mer/ven": three days with strokes are a list."""
    return re.sub(r" ?/ ?", ", ", match[0])


def _bare_pair(match: re.Match[str]) -> str:
    return "{}h-{}h, {}h-{}h".format(*match.groups())


def _far_days(match: re.Match[str]) -> str:
    first, last = map(WEEKDAYS.index, match.groups())
    return f"{match[1]} au {match[2]}" if last - first >= 4 else match[0]


def _near_day(match: re.Match[str]) -> str:
    return nearest_day(match[0])


@lru_cache(maxsize=4096)
def nearest_day(word: str) -> str:
    """The day that a word is one letter away from ("samdi", "mercerdi"), else the word itself."""
    if word.rstrip("s") in WEEKDAYS or word in ("mari", "maris"):
        return word
    return next((day for day in WEEKDAYS if OSA.distance(day, word, score_cutoff=1) <= 1), word)


def _other_days(match: re.Match[str]) -> str:
    named = {word[:3] for word in re.findall(r"[a-z]{3,}", match[1])}
    return f", {', '.join(day for day in WEEKDAYS if day[:3] not in named)} "


def _later_on(match: re.Match[str]) -> str:
    return f", {' et '.join(filter(None, match.groups()[1:]))} jusqu'a {match[1]}"


_HOUR = r"(?:[5-9]|1\d|2[0-4])"
_UNBROKEN = r"(?:en )?(?:journee continue|continu|non[- ]stop|sans (?:interruption|coupure|pause))"
_SOME_DAYS = rf"{DAY}(?:(?: et | ?[,/&] ?| au | ?- ?)(?:le )?{DAY})*"
_REWRITINGS: tuple[Rewriting, ...] = (
    (re.compile(r"(?:\+ ?33|\b0) ?(?:\(0\) ?)?[1-9](?:[ .,/-]{0,3}\d\d){4}\b"), " . "),
    (re.compile(r"\b\d{1,5}(?:[.,]\d{1,2})? ?(?:€|euros?\b|eur\b)(?: ?(?:/|de l'|par|l') ?h(?:eures?)?\b)?"), " "),
    (re.compile(rf"\b({'|'.join(word.replace('-', '[- ]') for word in reversed(_SPOKEN))}) "
rf"?(?:heures?|h)\b"), _spoken_hour),
    (re.compile(rf"(?<=\d) ?(?:heures?|h) ({_MINUTE_WORDS})\b"), _quarters),
    (re.compile(rf"\b(midi|minuit) ({_MINUTE_WORDS})\b"), _noon),
    (re.compile(r"\b(?:sous|en|pendant|delai de|moins de|dans les"
r"|environ|duree|toutes les) \d{1,3} ?h(?:eures?)?\b"), " "),
    (re.compile(r"\b\d{1,3} ?h(?:eures?)? (?:avant|a l'avance|maxi?\b|par |de (?:menage|cours|conduite|trajet))"), " "),
    # "ouvert jusqu'au samedi 9h-18h": the week begins on Monday.
    (re.compile(rf"(?<!di )(?<!di, )(?<!ferme )(?<!conges )(?<!vacances )\bjusqu'? ?au ({DAY})\b"
rf"(?! ?(?:prochain|\d{{1,2}} ?[a-z]{{4}}))"), r"du lundi au \1"),
    (re.compile(rf"\b(?:un|1) {DAY} (?:sur|/) ?(?:deux|2)\b|\b(?:le |chaque )?(?:premier"
rf"|1er|deuxieme|2eme|2e|dernier)s? (?:{DAY}|week-?ends?) (?:de chaque|du|par) mois"
rf"(?:,? ?:? ?(?:de )?{TIME} ?{_TO} ?{TIME})?"), " "),
    (re.compile(r"\b([01]?\d|2[0-4])\.(00|15|30|45)(?: ?h)?(?![\d€]| €)"), r"\1h\2"),
    (re.compile(rf"(?<=di) [o0] (?={DAY})"), " au "),  # "du lundi o samedi"
    (re.compile(r"\bentre midi et (?:deux|2h?)\b"), "12h-14h"),
    (re.compile(r"(?<![\w'])[lmjvsd](?:[-/., ]{1,2}[lmjvsd]){2,6}(?=\.? ?:? ?(?:de )?\d)"), _letters),
    (re.compile(r"(?<![\w'-])[ljvsd](?= ?: ?(?:\d|ferm))"), _letters),
    # "du lundi au jeudi journée continue 10-19"
    (re.compile(r"(?<=di )(?:en )?journee continue:? (?=(?:de )?\d{1,2} ?(?:[h:-]|a\b))"), ""),
    # "journée continue le vendredi": the usual hours of that day without their break
    (re.compile(rf"\b{_UNBROKEN} (?:(?:le|les|du) )?({_SOME_DAYS})\b(?! ?:? ?(?:de )?\d| (?:au|et)\b| ?[-,/&] ?{DAY})"),
     r", \1 unbroken "),
    (re.compile(rf"\b({_SOME_DAYS}),? ?:? ?{_UNBROKEN}\b(?!.{{0,6}}\d)"), r", \1 unbroken "),
    # "9-12 14-18 lun-ven"
    (re.compile(rf"(?<![\d/.,-])\b({_HOUR}) ?(?:-|a) ?({_HOUR})(?: ?[,/&+]? ?| et )({_HOUR}) ?(?:-|a) ?({_HOUR})\b"
rf"(?= ?,? ?(?:du |le |les )?(?:{DAY}|tous|7j|tlj|l-|lu-)|,? sauf)"), _bare_pair),
    (re.compile(r"\bsf\b(?= (?:le |les )?[lmjvsd])"), "sauf"),
    (re.compile(rf"\bsans (?!(?:les? )?{DAY}\b|midi)"), " "),
    # "sauf le mercredi et le dimanche on ferme à 13h"
    (re.compile(rf"\b(sauf (?:les? )?{DAY}(?: (?:et|ou|,) (?:les? )?{DAY})?),? (?:ou )?(?:on|je|nous|ca) ferm\w+"
rf" a ({TIME})"), r"\1 jusqu'a \2"),
    # "le dimanche on ferme à 13h"
    (re.compile(rf"(?<!sauf )(?<!sauf le )\b({DAY}),? (?:on|je|nous|ca|la boutique) ferm\w+ (?:a|vers) ({TIME})"),
     r"\1 jusqu'a \2"),
    # "le vendredi c'est couscous"
    (re.compile(rf",? (?:les? )?{DAY},? c'(?:est|etait) "
r"(?!ferme|ouvert|de \d|\d|jusqu|non|sur|pareil|idem|repos|relache"
r"|(?:que |seulement |juste )?(?:le |l')(?:matin|soir|apres))"),
     " . "),
    # "et les lundis de décembre"
    (re.compile(rf"(?:,? ?\bet |, )?\b(?:les? )?{DAY} (?:de |d')"
r"(?:janv|fev|mars|avril|mai|juin|juil|aout|sept|oct|nov|dec)\w*"),
     " "),
    # "L : fermé / M-M-J : 9h-18h30"
    (re.compile(rf"\b({DAY}) ?: ?ferme\w{{0,4}}(?=[ /|,;-]{{1,3}}(?:{DAY}\b|[lmjvsd]-))"), r"ferme le \1. "),
    # "vendredi fermeture à 16h"
    (re.compile(rf"(?<!sauf )(?<!sauf le )\b({DAY}),? (?:fermeture|ferm\w{{0,4}}) (?:(?:a|vers) )?"
rf"({TIME})(?! ?(?:-|a\b|jusqu|et\b|\d))"), r"\1 jusqu'a \2"),
    # "du mardi au samedi 9h-19h sauf le samedi 18h"
    (re.compile(rf"\b(sauf (?:les? )?{DAY}) (?=\d)({TIME})(?! ?(?:-|a\b|/|et\b|jusqu|\d))"), r"\1 jusqu'a \2"),
    # "vendredi ouvert à 18h30 seulement"
    (re.compile(rf"\b({DAY}),? (?:on |j')?(?:ouvert|ouverture|ouvre|ouvrons) (?:qu')?(?:a|vers) "
rf"({TIME})(?! ?(?:-|a\b|jusqu|et\b|\d))"), r"\1 des \2"),
    # "de 6h30 le matin jusqu'à 20h"
    (re.compile(rf"({TIME}) (?:du |le )?(?:mat|matin)(?= ?(?:a|jusqu'? ?a|-) ?{TIME})"), r"\1"),
    # "le midi sauf samedi et dimanche 11h30-14h30"
    (re.compile(rf"(?:\bet |, ?)?\b(?:le|les|tous les) (?:midi|soir|matin|apres-midi)s? sauf (?:le |les )?"
rf"({DAY}(?:(?: et | ?[,/&] ?| )(?:le )?{DAY})*)[ ,:]{{1,2}}(?:de )?(?={TIME})"), _other_days),
    # "le samedi je suis sur les chantiers"
    (re.compile(rf",? (?:les? )?{DAY},? (?:je suis|on est|nous sommes) (?:sur|en|aux?|chez|a l')\b(?! ?\d)"), " . "),
    # "18h à 22h30 (23h ven & sam)"
    (re.compile(rf"\(({TIME}) (?:les? )?({DAY})(?: ?(?:et|&|/|,) ?({DAY}))?\)"), _later_on),
    (re.compile(r"\b\d{1,2}(?: ?/ ?\d{1,2}){2,}\b"), " "),  # "zone 8/9/10"
    # What sounds like a day: "on vend des vis", "fruits de mer", "jeu de société".
    (re.compile(r"\b(?:on|je|qui|il|elle|et|y|se|nous|aussi) vend\b|\bvend (?=d[ue]|des|aussi|en|les?|l[ae'])"), " "),
    (re.compile(r"\b(?:la|de|en|vue|outre|produits|sur) mer\b"
r"|\b(?:de|un|du|le|les) jeux?\b|\bjeux?(?= (?:de|d'|video))"), " "),
    (re.compile(rf"\b(?:certains?|parfois(?: les?)?|quelques|un|1|une fois par) {DAY}"
r"(?: (?:par|dans le) mois)?\b(?! ?\d)"), " "),
    (re.compile(r"\b(?:notre|la|ma|une|sa|de|en|petite) ferme\b(?! (?:le|de \d|a \d|du l))|\bferme des (?!\d)"), " "),
    # "j'ouvre à 8h30 jusqu'à midi", "ouverture 9h, fermeture 19h".
    (re.compile(rf"\b(?:ouvre|ouvert\w{{0,3}}|ouverture|ouvrons|la) (?:a |des |de )?({TIME})"
rf" (?:et )?jusqu'? ?a ({TIME})"), _span),
    (re.compile(rf"\b({TIME})[ ,]{{1,2}}(?:et |puis )?(?:je |on |nous "
rf"|puis |la boutique )?ferm\w{{0,5}}(?: a| vers)? ({TIME})"), _span),
    (re.compile(rf"\bentre ({TIME}) et ({TIME})"), _span),
    (re.compile(rf"\b(?:a partir de|des|depuis) ({TIME}) {_TO} ?({TIME})"), _span),
    (re.compile(rf"\b(?:de|entre) ({_HOUR}) (?:a|et|-) ?({_HOUR})\b(?! ?(?:h|:|\d|[.,]\d|/|-|{_UNITS}))"), _bare_span),
    (re.compile(rf"\b(?:de|entre) ({_HOUR}) (?:a|et|-) ?({_HOUR}) ?h(?:eures?)?\b(?! ?\d)"), _bare_span),
    # "du mardi au samedi midi et soir, dimanche midi"
    (re.compile(rf"\b({DAY}) (?:le )?(?:midis?|matins?) (?:et|comme|/|&) (?:le )?(?:soirs?|aprem|apres[- ]midis?)\b"),
     r"\1 whole"),
    (re.compile(r"\b(?:le |tous les )?(?:midis?|matins?) (?:et|ou"
r"|comme|/|&) (?:le )?(?:soirs?|aprem|apres[- ]midis?)\b"), " "),
    (re.compile(r"\b(?:le|les|ce|du|chaque|plat du) midis?\b(?! ?(?:a\b|-|jusqu|et d|\d))"), " "),
    (re.compile(r"\b(lu|ma|me|je|ve|sa|di) ?(?:-|a|au) ?(lu|ma|me|je|ve|sa|di)\b\.?"), _short_days),
    (re.compile(r"\b(l) ?[-/] ?([vsd])\b"), _short_days),
    (re.compile(r"(?:(?<=^)|(?<=[\n,;/(.|-])|(?<=[\n,;/(.|-] )|(?<=et )|(?<=& ))"
r"(lu|ma|me|je|ve|sa|di)\.?(?= ?: ?|,? \d{1,2} ?[h:-]| ferm)", re.MULTILINE), _short_day),
    # Half a day before its days: "le midi du lundi au vendredi, soir jeudi et samedi".
    (re.compile(rf"(^|[,.;:!\n(] ?|\bet )(?:les? |ouvert les? )?(midi|matin|soir|apres-midi)s? "
rf"(?:(?:seulement|uniquement) )?(?:(?:du|les?) )?"
rf"({DAY}(?:(?: ?, ?| et | au? |-| )(?:le )?{DAY})*)(?! ?(?:matin|soir|apres))"), r"\1\3 \2"),
    (re.compile(rf"\b{DAY}(?: ?/ ?{DAY}){{2,}}\b"), _listed),
    (re.compile(rf"\b({DAY}) ?/ ?({DAY})(?= ?:? ?\d)"), _stroke),
    (re.compile(r"\b(lun(?:di)?|mar(?:di)?) ?/ ?(ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?)\b"), r"\1 au \2"),
    # "lundi vendredi 7h30 18h30": nobody is open on these two days only
    (re.compile(r"(?<!di )(?<!di, )\b(lundi|mardi) (vendredi|samedi|dimanche)(?= ?:? ?(?:de )?\d)"), _far_days),
    (re.compile(rf"\bnocturnes? :? ?(?:les? |du )?({DAY}):? (?:soirs? )?(?:a )?({TIME})"), r", \1 jusqu'a \2"),
    # The day said after its bound: "et jusqu'à 14h le dimanche".
    (re.compile(rf"(?:\bet|,) jusqu'? ?a ({TIME}) (?:le |les )({DAY})"), r", \2 jusqu'a \1"),
    (re.compile(rf"\b({DAY}) midis?\b(?! ?(?:a\b|-|jusqu|et d(?:e|emie?)\b|\d))"), r"\1 matin"),
    (re.compile(r"\b[lmjvsd][a-z]{3,8}\b"), _near_day),
    (re.compile(rf"\b(?:avant|apres(?! midi)|vers|d'ici|pour) ({TIME})"), " § "),
)  # fmt: skip


def even_out(text: str) -> str:
    """The text in small letters without accents, hours and days written one way; lines and stops are kept."""
    folded = in_usual_words(plain(text))
    for pattern, replacement in _REWRITINGS:
        folded = pattern.sub(replacement, folded)
    return folded


def plain(text: str) -> str:
    """In small letters without accents, with plain apostrophes and dashes, one space between words."""
    folded = unicodedata.normalize("NFD", text.lower())
    folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.sub(r"[^\S\n]+", " ", folded.translate(_SIGNS))


_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "−": "-", "→": "-", "➡": "-", "\u00a0": " ", "•": ";"}
)
