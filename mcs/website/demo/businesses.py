"""The invented businesses and their listings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from mcs.directory.enums import ListingStatus
from mcs.directory.models import Category, Listing
from mcs.website.demo.chance import Deck
from mcs.website.demo.ground import Ground, Spot
from mcs.website.demo.people import Crowd, Neighbour
from mcs.website.demo.words import Trade, read, trades

# Numbers 04 65 71 00 00 to 04 65 71 99 99 ring nowhere: ARCEP keeps them for films and books (decision 2018-0881).
PHONE = "+3346571"
MANAGED = 0.7  # share of listings somebody of the network looks after
ILLUSTRATED = 0.15  # share with photos, besides those that are recommended most
# Which closing sentences fit the trades of each file.
CLOSINGS = {
    "food": "shop",
    "tables": "table",
    "crafts": "comes",
    "care": "care",
    "shops": "shop",
    "services": "care",
}


@dataclass(eq=False)
class Business:
    """A listing to come, and what the rest of the demo asks about it."""

    listing: Listing
    trade: Trade
    manager: Neighbour | None = None
    others: list[str] = field(default_factory=list)  # tags of its other categories
    photos: int = 0
    scene: str = ""
    featured: dict[str, Any] = field(default_factory=dict)

    def is_run_by(self, neighbour: Neighbour) -> bool:
        return self.manager is neighbour


class Registry:
    """Invents businesses, no two of one name, phone or story."""

    def __init__(self, rng: Random, now: datetime, ground: Ground, crowd: Crowd, by_tag: dict[str, Category]) -> None:
        self.rng, self.now, self.ground, self.crowd, self.by_tag = rng, now, ground, crowd, by_tag
        self.talk = read("talk")
        self.phones = iter(rng.sample(range(10_000), 2_000))
        self.managers = iter(rng.sample(crowd.writers, len(crowd.writers)))
        self.closings = {kind: Deck(lines, rng) for kind, lines in self.talk["closing"].items()}
        self.taken: set[str] = set()

    def invent_all(self) -> list[Business]:
        """Every business, the featured ones first."""
        featured = [self._featured(facts) for facts in read("featured")["listing"]]
        return featured + [business for trade in trades().values() for business in self._of_trade(trade)]

    def _of_trade(self, trade: Trade) -> list[Business]:
        told = {sentence for story in trade.stories.values() for sentence in story}
        leads, details = (Deck([s for s in cards if s not in told], self.rng) for cards in (trade.lead, trade.detail))
        names, hours = Deck(trade.names, self.rng), Deck(trade.hours or [""], self.rng)
        businesses = []
        for _ in range(trade.count):
            template, name, spot = self._free_name(names, trade)
            lead, detail = trade.stories.get(template) or (leads.draw(), details.draw())
            business = Business(self._listing(name, trade, spot), trade, scene=trade.scene)
            listing = business.listing
            listing.opening_hours = hours.draw()
            listing.comes_to_you = "à domicile" in lead or self.rng.random() < trade.comes
            listing.delivers = self.rng.random() < trade.delivers
            listing.by_appointment = self.rng.random() < trade.appointment
            listing.description = self._description([lead, detail], spot, business)
            if listing.delivers:
                listing.delivery_note = self._delivery(spot)
            business.others = [tag for tag in trade.also if self.rng.random() < 0.45]
            if self.rng.random() < MANAGED:
                self._give(business, next(self.managers))
            if self.rng.random() < ILLUSTRATED:
                business.photos = self.rng.choices([1, 2, 3, 4], [40, 32, 18, 10])[0]
            businesses.append(business)
        return businesses

    def _featured(self, facts: dict[str, Any]) -> Business:
        trade = trades()[facts["trade"]]
        spot = self.ground.spot_on(facts["street"], facts.get("quarter", ""), facts.get("number", 0))
        self.taken.add(facts["name"])
        listing = self._listing(facts["name"], trade, spot)
        listing.description, listing.quote = facts["description"], facts["quote"]
        listing.opening_hours = facts["hours"]
        listing.comes_to_you = facts.get("comes_to_you", False)
        listing.by_appointment = facts.get("by_appointment", False)
        listing.delivery_note = facts.get("delivery_note", "")
        listing.delivers = bool(listing.delivery_note)
        listing.wheelchair = None if listing.comes_to_you else True
        listing.published_at = listing.created_at = self.now - timedelta(hours=facts["hours_ago"])
        listing.checked_on = timezone.localdate(self.now) - timedelta(days=self.rng.randint(3, 30))
        business = Business(listing, trade, None, list(trade.also), facts["photos"], facts["scene"], facts)
        email = facts.get("manager")
        self._give(business, self.crowd.by_email[email] if email else next(self.managers))
        return business

    def _listing(self, name: str, trade: Trade, spot: Spot) -> Listing:
        slug = slugify(name.replace("’", " "))[:80]
        published_at = self.now - timedelta(days=self.rng.uniform(1, 1090), minutes=self.rng.randint(0, 600))
        checked = timezone.localdate(self.now) - timedelta(days=int(200 * self.rng.random() ** 1.6))
        has_site, has_page, has_mail = (self.rng.random() < share for share in (0.55, 0.5, 0.75))
        return Listing(
            slug=slug,
            name=name,
            category=self.by_tag[trade.tag],
            status=ListingStatus.PUBLISHED,
            address=spot.address,
            postcode=spot.district.postcode,
            city="Marseille",
            district=spot.district,
            latitude=spot.point.latitude,
            longitude=spot.point.longitude,
            phone=f"{PHONE}{next(self.phones):04}",
            email=f"{self.rng.choice(['bonjour', 'contact', 'boutique'])}@{slug}.example" if has_mail else "",
            website=f"https://www.{slug}.example/" if has_site else "",
            facebook=f"https://www.facebook.example/{slug.replace('-', '.')}" if has_page else "",
            wheelchair=self.rng.choice([True, True, False, None]),
            checked_on=max(checked, timezone.localdate(published_at)) if self.rng.random() < 0.93 else None,
            # Asked today: a fresh demo mails nobody to ask whether its facts hold.
            asked_on=timezone.localdate(self.now),
            created_at=published_at,
            published_at=published_at,
        )

    def _free_name(self, names: Deck[str], trade: Trade) -> tuple[str, str, Spot]:
        """What the name is made from, the name, and where.

        One that holds its quarter's name serves again in another, unless it has a story, which is told once.
        """
        while True:
            spot = self.ground.spot()
            template = names.draw()
            name = template.format(of=spot.of)
            if not {name, template} & self.taken:
                self.taken |= {name, template} if template in trade.stories else {name}
                return template, name, spot

    def _description(self, sentences: list[str], spot: Spot, business: Business) -> str:
        """The sentences with one or two more that any business of its sort could say."""
        years = {"year": self.now.year - self.rng.randint(7, 44), "recent": self.now.year - self.rng.randint(1, 5)}
        kind = CLOSINGS[business.trade.group]
        if kind == "comes" and not business.listing.comes_to_you:
            kind = "shop"
        closings = [self.closings[kind].draw() for _ in range(self.rng.choice([1, 1, 2]))]
        return " ".join([*sentences, *closings]).format(within=spot.within, of=spot.of, **years)

    def _delivery(self, spot: Spot) -> str:
        words = self.talk["delivery"]
        where = self.rng.choice(words["where"]).format(n=spot.district.short_name)
        note: str = self.rng.choice(words["notes"]).format(d=where)
        return note

    def _give(self, business: Business, manager: Neighbour) -> None:
        business.manager = manager
        business.listing.manager = manager.member
