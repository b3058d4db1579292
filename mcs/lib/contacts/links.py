"""Web addresses, told apart: a business's own site, its Facebook page, and what is neither."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

# Few of those that are French words besides: "samedi.Taxi sur demande" has lost a space, and names no site.
TOP_LEVELS = (
    "fr com net org eu shop store marseille paris bio info pro site boutique example online immo restaurant pizza coop "
    "photo studio art club cafe beauty agency app co io tech alsace bzh corsica vet dental doctor care health clinic "
    "hair bike flowers florist wine beer coffee bakery kitchen catering delivery house construction plumbing repair "
    "school academy training music dance gallery fashion jewelry toys pet dog law consulting company family community "
    "world website biz tv ovh dev xyz blog space cloud digital"
)
_TOP = "|".join(TOP_LEVELS.split())
_LINK = re.compile(
    r"(?<![@\w.-])(?:www ?\. ?)?facebook ?\. ?com ?/ ?[^\s<>\"'()«»]+"
    r"|(?:https?://|\bwww\. ?|(?<![@\w.-])(?:fb|m)\.me/)[^\s<>\"'()«»]+"
    r"|(?<![@\w.-])(?:linktr\.ee|lnk\.bio|taplink\.cc|beacons\.ai)/[^\s<>\"'()«»]+"
    rf"|(?<![@\w.-])(?:[\w-]+\.)+(?:{_TOP})\b(?!\.\w)(?:/[^\s<>\"'()«»]*)?"
    r"|(?<![@\w.-])(?:www (?:point|\.) )?[\w-]{2,40} (?:point|\.) (?:fr|com|net|org)\b(?: ?(?:slash|/) ?[\w./-]+)?",
    re.IGNORECASE,
)
_FACEBOOK_HOSTS = ("facebook.com", "fb.com", "fb.me", "m.me")
_SOCIAL = frozenset(
    [
        "instagram.com",
        "tiktok.com",
        "twitter.com",
        "x.com",
        "youtube.com",
        "youtu.be",
        "linkedin.com",
        "pinterest.com",
        "pinterest.fr",
        "wa.me",
        "snapchat.com",
        "whatsapp.com",
        "t.me",
        "goo.gl",
        "maps.app.goo.gl",
        "g.page",
        "google.com",
        "google.fr",
        "threads.net",
    ]
)
_MAIL = frozenset(
    [
        "gmail.com",
        "orange.fr",
        "free.fr",
        "wanadoo.fr",
        "hotmail.com",
        "hotmail.fr",
        "yahoo.fr",
        "yahoo.com",
        "laposte.net",
        "sfr.fr",
        "outlook.fr",
        "outlook.com",
        "live.fr",
        "icloud.com",
        "me.com",
        "neuf.fr",
        "bbox.fr",
        "numericable.fr",
        "aol.com",
        "protonmail.com",
        "msn.com",
    ]
)
# Sites where many businesses have a page: one's page there is better than no site, their front door is nobody's.
_SHARED = frozenset(
    [
        "doctolib.fr",
        "planity.com",
        "treatwell.fr",
        "ubereats.com",
        "deliveroo.fr",
        "just-eat.fr",
        "leboncoin.fr",
        "airbnb.fr",
        "airbnb.com",
        "booking.com",
        "tripadvisor.fr",
        "tripadvisor.com",
        "pagesjaunes.fr",
        "linktr.ee",
        "lnk.bio",
        "taplink.cc",
        "beacons.ai",
        "thefork.fr",
        "lafourchette.com",
        "balinea.com",
        "toogoodtogo.fr",
        "etsy.com",
        "vinted.fr",
        "cesu.urssaf.fr",
        "superprof.fr",
        "malt.fr",
    ]
)
_PUBLICATION = re.compile(r"(?:share/[prv]|reel|watch|photo|photos|videos|story\.php|permalink\.php)(?:/|$)")
_OF_PAGE = re.compile(r"^(/[\w.-]+)/(?:posts|photos|videos|reels|about|events|reviews|services|menu)(?:/.*)?$")
_KEPT_IN_QUERY = ("id", "story_fbid")

Spot = tuple[str, int, int]


def link_spots(text: str) -> list[Spot]:
    """Every web address of the text with its scheme, where it begins and ends."""
    found = []
    for match in _LINK.finditer(text):
        written = re.sub(r" (?:point|\.) ", ".", match.group(), flags=re.IGNORECASE)
        written = re.sub(r" slash ", "/", written, flags=re.IGNORECASE).replace(" ", "")
        if link := as_link(written):
            found.append((link, match.start(), match.end()))
    return found


def clean_link(text: str) -> str:
    """A web address with its scheme; raises ValidationError when it can't be one ("" stays "")."""
    if not text.strip():
        return ""
    link = as_link(text.strip())
    if not link:
        raise ValidationError(_("This does not look like a web address. For example: www.my-shop.fr."), code="link")
    return link


def as_link(text: str) -> str:
    """The address with https:// where no scheme was given, or "" when it is none."""
    text = text.rstrip(".,;:!?»)…*")
    scheme = re.match(r"https?://", text, re.IGNORECASE)
    link = scheme[0].lower() + text[scheme.end() :] if scheme else f"https://{text}"
    if len(link) > 300:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(link)
    except ValidationError:
        return ""
    host = urlsplit(link).netloc
    # Browsers read "\\" as "/", and what stands before "@" as a name: both show one site and lead to another.
    return "" if "\\" in link or "@" in host or "%" in host else link


def is_facebook(link: str) -> bool:
    """Whether the link leads to Facebook itself or one of its subdomains."""
    host = urlsplit(link).hostname or ""
    return any(host == known or host.endswith(f".{known}") for known in _FACEBOOK_HOSTS)


def is_page(link: str) -> bool:
    """Whether a Facebook link leads to a page, not to a group or the front door."""
    path = urlsplit(link).path.strip("/")
    return bool(path) and not path.startswith(("groups/", "events/", "hashtag/"))


def is_publication(link: str) -> bool:
    """Whether a Facebook link leads to something that was published once, not to whoever did."""
    path = urlsplit(link).path.strip("/")
    return bool(_PUBLICATION.match(path)) and not parse_qs(urlsplit(link).query).get("id")


def without_tracking(link: str) -> str:
    """A Facebook link without what only tells where it was copied from; of a page's publication, the page."""
    parts = urlsplit(link)
    if page := _OF_PAGE.match(parts.path):
        return urlunsplit((parts.scheme, parts.netloc, str(page[1]), "", ""))
    kept = [f"{name}={parse_qs(parts.query)[name][0]}" for name in _KEPT_IN_QUERY if name in parse_qs(parts.query)]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def is_shared(link: str) -> bool:
    """Whether many businesses have a page on the link's site."""
    return (urlsplit(link).hostname or "").lower().removeprefix("www.") in _SHARED


def website_of(links: list[str]) -> str:
    """The first that is a business's own, else its page on a site shared by many; "" when there is none."""
    shared = ""
    for link in links:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower().removeprefix("www.")
        if is_facebook(link) or host in _MAIL or any(host == known or host.endswith(f".{known}") for known in _SOCIAL):
            continue
        if host not in _SHARED:
            return link
        shared = shared or (link if len(parts.path) > 1 else "")
    return shared
