"""What a text says of how to reach somebody, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from mcs.lib.contacts.facebook import facebook_pages
from mcs.lib.contacts.links import (
    TOP_LEVELS,
    is_facebook,
    is_page,
    is_publication,
    link_spots,
    website_of,
    without_tracking,
)
from mcs.lib.contacts.phones import phone_spots
from mcs.lib.french import fold

PHONE, EMAIL, LINK, FACEBOOK_NAME = "phone", "email", "link", "facebook name"

_AT = (
    r"(?: ?@ ?| ?[(\[]\s?(?:at|a|arobase|@)\s?[)\]] ?| arobas[e]? ?| at "
    r"| chez (?=(?:gmail|orange|free|wanadoo|hotmail|yahoo|laposte|sfr|outlook|live|icloud)\b))"
)
_DOT = r"(?:\.|\. (?=(?:com|fr|net|org)\b)| ?[(\[](?:point|dot)[)\]] ?| point )"
# It begins only where a word does: from anywhere, 8,000 letters without a stop would take seconds.
_EMAIL = re.compile(
    rf"(?<![\w.+%-])[\w+%-][\w.+%-]{{0,63}}(?: (?:point|tiret"
    rf"|underscore) [\w.+%-]{{1,64}}){{0,3}}{_AT}[\w-]+(?:{_DOT}[\w-]+)+",
    re.IGNORECASE,
)
# "estienne . carrelage @ free . fr"
_SPACED_EMAIL = re.compile(
    r"(?<![\w.])[\w-]{1,64}(?: ?\. ?[\w-]{1,64}){0,3} @ ?[\w-]{2,64} \. (?:fr|com|net|org|eu)\b", re.IGNORECASE
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

_TAKES_BACK = re.compile(
    r"\W{0,3}(?:(?:oups|pardon|non|euh|erreur|plut[oô]t|zut|enfin|c[’']est|je me trompe)\W{1,3}){1,4}", re.I
)
_ELSEWHERE = re.compile(r"\b(?:insta(?:gram)?|ig|tiktok|snap(?:chat)?|twitter)\b ?(?::|=|-|@|c'est)? ?$", re.IGNORECASE)

_ELSEWHERE_BEHIND = re.compile(
    r" (?:\(|sur )(?:sur )?(?:insta(?:gram)?|ig|tik ?tok|snap(?:chat)?|twitter)\b", re.IGNORECASE
)


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
    names = values[FACEBOOK_NAME]
    pages = [link for link in pages if not is_publication(link)] or ([] if names else pages)
    return Contacts(
        list(dict.fromkeys(values[PHONE])),
        _whole(list(dict.fromkeys(values[EMAIL]))),
        website_of(values[LINK]),
        pages[0] if pages else "",
        names[0] if names and not pages else "",
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
    pages = facebook_pages(bare)
    handles = [
        Found(LINK, f"https://www.facebook.com/{page.name}", page.start, page.end) for page in pages if page.is_handle
    ]
    named = [] if handles else [Found(FACEBOOK_NAME, page.name, page.start, page.end) for page in pages]
    links = [Found(LINK, *spot) for spot in link_spots(bare)]
    links = [link for link in links if not any(_within(link, handle) for handle in handles)]
    links = [link for link in links if not _ELSEWHERE.search(bare[max(0, link.start - 16) : link.start])]
    links = [link for link in links if "/" in link.value[8:] or not _ELSEWHERE_BEHIND.match(bare, link.end)]
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


def _emails(text: str) -> Iterator[Found]:
    for match in _SPACED_EMAIL.finditer(text):
        yield Found(EMAIL, match[0].replace(" ", "").lower(), match.start(), match.end())
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
