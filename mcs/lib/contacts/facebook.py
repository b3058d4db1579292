"""Facebook pages that a text tells without a link: "sur fb c'est fleurs de la pinède", "facebook @fleurs13".

Every mention of Facebook is read on both sides: what joins a name to it, then the words of the name to where they end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mcs.lib.contacts.facebook_words import ENDS, INNER, LABELS, MAY_BEGIN, NEVER, NO_BEGINNING, NO_HANDLE
from mcs.lib.french import fold

LONGEST_NAME = 60  # characters
MOST_WORDS = 7  # of a page's name
MOST_SMALL = 3  # small words within or behind a name that has capitals: "Chez Tonio pizza Mazargues"
BEFORE = 80  # characters looked at before a mention

_INSTA = r"(?:insta(?:gram)?|ig)"
_OTHERS = rf"(?:{_INSTA}|tik ?tok|snap(?:chat)?|twitter|linkedin|youtube|threads|whatsapp)"
_AND = r" ?(?:et(?: sur)?|/|&|\+|,|ou|[-–]) ?"
_MENTION = re.compile(
    rf"(?<![\w@./])(?:(?P<insta>{_INSTA}){_AND})?(?:page |compte )?"
    rf"(?:fa?ce?[ -]?b(?:oo?|ou)c?k|face de bouc|fbk?|(?<=mon )face|(?<=le )face(?= c\b| c[’'])|(?<=sur )face(?! [àa]))"
    rf"(?P<both>(?:{_AND}\(?{_OTHERS}\b\)?){{1,4}})?(?!\w|\.\w|@)",
    re.IGNORECASE,
)
_CALLED = (
    r"(?:qui |elle |on |je |me |nous |dont |est |sommes |suis |y |trouve |aussi |connue? |pr[ée]sents? |inscrite? )*"
    r"(?:s[’' ]?appell?e|se nomme|nomm[ée]e?s?|intitul[ée]e?|c[’']est|c(?= )|porte le nom|(?:sous|au|avec) le nom"
    r"|au nom|le nom (?:est|c[’']est))(?: maintenant| aussi| tout simplement)?"
    r"(?: de (?=[^l ])| d[’']| la page)?"
)
# What tells that a name follows, whatever its letters.
_JOINS = re.compile(
    rf"[ ,;()]{{0,2}}(?:(?:page|nom|perso|pro|aussi) ?)*"
    rf"(?:(?:d(?:u|e la|e l[’']|e notre|e ma|e mon) ?[a-zà-ÿ]{{3,14}} ?)(?=:|c[’']est|s[’']ap))?"
    rf"(?:(?:si|pour) [^\W\d]+(?: [^\W\d]+){{0,3}} ?(?=:))?"
    rf"(?:(?:est ?)?:+|>+|=+>?|-+>|⇒|→"
    rf"|[^\w\s.,;:!?()«»“”\"@/&'’|•–—-]{{1,3}} ?|[-–—](?= )|/(?=\w)|\b{_CALLED})"
    r"\s?:?\s?(?:(?:voir|cf\.?|cherche[rz]|tape[rz]) )?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"app|nom|titul", re.IGNORECASE)  # of those, what names in so many words
# What may stand before a name that its capitals show.
_LEADS = re.compile(
    r"[ ,]{0,2}(?:(?:perso|pro|aussi) )?(?:page |nom |(?:d[eu] |de la |d[’']|(?-i:à) )(?-i:(?=[A-ZÀ-Ý]))"
    r"|(?:,? ?(?:nous sommes|on est|je suis|est|on peut taper|il faut taper|tap(?:ez|er)|(?:re)?cherch(?:ez|er)) ))?",
    re.IGNORECASE,
)
# "Sur facebook on me trouve en tapant Les Doudous de Rose"
_LATER = re.compile(
    r"[^.!?\n@:]{1,40}?\b(?:tap(?:ant|ez|er)|(?:re)?cherch(?:ant|ez|er)|sous|au nom|avec le nom|nomm[ée]e?|c[’']est"
    r"|s[’']appelle|intitul[ée]e?) (?:le nom )?(?:de |d[’'])?",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"\s?[«“\"(] ?([^»”\")\n]{3,60}?) ?[»”\")]")
_HANDLE = re.compile(r"\s?/?@ ?([\w.]{3,50})")
_SINGLE = re.compile(r"/?(?!www\.|https?:)([a-z0-9][\w.]{2,48}[a-z0-9_])(?![\w@/’'-])", re.IGNORECASE)
_ENDS_HERE = re.compile(r"\s*(?:[.,;!?()\n/|•]|$|[-–—] )")
_TOKEN = re.compile(r"[^\s,;:!?()«»“”\"/|•]+")
_TOLD_ELSEWHERE = re.compile(
    r"\b(?:groupe|reportage|vu|connu|votre (?:page|annonce|site|message)|(?:ai|avons|a) (?:trouv|d[ée]couv)\w*)\b"
    r"[^.!?\n]{0,40}$",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:pas|ni|sans|aucune?|plus|jamais) (?:encore |vraiment |trop )?"
    r"(?:de |d[’']|sur |une? |le |la |ma |mon |notre )*"
    r"(?:site (?:ni|ou|et) )?$",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-Ý0-9]"
_PARTICLES = r"(?:(?:d[ue]s?|de la|de l[’']|l[ae]s?|et|&|à|a|aux?|en|chez|by) ?){0,3}"
_PROPER = (
    r"(?:[lLdD][’'])?[A-ZÀ-Ý](?:[\w’'&-]|\.(?=\w)){0,40}"
    rf"(?: {_PARTICLES}(?:[lLdD][’'])?[A-ZÀ-Ý0-9&][\w’'&-]{{0,40}}){{0,6}}"
)
_TOO = r"(?: aussi| [ée]galement| bien| maintenant)?"
_ON = (
    rf"(?:,? (?:est|sommes|qui est|existe|se trouve|figure){_TOO}(?: (?:pr[ée]sente?s?|acti(?:f|ve)s?))?)?"
    rf"{_TOO} (?:\(?(?:sur|on) |\()$"
)
# "La Squadra a sa page facebook"
_HAS = rf",? (?:a|ont|poss[èe]de|tient|dispose){_TOO} (?:d[’'])?(?:une?|sa|son|leur|la) (?:propre |petite )?$"
# "Les Fleurs de Lulu - FB - Insta"
_BESIDE = r"\s?[-–—/|] $"
_NAME = rf"(?<!\w)(?:[«“\"] ?([^»”\"\n]{{3,60}}?) ?[»”\"]|({_PROPER}))"
_BEFORE, _BEFORE_HAS, _BEFORE_STROKE = (re.compile(_NAME + tail) for tail in (_ON, _HAS, _BESIDE))
_BEFORE_AT = re.compile(rf"@([\w.]{{3,50}}) (?:sur|on) (?:{_INSTA}{_AND})?$", re.IGNORECASE)
_WORDS = r"\s*([^,.;:!?\n()]{5,60}?)"
_BEFORE_VERB = re.compile(
    rf".*\b(?:(?:tap|(?:re)?cherch)e[rz]|page (?:c[’' ]?est|c|s[’' ]appell?e)){_WORDS}{_ON}", re.IGNORECASE | re.DOTALL
)
_BEFORE_SMALL = re.compile(rf"(?:^|[,.;:!?\n(]){_WORDS}(?:{_ON}|({_HAS}))", re.IGNORECASE)
_NO_NAME = re.compile(r"\w{3,}ez(?:[- ]\w+)?|[LlDd][’'][a-zà-ÿ]+")  # "contactez-moi", "l'association"
_DASHED = re.compile(rf" [-–—] ({_PROPER}(?: [a-zà-ÿ]+){{0,2}})(?=\s?(?:[.!\n]|$))")
_AFTER_COMMA = re.compile(rf"\s?[,!;]{{1,3}} ({_PROPER})(?=\s?[,.(!;])")


class Page(NamedTuple):
    """A page: its address's last part or what it is called, and where the text says it."""

    name: str
    is_handle: bool
    start: int
    end: int


def facebook_pages(text: str) -> list[Page]:
    """Every page told without a link, in the order of the text; at most one for each mention of Facebook."""
    found = (_read(text, mention) for mention in _MENTION.finditer(text))
    return [page for page in found if page]


def _read(text: str, mention: re.Match[str]) -> Page | None:
    before = text[max(0, mention.start() - BEFORE) : mention.start()]
    if _TOLD_ELSEWHERE.search(before) or _NONE.search(before):
        return None
    if at := _BEFORE_AT.search(before):
        return Page(at[1].strip("."), True, mention.start() - len(before) + at.start(), mention.end())
    joins = _JOINS.match(text, mention.end())
    named = bool(joins and _NAMED.search(joins[0]))
    after = _after(text, mention, joins.end(), named=named) if joins else None
    if after:
        return after
    leads = _LEADS.match(text, mention.end())
    after = None if joins else _after(text, mention, leads.end() if leads else mention.end(), joined=False)
    return _named_before(text, mention, before) or after or _later(text, mention)


def _after(text: str, mention: re.Match[str], start: int, *, joined: bool = True, named: bool = False) -> Page | None:
    """The page named from there on; without what joins it, only what can hardly be anything else."""
    if handle := _HANDLE.match(text, start):
        return Page(handle[1].strip("."), True, mention.start(), handle.end())
    if (quoted := _QUOTE.match(text, start)) and not ("(" in quoted[0] and _is_said(quoted[1])):
        return _page(quoted[1], mention.start(), quoted.end())
    while text[start : start + 1].isspace() and text[start : start + 1] != "\n":
        start += 1
    if single := _single(text, mention, start, joined=joined):
        return single
    tokens = _tokens(text, start)
    if not tokens or fold(tokens[0][0]).split()[:1] == []:
        return None
    first = tokens[0][0]
    kept = _proper(tokens) if _is_capital(first) else _small(text, tokens, joined=joined, named=named)
    if not kept:
        return None
    end = tokens[kept - 1].end()
    end = _end_behind_dash(text, end) if _is_capital(first) else end
    return _page(text[start:end], mention.start(), end)


def _end_behind_dash(text: str, end: int) -> int:
    """Where a name ends that has a dash: "Truffe & Complicité - Éducation canine."; not in a line of many dashes."""
    more = _DASHED.match(text, end)
    line = text[text.rfind("\n", 0, end) + 1 :].partition("\n")[0]
    is_of_it = more and len(re.findall(r" [-–—] ", line)) == 1 and not _ends(more[1].split()[0])
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
    is_long = len(word) >= least and word.isascii() and bool(_ENDS_HERE.match(text, match.end()))
    if not (is_spelt or is_long) or fold(word) in NO_HANDLE or fold(word).endswith(("ment", "able", "ible")):
        return None
    return Page(word, True, mention.start(), match.start() + len(match[0].rstrip(".")))


def _tokens(text: str, start: int) -> list[re.Match[str]]:
    """The words from there to the end of what is said in one breath."""
    found: list[re.Match[str]] = []
    while len(found) <= MOST_WORDS + MOST_SMALL and (match := _TOKEN.match(text, start)):
        token = match[0]
        if token in ("-", "–", "—", "→") or "@" in token or re.match(r"(?:\+33|0\d)", token):
            break
        if not (re.search(r"\w", token) or token in ("&", "+")):
            break
        found.append(match)
        if token.endswith((".", "…")) and not re.fullmatch(r"(?:\w\.)+|[Ss]te?\.", token):
            break
        if text[match.end() : match.end() + 1] != " ":
            break
        start = match.end() + (2 if text[match.end() : match.end() + 2] == "  " else 1)
    return found


def _is_capital(token: str) -> bool:
    return bool(re.match(rf"(?:[lLdD][’'])?{_CAPITAL}", token)) and not token.isdigit()


def _words(token: str) -> list[str]:
    return fold(token).split() or [token]


def _is_said(text: str) -> bool:
    """Whether words between brackets are no name: "(lien dans la signature)"."""
    words = text.split()
    return not _is_capital(text) and (_words(words[0])[0] in NO_BEGINNING or any(map(_ends, words)))


def _ends(token: str) -> bool:
    """Whether a name is over before this word: "ouvert", "tel", "lundi"; with a capital fewer words say so."""
    over = LABELS if _is_capital(token) else ENDS
    return not over.isdisjoint(_words(token)[:2]) or bool(re.fullmatch(r"[a-zà-ÿ]{3,}ez(?:-\w+)?", token))


def _proper(tokens: Sequence[re.Match[str]]) -> int:
    """How many of the words are the name: those with capitals and small ones between, or behind to the end."""
    if not NEVER.isdisjoint(_words(tokens[0][0])[:1]):
        return 0
    kept, at = 1, 1
    while at < min(len(tokens), MOST_WORDS + 1) and not _ends(tokens[at][0]):
        word = tokens[at][0]
        if _is_capital(word) or word[0].isdigit() or word == "&":
            kept = at + 1
        elif not _may_go_on(tokens[kept : at + 1]):
            break
        at += 1
    rest = tokens[kept:at]
    goes_on = rest and at == len(tokens) and len(rest) <= MOST_SMALL and _words(rest[-1][0])[-1] not in INNER
    return _trimmed(tokens, at if goes_on else kept)


def _may_go_on(small: Sequence[re.Match[str]]) -> bool:
    """Whether small words may stand within a name."""
    told = [word for token in small if (word := _words(token[0])[0]) not in INNER]
    return len(told) <= MOST_SMALL and NO_BEGINNING.isdisjoint(told)


def _small(text: str, tokens: Sequence[re.Match[str]], *, joined: bool, named: bool) -> int:
    """How many of these words without capitals are the name; one word alone is none."""
    first = _words(tokens[0][0])[0]
    may_begin = first not in NO_BEGINNING or (first in MAY_BEGIN and (named or _said_again(text, tokens[:3]) > 1))
    if not may_begin or _ends(tokens[0][0]):
        return 0
    count = next((at for at, token in enumerate(tokens) if _ends(token[0])), len(tokens))
    count = _trimmed(tokens, count)
    if count > MOST_WORDS:
        count = _said_again(text, tokens)
    is_told = (count > 1 or "-" in tokens[0][0][1:-1]) and (
        joined or not all(INNER.issuperset(_words(token[0])) for token in tokens[:count])
    )
    return count if is_told else 0


def _said_again(text: str, tokens: Sequence[re.Match[str]]) -> int:
    """Where the name goes on without a stop: how many of its words the text says elsewhere too; 0 when it doesn't."""
    elsewhere = f" {fold(text[: tokens[0].start()])} {fold(text[tokens[-1].end() :])} "
    for count in range(min(len(tokens), MOST_WORDS), 1, -1):
        if f" {fold(text[tokens[0].start() : tokens[count - 1].end()])} " in elsewhere:
            return count
    return 0


def _trimmed(tokens: Sequence[re.Match[str]], count: int) -> int:
    """Without the little words left hanging at the end: "fleurs de la pinede et"."""
    little = INNER | NO_BEGINNING
    while count > 1 and not _is_capital(word := tokens[count - 1][0]) and _words(word)[-1] in little:
        count -= 1
    return count


def _named_before(text: str, mention: re.Match[str], before: str) -> Page | None:
    """ "tapez Madame Pompon sur facebook", "Chez Tonio a sa page facebook", ", le tonnerre marseille sur fb"."""
    is_page = mention[0].lower().startswith(("page", "compte"))
    offset = mention.start() - len(before)
    on = None if is_page else _BEFORE.search(before)
    beside = None if is_page or not _ENDS_HERE.match(text, mention.end()) else _BEFORE_STROKE.search(before)
    if match := on or _BEFORE_HAS.search(before) or beside:
        name = match[1] or match[2]
        first, _, rest = name.partition(" ")
        name = rest if rest and not match[1] and (_words(first)[0] in NEVER or first.endswith("ez")) else name
        is_told = on or match[1] or " " in name or _is_said_before(name, text, offset + match.start())
        return _page(name, offset + match.start(), mention.end()) if is_told else None
    verb = None if is_page else _BEFORE_VERB.match(before)
    match = verb or _BEFORE_SMALL.search(before)
    if not match or (is_page and not match[2]):
        return None
    words = match[1].split()
    is_name = 2 <= len(words) <= 5 and _words(words[0])[0] not in NO_BEGINNING and not any(map(_ends, words))
    is_told = verb or _is_said_before(" ".join(words[:2]), text, offset + match.start(1))
    return _page(match[1], offset + match.start(1), mention.end()) if is_name and is_told else None


def _is_said_before(name: str, text: str, start: int) -> bool:
    return f" {fold(name)} " in f" {fold(text[:start])} "


def _later(text: str, mention: re.Match[str]) -> Page | None:
    """A name with capitals further on, where a verb names it, or between commas: "sur facebook, Chez Lulu, venez"."""
    if verb := _LATER.match(text, mention.end()):
        quoted = _QUOTE.match(text, verb.end())
        tokens = [] if quoted else _tokens(text, verb.end())
        if quoted or (tokens and _is_capital(tokens[0][0]) and _proper(tokens)):
            return _after(text, mention, verb.end())
    match = _AFTER_COMMA.match(text, mention.end())
    if not match or " " not in match[1] or not text[match.end() + 1 :].strip():
        return None
    return _page(match[1], mention.start(), match.end())


def _page(name: str, start: int, end: int) -> Page | None:
    name = name.strip(' .,;:!-–«»“”"')
    words = fold(name).split()
    is_name = 3 <= len(name) <= LONGEST_NAME and words and words[0] not in NEVER and "@" not in name
    if not is_name or name.isdigit() or "connection" in words or _NO_NAME.fullmatch(name):
        return None
    return Page(name, False, start, end)
