"""Who recommends what: from answers, and from the listings' own pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from mcs.board.models import Comment, Recommendation
from mcs.website.demo.businesses import Business
from mcs.website.demo.chance import Deck
from mcs.website.demo.people import Crowd, Neighbour
from mcs.website.demo.words import read, trades

LONGEST_QUOTE = 120
MOST = 6  # recommendations asked for a business that isn't featured; answers can add some


class Ledger:
    """Every recommendation once per neighbour and business, never of one's own."""

    def __init__(self, rng: Random, now: datetime, crowd: Crowd) -> None:
        self.rng, self.now, self.crowd = rng, now, crowd
        self.recommendations: list[Recommendation] = []
        self._advice = {key: Deck(trade.advice, rng) for key, trade in trades().items()}
        self._praise = Deck(read("talk")["praise"], rng)
        self._by: dict[Business, set[Neighbour]] = {}
        self._texts: dict[Business, set[str]] = {}
        self._quotes: dict[Business, tuple[int, datetime, str]] = {}

    def may_add(self, business: Business, by: Neighbour) -> bool:
        return not business.is_run_by(by) and by not in self._by.get(business, ())

    def add(
        self,
        business: Business,
        by: Neighbour,
        text: str,
        at: datetime,
        comment: Comment | None = None,
        need: str = "",
        rank: int = 1,
    ) -> None:
        """Notes the recommendation, unless this neighbour has recommended the business or runs it.

        The listing quotes the latest text of the highest rank; of rank 0, none.
        """
        if not self.may_add(business, by):
            return
        self._by.setdefault(business, set()).add(by)
        self._texts.setdefault(business, set()).add(text)
        self.recommendations.append(
            Recommendation(
                listing=business.listing, member=by.member, comment=comment, need=need, text=text, created_at=at
            )
        )
        if text and rank and len(text) <= LONGEST_QUOTE:
            self._quotes[business] = max((rank, at, text), self._quotes.get(business, (0, at, "")))

    def advice(self, business: Business) -> str:
        """What one says of such a business, not said of this one yet."""
        deck = self._advice[business.trade.key]
        said = self._texts.get(business, set())
        text = deck.draw()
        for _ in business.trade.advice:
            if text not in said:
                break
            text = deck.draw()
        return text

    def fill_pages(self, businesses: list[Business]) -> None:
        """Adds what neighbours said on the listings' own pages, then tells each listing its figures."""
        for business in businesses:
            wanted = business.featured.get("recommendations", min(MOST, int(self.rng.expovariate(1 / 2.4))))
            texts = self._texts_for(business)
            while len(self._by.get(business, ())) < wanted:
                by = self.crowd.pick(business.listing.district if self.rng.random() < 0.6 else None)
                said = texts.pop(0) if texts else ""
                since = (self.now - business.listing.created_at).total_seconds()
                at = self.now - timedelta(seconds=since * self.rng.uniform(0.01, 0.9) ** 1.4)
                rank = 2 if said in business.trade.advice else 1
                self.add(business, by, by.say(said), max(at, by.member.joined_at), rank=rank)
            self._tell(business)

    def _texts_for(self, business: Business) -> list[str]:
        """What was written for it or one sentence of its trade, and up to two that any good business deserves."""
        own = business.featured.get("texts") or [self.advice(business)]
        return own + [self._praise.draw() for _ in range(self.rng.randint(0, 2))]

    def _tell(self, business: Business) -> None:
        listing = business.listing
        mine = [r for r in self.recommendations if r.listing is listing] if business in self._by else []
        listing.recommendation_count = len(mine)
        if mine:
            listing.recommended_at = max(r.created_at for r in mine)
        if not listing.quote and business in self._quotes:
            listing.quote = self._quotes[business][2]
