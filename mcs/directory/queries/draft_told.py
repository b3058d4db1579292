"""Names that a sentence gives without naming: who mends, who has reopened, who signs a forwarded letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mcs.directory.queries.draft_people import is_first_name
from mcs.directory.queries.draft_words import PROPER, SHOP, STREET
from mcs.lib.french import fold

# "Doc Mobile répare votre smartphone", "Le Fournil de Marguerite a rouvert"
_DOES = re.compile(
    rf"(?:^|[.!?,:\n]\s*|[^\w\s.,;:!?'’&@()«»\"-]\s?)({PROPER})(?=,? (?:(?:a|ont) r?[ée]?ouvert|rouvre|vient d[e’']"
    r"|(?:r[ée]pare|livre|organise|pr[ée]pare|r[ée]alise|accompagne|intervient|recrute|s[’']installe|d[ée]m[ée]nage"
    r"|fabrique|ouvre|propose|vend|forme|installe|entretient|nettoie|garde|cuisine|f[êe]te|passe|vient|se d[ée]place)"
    r" (?:vos|votre|vous|tous|toutes|des|les|du|de|la|le|l[’']|ses|son|chez|à|au|en|pour|sur|dans|partout)\b))"
)
# "c samir de la selle et le guidon", "suis Nadège du salon L'Hair du Large"
_SOMEBODY_OF = re.compile(
    r"(?:\b(?:c[’' ]?est|moi|ici|suis)|(?<![^\W\d_])c) ([A-Za-zà-ÿ-]{3,20}),? (?:de (?!(?:la )?page)|d(?=u |es ))"
    r"((?:la |l[’']|chez |u |es )?[^\n,.;:!?()\d]{3,50})"
)
# "Au panier de lulu, 19 boulevard", "les bocaux d'ernestine 73 rue"
_BEFORE_STREET = re.compile(
    rf"(?:^|[.:,!\n]\s*)((?:les?|la|chez|aux?|[àa] la) (?!(?:{SHOP}|page|num[ée]ro|fond|bout|rez|coin|site)\b)"
    rf"[^,\n.:;!?()\d]{{3,50}}?|l[’'][^,\n.:;!?()\d]{{3,50}}?),? "
    rf"\d{{1,4}}(?: ?bis| ?ter)?,? {STREET}",
    re.IGNORECASE,
)
# "le marigny tabac presse": what it is called and what it is, without a stop between
_BEFORE_TRADE = re.compile(
    r"^(?:\W|bonjour|bonsoir|bjr|slt|salut|coucou)*"
    rf"((?:(?:les?|la|chez|aux?) |l[’'])[a-zà-ÿ’'-]{{3,20}}(?: [a-zà-ÿ’'-]{{2,20}}){{0,2}}?) (?:{SHOP})\b",
    re.IGNORECASE,
)
# "De : Clinique des Deux Chats <accueil@…>"
_SENDER = re.compile(r"(?:^|\n)\W*(?:De|From|Exp[ée]diteur) ?: ?[\"“«]? ?([^<\n\"”»@]{3,60}?) ?[\"”»]? ?<")
# "nautic pointe rouge services 04 …": what stands between a stop and a phone
_BEFORE_PHONE = re.compile(
    r"[.!\n]\s?((?!(?:tel|port|appel|contact|rdv|merci|sms|demande|mon|le|par|au|voici)\b)"
    r"[a-zà-ÿ’'-]{3,20}(?: [a-zà-ÿ’'&-]{1,20}){1,3}),? ?(?=0\d[ .]?\d\d)"
)
_OWN_ARTICLE = re.compile(rf"^(?:l[ae] |l[’'])(?=(?i:{SHOP})\b)")  # "la Librairie-Café Le Passe-Muraille"
_ARTICLES = {"u ": "Le ", "es ": "Les "}


def told(message: str, beginning: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each name so told, with its kind; `beginning` says how much of what was said without capitals is a name."""
    yield from ((_OWN_ARTICLE.sub("", name), "speaks") for name in _DOES.findall(message))
    yield from ((name, "sender") for name in _SENDER.findall(message))
    for first, said in _SOMEBODY_OF.findall(message):
        if is_first_name(fold(first)) and (name := beginning(said)):
            article = next((put for end, put in _ARTICLES.items() if said.startswith(end)), "")
            yield article + name.removeprefix("u ").removeprefix("es "), "called, small"
    for pattern, kind in (
        (_BEFORE_STREET, "small before street"),
        (_BEFORE_TRADE, "first words"),
        (_BEFORE_PHONE, "alone, small"),
    ):
        for said in pattern.findall(message):
            if said[1:].islower() and fold(said) == fold(beginning(said)):
                yield said, kind
