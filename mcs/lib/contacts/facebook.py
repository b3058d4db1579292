"""Facebook pages that a text tells without a link: "sur fb c'est fleurs de la pinède", "facebook @fleurs13".

Every mention of Facebook is read on both sides: what joins a name to it, then the words of the name to where they end.
"""

from __future__ import annotations

import re

from mcs.lib.contacts.facebook_before import named_before
from mcs.lib.contacts.facebook_names import (
    ADJECTIVES,
    ENDS_HERE,
    PROPER,
    Page,
    ends_name,
    is_capital,
    is_said,
    page_of,
    proper_name,
    said_apart,
    said_before,
    small_name,
    tokens_from,
    with_its_year,
)
from mcs.lib.contacts.facebook_words import NO_HANDLE
from mcs.lib.french import fold

BEFORE = 80  # characters looked at before a mention

_INSTA = r"(?:insta(?:gram)?|ig)"
_OTHERS = (
    rf"(?:{_INSTA}|tik ?tok|snap(?:chat)?|twitter|linkedin|youtube|threads|whatsapp|discord|pinterest"
    r"|google)"
)
_AND = r" ?(?:et(?: sur)?|/|&|\+|,|ou|[-–]) ?"
_MENTION = re.compile(
    rf"(?<![\w@./])(?:(?P<insta>{_INSTA}){_AND})?(?:page |compte )?"
    rf"(?:fa?ce?[ -]?b(?:oo?|ou)c?k|f-?book|face de bouc|messenger(?= ?[:(])"
    r"|fbk?|(?<=mon )face|(?<=le )face(?= c\b| c[’'])|(?<=sur )face(?! [àa]))"
    rf"(?:[ /]messenger)?(?P<both>(?:{_AND}\(?{_OTHERS}\b\)?){{1,4}})?(?!\w|\.\w|@| point com)",
    re.IGNORECASE,
)
_CALLED = (
    r"(?:qui |elle |on |je |me |nous |dont |est |sommes |suis |y |trouve |aussi |connue? |pr[ée]sents? |inscrite? )*"
    r"(?:[sm][’' ]?appell?e|se nomme|nomm[ée]e?s?|intitul[ée]e?|c[’' ]?est|c(?= )|porte le nom|(?:sous|au|avec) le nom"
    r"|au nom|le nom (?:est|c[’']est))(?: maintenant| aussi| tout simplement)?"
    r"(?: de (?=[^l ])| d[’']| la page)?"
)
# What tells that a name follows, whatever its letters.
_JOINS = re.compile(
    rf"[ ,;()]{{0,2}}(?:(?:page|nom|perso|pro|aussi|uniquement|seulement|surtout|officielle?|pour l[’']instant"
    rf"|pour le moment) ?)*"
    rf"(?:(?:d(?:u|e la|e l[’']|e notre|e ma|e mon) ?[a-zà-ÿ]{{3,14}} ?)(?=:|c[’']est|s[’']ap))?"
    rf"(?:(?:si|pour|est|reste|avec) [^\W\d]+(?: [^\W\d]+){{0,3}} ?(?=:))?"
    rf"(?:(?:est ?)?:+|>+|=+>?|-+>|⇒|→"
    rf"|[^\w\s.,;:!?()«»“”\"@/&'’|•–—-]{{1,3}} ?|[-–—](?= )|/(?=\w)|\b{_CALLED})"
    r"\s?:?\s?(?:(?:voir|cf\.?|cherche[rz]|tape[rz]|(?:(?:sur |[àa] )?(?:la|notre|ma) )?page(?: d[eu])?) )?",
    re.IGNORECASE,
)
# "Une page FB ? La Squadra": whoever asks it answers.
_ASKED = re.compile(
    r"(?:^|[.!?,;:\n(–-]|\bet|\bou)\s*(?:et |une? |la |l[ae]s? |notre |votre |ma |mon |sur )*$", re.IGNORECASE
)
_ANSWERS = re.compile(r"\s?\?+\s?(?:(?:oui|si|bien s[uû]r)\b[ ,.:!-]*)?", re.IGNORECASE)
# What may stand before a name that its capitals show.
_LEADS = re.compile(
    r"(?:\s?\((?=page|nom)|[ ,]{0,2})(?:(?:perso|pro|aussi) )?"
    r"(?:(?:(?:[àa]|sur|via|avec) (?:la |notre |ma )?)?page |nom "
    r"|(?:d[eu]s? |de la |d[’']|(?-i:à) |d(?:u|e la|e notre|e ma|e mon) [a-zà-ÿ]{3,14} (?:est )?)"
    r"(?-i:(?=[A-ZÀ-Ý]))"
    r"|(?:,? ?(?:nous sommes|on est|je suis|est|(?:vous |on |tu |il |faut |peut |pouvez |suffit de |juste )*"
    r"(?:tap(?:e[zrs]?)|(?:re)?cherche[zrs]?|met(?:s|tez|tre)|[ée]cri(?:s|vez|re))) ))?",
    re.IGNORECASE,
)
# "Sur facebook on me trouve en tapant Les Doudous de Rose"
_LATER = re.compile(
    r"[^.!?\n@:]{1,60}?\b(?:page(?=\s(?-i:[A-ZÀ-Ý«“\"]))|tap(?:ant|ez|er)|(?:re)?cherch(?:ant|ez|er)|sous|au nom"
    r"|avec le nom|nomm[ée]e?|c[’' ]?est|s[’' ]?appelle|intitul[ée]e?) (?:le nom )?(?:de |d[’'])?",
    re.IGNORECASE,
)
# "Son facebook c'est moi qui le gère : Faure Élec"; behind other words only what has been said before.
_LATER_COLON = re.compile(
    r"(?P<sure> (?:c[’']est|est|qui|que|où|pour|fait|tenue?|g[ée]r[ée]e?|mise?|cr[ée]+e?)\b)?"
    r"[^.!?\n@:]{1,60}?(?P<named>\bnom\b[^.!?\n@:,]{0,20})? ?: ?",
    re.IGNORECASE,
)
# "Facebook" on a line of its own, and the page on the next
_OWN_LINE = re.compile(r"(?:^|\n)[^\w\n]*$")
_NEXT_LINE = re.compile(r"[^\S\n]*:?[^\S\n]*\n[^\w\n]*(?=[A-ZÀ-Ý])")
_OF_SHOP = re.compile(r"(?:\bd(?:u|es) |\bde la |\bde l[’'])$")
_NETWORKS = r"sur (?:tous )?(?:les |nos |mes )?r[ée]seaux(?: sociaux)?[ :,(]{1,3}"
_NAMES = re.compile(
    r"(?:(?:elle|la page|qui) s[’' ]?appell?e|nomm[ée]e?|intitul[ée]e?|(?:sous|avec) le nom(?: de)?) $", re.IGNORECASE
)
_BEFORE_AT = re.compile(rf"@([\w.]{{3,50}}),? (?:{_NETWORKS}|sur |on |\()(?:{_INSTA}{_AND})?$", re.IGNORECASE)
# "enzoguitare13 sur facebook": no word, what ends by a number or has a dot
_SPELT_BEFORE = re.compile(
    rf"(?<![\w@./’'-])((?=\w{{0,20}}[a-z]{{3}})[a-z][\w.]{{1,40}}(?:[a-z]\d|[._][a-z])\w{{0,20}})"
    rf" (?:est )?sur (?:{_INSTA}{_AND})?$",
    re.IGNORECASE,
)
# "groovesoudure sur facebook", of "Groove & Soudure"
_SINGLE_BEFORE = re.compile(rf"(?<![\w@./’'-])([a-z][a-z0-9]{{6,40}}) (?:est )?sur (?:{_INSTA}{_AND})?$")
# "Instagram : nina.bulles, facebook : idem"
_INSTA_BEFORE = re.compile(
    rf"\b{_INSTA}\b ?[:=(]? ?@?([\w.]{{3,50}})\W{{1,4}}"
    r"(?P<same>(?:et |c[’']est )?(?:pareil|idem|la m[êe]me chose|m[êe]me nom)\b[ ,:]{1,2}"
    r"(?:sur |pour |en )(?:ma |la )?)?$",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:\s?(?:aussi|c[’' ]?est) )?\s?(?:idem|pareil|l[ea] m[êe]me|m[êe]me nom)\b", re.IGNORECASE)
_QUOTE = re.compile(r"\s?[«“\"(] ?([^»”\")\n]{3,60}?) ?[»”\")]")
_HANDLE = re.compile(r"\s?[(/]?@ ?([\w.]{3,50})")
_DOTTED = re.compile(r"[a-z0-9]+(?:[._][a-z0-9]+)+(?<!\.com)(?<!\.fr)", re.IGNORECASE)
_SINGLE = re.compile(r"/?(?!www\.|https?:)([a-z0-9][\w.]{2,48}[a-z0-9_])(?![\w@/’'-])", re.IGNORECASE)
_TOLD_ELSEWHERE = re.compile(
    r"\b(?:groupe|reportage|vu|connu|votre (?:page|annonce|site|message|post|publication)"
    r"|(?:ai|avons|a) (?:trouv|d[ée]couv)\w*)\b"
    r"[^.!?\n]{0,40}$|\bvotre $",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:pas|ni|sans|aucune?|plus|jamais) (?:encore |vraiment |trop )?"
    r"(?:de |d[’']|sur |une? |le |la |ma |mon |notre )*"
    r"(?:site (?:ni|ou|et) )?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r" [A-ZÀ-Ý]")  # "CandleJess Bougies"
_DASHED = re.compile(rf" [-–—] ({PROPER}(?: [a-zà-ÿ]+){{0,2}})(?=\s?(?:[.!\n]|$))")
_AFTER_COMMA = re.compile(rf"\s?[,!;]{{1,3}} ({PROPER})(?=\s?(?:[,.(!;]|$))")


def facebook_pages(text: str) -> list[Page]:
    """Every page told without a link, in the order of the text; at most one for each mention of Facebook."""
    found = (_read(text, mention) for mention in _MENTION.finditer(text))
    return [page for page in found if page]


def _read(text: str, mention: re.Match[str]) -> Page | None:
    before = text[max(0, mention.start() - BEFORE) : mention.start()]
    if _TOLD_ELSEWHERE.search(before) or _NONE.search(before):
        return None
    single = _SINGLE_BEFORE.search(before)
    if single and said_apart(single[1], text.replace("&", " ")):
        return Page(single[1], True, mention.start() - len(before) + single.start(), mention.end())
    if at := _BEFORE_AT.search(before) or _SPELT_BEFORE.search(before):
        return Page(at[1].strip("."), True, mention.start() - len(before) + at.start(), mention.end())
    joins = _JOINS.match(text, mention.end()) or (_ASKED.search(before) and _ANSWERS.match(text, mention.end())) or None
    named_there = joins.end() if joins else mention.end()
    insta = _INSTA_BEFORE.search(before)
    if insta and fold(insta[1]) not in NO_HANDLE and (insta["same"] or _SAME.match(text, named_there)):
        return Page(insta[1].strip("."), True, mention.start(), named_there)
    if not joins and _OWN_LINE.search(before) and (line := _NEXT_LINE.match(text, mention.end())):
        return _after(text, mention, line.end(), ":")
    after = _after(text, mention, joins.end(), joins[0]) if joins else None
    if after:
        return after
    leads = _LEADS.match(text, mention.end())
    after = None if joins else _after(text, mention, leads.end() if leads else mention.end(), "")
    return named_before(text, mention, before) or after or _later(text, mention)


def _after(text: str, mention: re.Match[str], start: int, joins: str = ",") -> Page | None:
    """The page named from there on; without what joins it, only what can hardly be anything else."""
    if handle := _HANDLE.match(text, start):
        return Page(handle[1].strip("."), True, mention.start(), handle.end())
    if (quoted := _QUOTE.match(text, start)) and not ("(" in quoted[0] and is_said(quoted[1])):
        if _DOTTED.fullmatch(quoted[1]):
            return Page(quoted[1], True, mention.start(), quoted.end())
        return page_of(quoted[1], mention.start(), quoted.end())
    while text[start : start + 1].isspace() and text[start : start + 1] != "\n":
        start += 1
    if single := _single(text, mention, start, joined=bool(joins)):
        return single
    tokens = tokens_from(text, start)
    if not tokens or fold(tokens[0][0]).split()[:1] == []:
        return None
    first = tokens[0][0]
    kept = proper_name(tokens, text) if is_capital(first) else small_name(text, tokens, joins)
    if not kept:
        return None
    end = tokens[kept - 1].end()
    end = with_its_year(text, _end_behind_dash(text, end) if is_capital(first) else end)
    return page_of(_article_of(text, start, end) + text[start:end], mention.start(), end)


def _article_of(text: str, start: int, end: int) -> str:
    """ "Les " where "la page des Tilleuls" is that of those who call themselves "Les Tilleuls"."""
    of = _OF_SHOP.search(text, max(0, start - 8), start)
    name = text[start:end].rstrip(".…")
    said = re.search(rf"\b(L[ae]s? |L[’']){re.escape(name)}\b", text) if of else None
    return said[1] if said else ""


def _end_behind_dash(text: str, end: int) -> int:
    """Where a name ends that has a dash: "Truffe & Complicité - Éducation canine."; not in a line of many dashes."""
    more = _DASHED.match(text, end)
    line = text[text.rfind("\n", 0, end) + 1 :].partition("\n")[0]
    is_of_it = more and len(re.findall(r" [-–—] ", line)) == 1 and not ends_name(more[1].split()[0])
    return more.end(1) if more and is_of_it else end


def _single(text: str, mention: re.Match[str], start: int, *, joined: bool) -> Page | None:
    """One word that is the end of an address rather than a name: "ines.coiffe", "lolitabeauty13", "leveloperche"."""
    match = _SINGLE.match(text, start)
    if not match:
        return None
    word = match[1].rstrip(".")
    is_spelt = bool(re.search(r"[a-zA-Z]{3}", word) and re.search(r"[._]|[a-zA-Z]\d", word))
    is_spelt = is_spelt and not word.lower().endswith((".com", ".fr", ".me"))
    said = mention[0].lower()
    is_page = joined or said.startswith(("page ", "compte ")) or bool(mention["insta"] or mention["both"])
    least = 9 if joined else 10 if is_page else 12
    is_long = len(word) >= least and word.isascii() and bool(ENDS_HERE.match(text, match.end()))
    is_again = f"@{word.lower()}" in text.lower()  # "insta @billigandco, fb billigandco"
    is_long = is_long or (is_again and not _GOES_ON.match(text, match.end()))
    is_end = is_spelt or is_long or (said_apart(word, text) and not _GOES_ON.match(text, match.end()))
    if not is_end or fold(word) in NO_HANDLE or fold(word).endswith(ADJECTIVES):
        return None
    return Page(word, True, mention.start(), match.start() + len(match[0].rstrip(".")))


def _later(text: str, mention: re.Match[str]) -> Page | None:
    """A name with capitals further on, where a verb names it, or between commas: "sur facebook, Chez Lulu, venez"."""
    for verb in filter(None, (later.match(text, mention.end()) for later in (_LATER, _LATER_COLON))):
        quoted = _QUOTE.match(text, verb.end())
        tokens = [] if quoted else tokens_from(text, verb.end())
        is_sure = verb.re is _LATER or verb["sure"] or verb["named"] or said_before(text, tokens[:2])
        if quoted or (tokens and is_sure and is_capital(tokens[0][0]) and proper_name(tokens)):
            return _after(text, mention, verb.end())
        if verb.re is _LATER and tokens and _NAMES.search(verb[0]):  # "elle s'appelle au soulier d'or"
            return _after(text, mention, verb.end(), verb[0])
    match = _AFTER_COMMA.match(text, mention.end())
    if match and " " in match[1] and (text[match.end() + 1 :].strip() or _is_said(match, text)):
        return page_of(match[1], mention.start(), match.end())
    return None


def _is_said(match: re.Match[str], text: str) -> bool:
    """Whether the text says the first two words of the name before."""
    return said_before(text, tokens_from(text, match.start(1))[:2])
