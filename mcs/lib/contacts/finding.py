"""What a text says of how to reach somebody, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mcs.lib.contacts.links import TOP_LEVELS, is_facebook, is_page, link_spots, website_of, without_tracking
from mcs.lib.contacts.phones import phone_spots
from mcs.lib.french import fold

PHONE, EMAIL, LINK, FACEBOOK_NAME = "phone", "email", "link", "facebook name"

_AT = r"(?: ?@ ?| ?[(\[]\s?(?:at|a|arobase|@)\s?[)\]] ?| arobas[e]? ?| at )"
_DOT = r"(?:\.|\. (?=(?:com|fr|net|org)\b)| ?[(\[](?:point|dot)[)\]] ?| point )"
# It begins only where a word does: from anywhere, 8,000 letters without a stop would take seconds.
_EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w+%-][\w.+%-]{{0,63}}(?: (?:point|tiret"
    rf"|underscore) [\w.+%-]{{1,64}}){{0,3}}{_AT}[\w-]+(?:{_DOT}[\w-]+)+",
    re.IGNORECASE,
)
_SPELT = {"point": ".", "dot": ".", "tiret": "-", "underscore": "_"}
_NO_LOCAL_PART = frozenset(
    [
        "insta",
        "instagram",
        "facebook",
        "fb",
        "tiktok",
        "twitter",
        "sur",
        "compte",
        "et",
        "page",
        "ig",
        "snap",
        "threads",
        "nous",
    ]
)
_TOPS = frozenset(TOP_LEVELS.split()) | {"be", "ch", "it", "es", "uk", "de", "lu", "mc", "me", "fm", "tv", "us", "ca"}

_FACEBOOK = (
    r"(?:(?:page |compte )?(?:facebook|face book|fcebook|facbook|fb)(?: ?(?:et|/"
    r"|&|ou|\+) ?(?:insta(?:gram)?|ig))?|insta(?:gram)? ?(?:et|/|&|\+) ?(?:facebook|fb))"
)
_SAYS = (
    r"(?:(?: page)? ?(?::|=|->|→|➡|-)| c[’' ]?est| sous le nom(?: de)?| "
    r"au nom(?: de)?| nomm[ée]e?| intitul[ée]e?| (?:qui )?s[’' ]appelle)?"
)
_HANDLE = re.compile(
    rf"\b(?:insta(?:gram)?|ig) ?(?:et|/|&|\+) ?(?:facebook|fb) ?:? ?([a-z0-9][\w.]{{4,49}})(?=\s*(?:[.,;!)\n]|$))|"
    rf"\b{_FACEBOOK}{_SAYS} ?@ ?([\w.]{{3,50}})|@([\w.]{{3,50}}) "
    rf"(?:sur|on) (?:insta(?:gram)? (?:et|&|/) )?(?:facebook|fb)\b"
    rf"|\b{_FACEBOOK} (?!www\.)([a-z]{{2,30}}[._][a-z][\w.]{{1,30}})(?![\w@/])"
    rf"|\b(?:page|compte) (?:facebook|fb) ([a-z0-9]{{10,50}})(?<!ment)(?=\s*(?:[.,;!)\n]|$))"
    rf"|\b{_FACEBOOK} c[’' ]?est @?([a-z0-9]+[._\d][\w.]{{2,48}}|[a-z0-9]{{10,50}}(?=\s*(?:[.,;!)\n]|$)))(?![\w@/])"
    rf"|\b{_FACEBOOK} ?(?::|=|/|-) ?/?([a-z0-9]+[._\d][\w.]{{2,48}}|[a-z0-9.]{{14,50}}"
    rf"|[a-z0-9]{{9,50}}(?=\s*(?:[.,;!)\n]|$)))(?![\w@])",
    re.IGNORECASE,
)
_SMALL = r"(?:d[ue]s?|d[’']|de l[’']|de la|l[’']|l[ae]s?|et|&|à|a|aux?|en|chez|by|sur|sous|-)"
_PROPER = (
    rf"(?<![\w])(?:[A-ZÀ-Ý0-9][\w’'&.!-]{{0,40}}|[lLdD][’']\w[\w’'-]{{0,40}})(?: "
    rf"(?:{_SMALL} ?){{0,3}}[A-ZÀ-Ý0-9&][\w’'&-]{{0,40}}){{0,6}}"
)
_NAMED = re.compile(
    rf"(?i:\b(?:sur |ma |notre |la |page |aussi |mon )*{_FACEBOOK}{_SAYS}) "
    rf"?(?:[«“\"(] ?([^»”\")\n]{{3,60}}?) ?[»”\")]|({_PROPER}))"
)
_NAMED_SMALL = re.compile(
    rf"\b{_FACEBOOK} ?:+ ?([a-zà-ÿ][\wà-ÿ’'&-]*(?: [\wà-ÿ’'&-]+){{1,4}})(?= ?(?:[.,;\n!(/]|$))", re.IGNORECASE
)
# "Sur facebook on nous trouve sous le nom Atelier des Pinceaux"
_NAMED_LATER = re.compile(rf"(?i:\b{_FACEBOOK})[^.!?\n]{{2,40}}? (?:sous|au|avec) le nom (?:d[e’'] ?)?({_PROPER})")
# "facebook boulangerie du cabot", where these words are said before
_NAMED_AGAIN = re.compile(rf"\b{_FACEBOOK}{_SAYS} ?((?:[^\s.,;:!?()/@]+ ?){{2,6}})", re.IGNORECASE)
_SMALL_REST = re.compile(r"((?: [a-zà-ÿ][\wà-ÿ’'-]{0,20}){1,3})(?= ?(?:[.,;\n!(/]|$))")
_ENDS_HERE = re.compile(r" ?(?:[.;\n]|$)")
_NAMED_BEFORE = re.compile(rf"({_PROPER}|[«“\"][^»”\"\n]{{3,60}}[»”\"]) (?:sur|on) (?:facebook|Facebook|FB|fb)\b")
_NO_NAME = frozenset(
    [
        "tel",
        "telephone",
        "insta",
        "instagram",
        "mail",
        "email",
        "site",
        "merci",
        "bonjour",
        "groupe",
        "live",
        "messenger",
        "tiktok",
        "whatsapp",
        "retrouvez",
        "venez",
        "cherchez",
        "adresse",
        "horaires",
        "contact",
        "cordialement",
        "bonne",
        "pas",
        "je",
        "nous",
        "ouvert",
    ]
)
_GROUP = re.compile(
    r"\b(?:groupe|vu|votre page|reportage|connu|trouv[ée]\w*|d[ée]couvert\w*)\b[^.!?\n]{0,40}$", re.IGNORECASE
)

_INVITES = re.compile(r"\w{3,}ez(?:[- ](?:moi|nous|la|le|les|y))?$", re.IGNORECASE)  # "Suivez-nous sur Facebook"
_TAKES_BACK = re.compile(
    r"\W{0,3}(?:(?:oups|pardon|non|euh|erreur|plut[oô]t|zut|enfin|c[’']est|je me trompe)\W{1,3}){1,4}", re.I
)
_ELSEWHERE = re.compile(r"\b(?:insta(?:gram)?|ig|tiktok|snap(?:chat)?|twitter)\b ?(?::|=|-|@|c'est)? ?$", re.IGNORECASE)


class Found(NamedTuple):
    """A contact, what it is, and where the text says it."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Contacts:
    """What a text says of how to reach somebody: E.164 phones, lower-case e-mails, https links; "" when unsaid."""

    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    website: str = ""
    facebook: str = ""
    facebook_name: str = ""  # of a page that is named and has no link: "Les Fleurs de Lucie"


def find_contacts(text: str) -> Contacts:
    """Every phone and e-mail of the text in its order, the first website and the first Facebook page."""
    return contacts_of(find_all(text))


def contacts_of(found: Sequence[Found]) -> Contacts:
    """What these mentions come to."""
    values = {kind: [each.value for each in found if each.kind == kind] for kind in (PHONE, EMAIL, LINK, FACEBOOK_NAME)}
    pages = [without_tracking(link) for link in values[LINK] if is_facebook(link) and is_page(link)]
    return Contacts(
        list(dict.fromkeys(values[PHONE])),
        _whole(list(dict.fromkeys(values[EMAIL]))),
        website_of(values[LINK]),
        pages[0] if pages else "",
        values[FACEBOOK_NAME][0] if values[FACEBOOK_NAME] and not pages else "",
    )


def _whole(emails: list[str]) -> list[str]:
    """Those that are not the end of another: "lucie et paul @ x.fr, pardon, lucieetpaul@x.fr"."""
    return [email for email in emails if not any(other != email and other.endswith(email) for other in emails)]


def find_all(text: str) -> list[Found]:
    """Every mention of a contact, in the order of the text."""
    emails = list(_emails(text))
    bare = text
    for email in emails:  # what is left has the same length: an address's domain is no website
        bare = bare[: email.start] + " " * (email.end - email.start) + bare[email.end :]
    handles = [
        Found(LINK, f"https://www.facebook.com/{name}", match.start(), match.end())
        for match in _HANDLE.finditer(bare)
        if (name := next(filter(None, match.groups())).strip("."))
        and fold(name) not in _NO_NAME
        and not (name.lower().endswith((".com", ".fr", ".me")) or bare[match.end() : match.end() + 1] == "/")
    ]
    named = [] if handles else list(_facebook_names(bare)) or list(_said_again(bare))
    links = [Found(LINK, *spot) for spot in link_spots(bare)]
    links = [link for link in links if not any(_within(link, handle) for handle in handles)]
    links = [link for link in links if not _ELSEWHERE.search(bare[max(0, link.start - 16) : link.start])]
    phones = _corrected([Found(PHONE, *spot) for spot in phone_spots(text)], text)
    return sorted([*_corrected(emails, text), *links, *handles, *phones, *named], key=lambda each: each.start)


def _corrected(found: Sequence[Found], text: str) -> list[Found]:
    """Without what is taken back at once: "lea@x.fr oups lea@y.fr"."""
    return [
        each
        for each, following in zip(found, [*found[1:], None], strict=False)
        if not (following and _TAKES_BACK.fullmatch(text, each.end, following.start))
    ]


def _within(one: Found, other: Found) -> bool:
    return other.start <= one.start and one.end <= other.end


def _facebook_names(text: str) -> Iterator[Found]:
    for pattern in (_NAMED, _NAMED_SMALL, _NAMED_LATER, _NAMED_BEFORE):
        for match in pattern.finditer(text):
            name = (next(filter(None, match.groups())) + _small_rest(text, match)).strip(' .,;:!-–«»“”"')
            words = fold(name).split()
            if len(words) > 1 and words[0] in _NO_NAME and pattern is _NAMED_BEFORE:
                name, words = name.split(" ", 1)[-1], words[1:]
            while words and words[-1] in _NO_NAME:
                name = name.rsplit(" ", 1)[0].strip(" .,;:!-–")
                words.pop() if " " in name or len(words) == 1 else words.clear()
            plain = (
                words
                and words[0] not in _NO_NAME
                and not _INVITES.match(name)
                and "connection" not in words
                and "@" not in name
            )
            if (
                plain
                and len(name) >= 3
                and not name.isdigit()
                and not _GROUP.search(text[max(0, match.start() - 60) : match.start()])
            ):
                yield Found(FACEBOOK_NAME, name, match.start(), match.end())


def _small_rest(text: str, match: re.Match[str]) -> str:
    """The small words that end a page's name: "Facebook : Bébé Malin dépôt-vente /"."""
    if match.re is not _NAMED or ":" not in match[0] or not match[2]:
        return ""
    rest = _SMALL_REST.match(text, match.end())
    return rest[1] if rest and _NO_NAME.isdisjoint(fold(rest[1]).split()) else ""


def _said_again(text: str) -> Iterator[Found]:
    """The page named by words that the text says elsewhere too."""
    for match in _NAMED_AGAIN.finditer(text):
        words = match[1].split()
        elsewhere = f" {fold(text[: match.start()])} {fold(text[match.end() :])} "
        for count in range(len(words), 1, -1):
            said = name = " ".join(words[:count])
            behind = words[count:]
            if behind and _ENDS_HERE.match(text, match.end()) and _NO_NAME.isdisjoint(map(fold, behind)):
                name = " ".join((name, *behind))  # "facebook moulin bio mazargues."
            if len(said) >= 8 and f" {fold(said)} " in elsewhere and fold(words[0]) not in _NO_NAME:
                yield Found(FACEBOOK_NAME, name, match.start(), match.start(1) + len(name))
                break


def _emails(text: str) -> Iterator[Found]:
    for match in _EMAIL.finditer(text):
        written = match.group()
        local = re.split(_AT, written, maxsplit=1, flags=re.IGNORECASE)[0]
        if fold(local) in _NO_LOCAL_PART and " @" in written:
            continue
        email = _cut_after_top_level(_plain_email(written))
        if _is_email(email):
            yield Found(EMAIL, email, match.start(), match.end())


def _plain_email(text: str) -> str:
    local, domain = re.split(_AT, text, maxsplit=1, flags=re.IGNORECASE)
    for word, sign in _SPELT.items():
        local = re.sub(rf" {word} ", sign, local, flags=re.IGNORECASE)
        domain = re.sub(rf" ?[(\[]{word}[)\]] ?| {word} ", sign, domain, flags=re.IGNORECASE)
    return f"{local}@{domain}".replace(" ", "")


def _cut_after_top_level(email: str) -> str:
    """ "lucie@free.fr.Merci" ends at "fr": people forget the space after a full stop."""
    local, _, domain = email.partition("@")
    labels = domain.split(".")
    for count, label in enumerate(labels[1:], start=2):
        if label.lower() in _TOPS and labels[count : count + 1] and not labels[count].islower():
            labels = labels[:count]
            break
    return f"{local}@{'.'.join(labels)}".lower().rstrip(".")


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
