"""Listings that may be the same business as another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from mcs.directory.enums import ListingStatus, RemovalReason
from mcs.directory.models import Listing
from mcs.lib.french import fold, significant, tokens
from mcs.lib.geo import Point, distance

# Names that differ by a letter or by their words' order are alike; "Boucherie du Prado" and "… du Rouet" are not.
ALIKE = 88
MOST = 5
NEAR = 150  # metres between two points given for one door

SAME_PHONE, SAME_SITE = _("same telephone"), _("same website")
SAME_PAGE, SAME_EMAIL = _("same Facebook page"), _("same e-mail")
SAME_PLACE, ALIKE_NAME = _("a name alike at the same place"), _("a name alike")
# Where many businesses have a page of their own under one name: only the whole address tells them apart.
SHARED_HOSTS = frozenset(
    {
        *("facebook.com", "instagram.com", "linkedin.com", "doctolib.fr", "planity.com", "treatwell.fr", "google.com"),
        *("sites.google.com", "pagesjaunes.fr", "tripadvisor.fr", "linktr.ee", "ubereats.com", "deliveroo.fr"),
        *("leboncoin.fr", "airbnb.fr", "business.site", "youtube.com", "tiktok.com", "lafourchette.com", "thefork.fr"),
    }
)
DEGREES_NEAR = NEAR / 111_000 * 1.5  # a little more than NEAR in latitude and, at 43° north, in longitude


@dataclass(frozen=True)
class Duplicate:
    """A listing and why it may be the same."""

    listing: Listing
    reason: str | Promise


def possible_duplicates(listing: Listing) -> list[Duplicate]:
    """Published listings with the same phone, site or e-mail, or a name alike, the surest first (one query).

    At the same place, a name is alike sooner: "Boucherie Prado" beside "Boucherie du Prado, chez Marcel".
    """
    candidates = Listing.objects.published().for_cards().filter(_wanted(listing)).exclude(pk=listing.pk)
    facts = Facts.of(listing)
    found = [(Facts.of(other), other) for other in candidates.order_by("pk")[:200]]
    reasons = [Duplicate(other, reason) for known, other in found if (reason := facts.reason(known))]
    return sorted(reasons, key=lambda duplicate: duplicate.reason is ALIKE_NAME)[:MOST]


def _wanted(listing: Listing) -> Q:
    phones = [phone for phone in (listing.phone, listing.other_phone) if phone]
    wanted = Q(phone__in=phones) | Q(other_phone__in=phones)
    if listing.email:
        wanted |= Q(email__iexact=listing.email)
    for name in ("website", "facebook"):
        host, _slash, path = site(getattr(listing, name)).partition("/")
        if host:
            wanted |= Q(**{f"{name}__icontains": path if host in SHARED_HOSTS and path else host})
    if listing.point:
        latitude, longitude = listing.point.latitude, listing.point.longitude
        wanted |= Q(
            latitude__range=(latitude - DEGREES_NEAR, latitude + DEGREES_NEAR),
            longitude__range=(longitude - DEGREES_NEAR, longitude + DEGREES_NEAR),
        )
    for word in sorted(listing.name.split(), key=len, reverse=True)[:2]:
        wanted |= Q(name__icontains=word)
    return wanted


def site(link: str) -> str:
    """What tells a website from another: its host without "www.", with the path on hosts that many share."""
    parts = urlsplit(link.lower())
    host = (parts.hostname or "").removeprefix("www.").removeprefix("fr-fr.").removeprefix("m.")
    path = parts.path.strip("/")
    return f"{host}/{path}" if host in SHARED_HOSTS and path else host


@dataclass(frozen=True)
class Facts:
    """What may be the same in two listings of one business."""

    pk: int
    name: str  # folded
    point: Point | None
    phones: frozenset[str]
    site: str
    page: str
    email: str

    @classmethod
    def of(cls, listing: Listing) -> Facts:
        """Out of a listing, loaded whole or only with FACTS."""
        return cls(
            pk=listing.pk,
            name=fold(listing.name),
            point=listing.point,
            phones=frozenset({listing.phone, listing.other_phone} - {""}),
            site=site(listing.website),
            page=site(listing.facebook),
            email=listing.email.lower(),
        )

    def reason(self, other: Facts) -> str | Promise:
        """Why the other may be the same business, the surest reason first; "" when nothing says so."""
        if self.phones & other.phones:
            return SAME_PHONE
        if self.site and self.site == other.site and self.site not in SHARED_HOSTS:
            return SAME_SITE
        if self.page and self.page == other.page and self.page not in SHARED_HOSTS:
            return SAME_PAGE
        if self.email and self.email == other.email:
            return SAME_EMAIL
        if self.is_near(other) and fuzz.token_set_ratio(self.name, other.name) >= ALIKE:
            return SAME_PLACE
        return ALIKE_NAME if fuzz.token_sort_ratio(self.name, other.name) >= ALIKE else ""

    def is_near(self, other: Facts) -> bool:
        """Whether both are known to be at one place."""
        return bool(self.point and other.point) and distance(self.point, other.point) <= NEAR  # type: ignore[arg-type]

    def is_apart(self, other: Facts) -> bool:
        """Whether both are known to be at two places."""
        return bool(self.point and other.point) and not self.is_near(other)


@dataclass(frozen=True)
class Business:
    """What tells a business from another of the same name."""

    name: str
    address: tuple[str, ...]  # its stems: "12 bd Michelet" is "12, boulevard Michelet"
    postcode: str
    point: Point | None
    phone: str
    is_removed: bool = False

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Business:
        """Out of a listing's fields."""
        latitude, longitude = values.get("latitude"), values.get("longitude")
        return cls(
            name=values["name"],
            address=tuple(significant(tokens(values.get("address", "")))),
            postcode=values.get("postcode", ""),
            point=None if latitude is None or longitude is None else Point(latitude, longitude),
            phone=values.get("phone", ""),
            is_removed=values.get("status") == ListingStatus.REMOVED,
        )

    def is_at(self, other: Business) -> bool:
        """Whether both are at one door: by address, else by position; by phone only where an address is missing."""
        if self.address and self.address == other.address and len({self.postcode, other.postcode, ""}) <= 2:
            return True
        if self.point and other.point and distance(self.point, other.point) <= NEAR:
            return True
        return not (self.address and other.address) and bool(self.phone) and self.phone == other.phone


@dataclass
class Register:
    """Businesses by name, to ask for thousands."""

    by_name: dict[str, list[Business]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of_all_but(cls, source: str) -> Register:
        """The listings, published or removed, that did not come from that source (one query)."""
        register = cls()
        fields = ("name", "address", "postcode", "latitude", "longitude", "phone", "status")
        known = Listing.objects.exclude(status=ListingStatus.DRAFT).exclude(removal_reason=RemovalReason.UNBROUGHT)
        listings = known.exclude(source=source).order_by("pk")
        for values in listings.values(*fields):
            register.by_name[fold(values["name"])].append(Business.of(values))
        return register

    def find(self, business: Business) -> Business | None:
        """The one of the same name at the same door, one removed before any other."""
        twins = [other for other in self.by_name.get(fold(business.name), []) if other.is_at(business)]
        return min(twins, key=lambda other: not other.is_removed, default=None)
