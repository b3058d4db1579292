"""A merchant's own words about what they do: the message without greetings, signature, contact details and hours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mcs.directory.queries.draft_private import private_sentences
from mcs.lib.contacts import Found
from mcs.lib.french import fold
from mcs.lib.french_hours import names_hours
from mcs.lib.text import plain_letters

_CUT = "\x01"  # stands for a contact in what is read clause by clause
_SENTENCE = re.compile(r"(?<=[.!?…])(?=\s)|\n")
_CLAUSE = re.compile(r"([,;()|/](?=\s|$|[\x01])|(?<=\s)[-–—•*](?=\s)|(?<=\s)[(])")
_HELLO = (
    r"bonjour|bonsoir|salut|coucou|hello|hey|bjr|slt|cc|bsr|namaste"
    r"|allo|madame|monsieur|messieurs|mesdames|chers?|cheres?|mme|mr"
)
_GREETING = re.compile(
    rf"\s*(?:\b(?:{_HELLO})\b|(?:a |les |mes |vous )?(?:tous|toutes|tout le "
    rf"monde|amis?|filles|voisins?|la compagnie|equipe|deux|vous deux)\b"
    r"|\b(?:a|et|les|la|l'|aux?|de) (?=tou|vous|deux|amis|equipe|admin|voisin"
    r"|filles)|admins?\b|administrateurs?\b|[\s,.!:;?)(-]|[^\w\s'\"«“]){1,20}"
)
_COURTESY = re.compile(
    r"\bmerci\b|\bremerci\w*|\bcordialement\b|\bcdlt\b|\bsalutations?\b|\bbien a vous\b|\bsincerement\b"
    r"|\brespectueu\w+|\bbonne (?:journee|soiree|continuation|reception|fin de|nuit|chance)"
    r"|\bbon (?:courage|week|we\b|dimanche)|\bbravo\b|\ba bientot\b|\ba tres (?:vite|bientot)\b"
    r"|\bau plaisir\b|\bbisous?\b|\bbises?\b|\bbelle (?:journee"
    r"|soiree)|\bfelicitation\w*|\bsvp\b|\bs'il vous plait\b|\bstp\b"
    r"|\bdans l'attente\b|\bamicalement\b|\bla bise\b|\badessias\b|\bprenez soin\b|\bc'est super\b"
    r"|\bje vous (?:prie|serais|souhaite|ecris|contacte|laisse)\b|\bbonne chance\b|\bmdr\b|\bptdr\b"
)
_REQUEST = re.compile(
    r"\brefere?nc\w+|\bannuaire\b|\bvotre (?:groupe|page|site|initiative|liste|repertoire|travail"
    r"|reseau|action|association)\b|\b(?:nous|m'|me|mon|notre) (?:ajout|inscri|enregistr)\w+"
    r"|\b(?:l'inscription|j'ai l'honneur|solliciter|je me permets?|me mettre"
    r"|nous mettre|figurer|apparaitre|etre (?:ajoute|inscrit|liste|dedans))\b"
    r"|\bm'ont? (?:dit|parle|conseille)\b|\bm'a (?:dit|parle|conseille)\b|\bc'?(?:est)? (?:bien "
    r")?gratuit\b(?! )|\bj'espere\b|\bdites(?:[- ])moi\b|\bsi (?:c'est )?possible\b"
    r"|\bbesoin (?:d'autre|de plus)\b|\bquestions?\b|\bce que vous faites\b"
    r"|\bentre nous\b|\bmon mari\b|\bma femme\b|\bma fille\b|\bmon fils\b|\bma voisine\b|\bmon "
    r"voisin\b|\bsire[nt]\b|\bpublie\w*|\bdesolee?\b|\bpardon\b|\bci[- ]joint\w*"
    r"|\bphotos? (?:jointes?|suivent)|\bvoila\b$|\bvoici (?:mes|nos) (?:infos|coordonnees)"
)
_PERSON = re.compile(
    r"\b(?:je m ?'? ?appelle|moi c'? ?est|mon nom est|je me presente|mon prenom)\b(?!.*\b(?:et|je suis) je\b)"
)
_REACH = re.compile(
    r"^\W*(?:nos? |notre |mon |ma |mes |le |la |par |au |aussi |sur |ou |et |en |plus d'|bureau "
    r"|contact )*(?:tel(?:ephone)?|portable|port|mobile|mail|e-?mail|courriel|site(?: web| internet)?"
    r"|fb|facebook|insta(?:gram)?|page(?: facebook| fb)?|contact\w*|appel\w*|joignable|sms|whatsapp"
    r"|fax|adresse|numero|num|horaires?|infos?|coordonnees|planity|doctolib|web|fixe"
    r"|telephone\w*|ecriv\w+|messagerie|message|mp)?(?: ?(?:au|sur|par|a|:|et|/|est))*\W*$"
)
_OPENING = re.compile(r"\b(?:ouvert\w*|ouvertures?|ouvre|ouvrons|ferme|fermee?s?|fermeture|horaires?|7j/7|7 ?j|24h)\b")
_DAYS = re.compile(
    r"\b(?:lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche)s?\b|\btous les jours\b|\btlj\b|\bfer?ies?\b|7 ?j ?/ ?7|\bnon[- ]stop\b"
)
_LEADING = re.compile(r"^(?:et|ou|mais|puis|donc|alors|sinon|voila|aussi)\b[\s,]*", re.IGNORECASE)
_SIGNED = re.compile(r"\W*(?:(?:[A-ZÀ-Ý][\w’'-]{0,20}|[A-Z]\.?)(?:\s+(?:et|&|de|du)\s+|\s+|$)?){1,3}\W*")


def description_in(message: str, found: Sequence[Found], name: str = "", address: str = "") -> str:
    """The sentences that say what the merchant does, typeset; "" when the message says nothing else than the facts."""
    masked = _masked(message, found)
    lines: list[str] = []
    sentences = [part for part in _SENTENCE.split(masked) if re.search(r"[^\W\d_]", part)]
    told = {fold(name), fold(address), ""}
    for index, sentence in enumerate(sentences):
        is_last = index == len(sentences) - 1
        words = _kept_words(sentence, told, fold(address), first=index == 0, last=is_last)
        if words:
            lines.append(typeset_words(words))
    return " ".join(lines)[:4000]


def _masked(message: str, found: Sequence[Found]) -> str:
    """The message with each contact as one sign, and without the sentences that are for the volunteers only."""
    spots = [(each.start, each.end, _CUT) for each in found]
    spots += [(start, end, "\n") for start, end in private_sentences(message)]
    pieces, at = [], 0
    for start, end, sign in sorted(spots, key=lambda spot: (spot[0], -spot[1])):
        if start >= at:
            pieces += [message[at:start], sign]
            at = end
        elif end > at:
            at = end
    return "".join((*pieces, message[at:]))


def _kept_words(sentence: str, told: set[str], address: str, *, first: bool, last: bool) -> str:
    """What is left of a sentence once the clauses that say something else are cut out."""
    if (greeting := _GREETING.match(plain_letters(sentence))) and re.search(rf"\b(?:{_HELLO})\b", greeting[0]):
        sentence = sentence[greeting.end() :]
    if last and _SIGNED.fullmatch(sentence.strip() or "-"):
        return ""
    parts = _CLAUSE.split(sentence)
    kept: list[tuple[str, str]] = []
    for index in range(0, len(parts), 2):
        clause, before = parts[index], parts[index - 1] if index else ""
        if not _says_something_else(clause, told, address):
            kept.append((before, clause))
    while kept and last and _SIGNED.fullmatch(kept[-1][1].strip() or "-"):
        kept.pop()
    return _joined(kept)


def _joined(kept: Sequence[tuple[str, str]]) -> str:
    text = ""
    for before, clause in kept:
        text += (before if text else "") + clause
    if text.count("(") != text.count(")"):
        text = text.replace("(", ", ").replace(")", ", ")
    text = re.sub(r"\s+([,;])", r"\1", " ".join(text.split()))
    text = re.sub(r"(?:[,;] ?){2,}", ", ", text).strip(" ,;:-–—/|•*\x01")
    return _LEADING.sub("", text) if len(re.findall(r"\w", text)) > 3 else ""


def _says_something_else(clause: str, told: set[str], address: str) -> bool:
    """Whether a clause is a contact, hours, an address, a name, a courtesy or a request, or nothing at all."""
    plain = plain_letters(clause).strip()
    folded = fold(clause)
    if folded in told or not re.search(r"[^\W\d_]{2}", plain):
        return True
    if _CUT in clause:
        return True
    if any(pattern.search(plain) for pattern in (_COURTESY, _REQUEST, _PERSON)) or _REACH.match(plain):
        return True
    if names_hours(clause):
        return True
    if _OPENING.search(plain) and (_DAYS.search(plain) or re.search(r"\d ?h", plain) or len(folded.split()) <= 2):
        return True
    if _only_days(folded):
        return True
    return (bool(address) and (address in folded or folded in address)) or bool(
        re.fullmatch(r"(?:a )?(?:13 ?0\d\d )?marseille(?: \w{1,6})?|130\d\d(?: \w+)?", folded)
    )


def _only_days(folded: str) -> bool:
    words = [word for word in _DAYS.sub(" ", folded).split() if word not in _DAY_GLUE and not word.isdigit()]
    return bool(_DAYS.search(folded)) and not words


_DAY_GLUE = frozenset(
    [
        "du",
        "au",
        "le",
        "la",
        "les",
        "de",
        "et",
        "ou",
        "sauf",
        "matin",
        "soir",
        "midi",
        "aprem",
        "apres",
        "a",
        "aussi",
        "on",
        "est",
        "h",
        "tous",
        "jours",
        "non",
        "stop",
    ]
)


def typeset_words(text: str) -> str:
    """A sentence as it is printed: apostrophes, spaces before double signs, a capital first, a stop last."""
    letters = [character for character in text if character.isalpha()]
    if len(letters) > 12 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters):
        text = text.lower()
    text = re.sub(r"(?<=\w)['´`‘](?=\w)", "’", text)
    text = re.sub(r"([!?]){2,}", r"\1", text)
    text = re.sub(r"[ \u00a0]*([;!?»])", "\u00a0\\1", text)
    text = re.sub(r"[ \u00a0]+:(?=\s|$)|(?<=[^\W\d]):(?=\s)", "\u00a0:", text)
    text = re.sub(r"(?<=\d) (?=[€%])", "\u00a0", text)
    text = re.sub(r"«[ \u00a0]*", "«\u00a0", text)
    text = re.sub(r"\s+([,.])", r"\1", text).strip()
    text = text[:1].upper() + text[1:]
    return text if text[-1:] in ".!?…»" else f"{text}."
