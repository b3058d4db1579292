"""What is said under the posts, each answer fit for what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from mcs.board.enums import PostKind
from mcs.board.models import Comment, Post
from mcs.website.demo.businesses import Business
from mcs.website.demo.chance import Deck
from mcs.website.demo.people import Crowd, Neighbour
from mcs.website.demo.recommendations import Ledger
from mcs.website.demo.words import Trade, read, trades

MOST = 7  # answers under one post


@dataclass(eq=False)
class Said:
    """One answer, and who gave it."""

    comment: Comment
    by: Neighbour


class Talk:
    """One thread being written: who has spoken, and when the next word falls."""

    def __init__(self, post: Post, author: Neighbour, rng: Random, now: datetime) -> None:
        self.post, self.author, self._rng, self._now = post, author, rng, now
        self.said: list[Said] = []
        self.spoken = [author]
        # A post without any answer yet would have nothing later than itself.
        self._room = (now - post.created_at).total_seconds() / 60
        self._at = 0.0

    def add(self, by: Neighbour, text: str, business: Business | None = None, after: float | None = None) -> Comment:
        """The answer, `after` minutes from the post or a little after the last."""
        step = min(self._rng.expovariate(1 / 45) + 2, self._room / (MOST + 2))
        self._at = after if after is not None else self._at + step
        moment = self.post.created_at + timedelta(minutes=self._at)
        listing = business.listing if business else None
        comment = Comment(post=self.post, author=by.member, text=text, listing=listing, created_at=moment)
        self.said.append(Said(comment, by))
        self.spoken.append(by)
        return comment


class Answers:
    """Decks of everything that can be answered; each sentence falls once before any falls again."""

    def __init__(self, rng: Random, now: datetime, crowd: Crowd, businesses: list[Business], ledger: Ledger) -> None:
        self.rng, self.now, self.crowd, self.ledger = rng, now, crowd, ledger
        self.talk = {key: Deck(lines, rng) for key, lines in read("talk").items() if isinstance(lines, list)}
        self.by_trade = {key: [b for b in businesses if b.trade.key == key] for key in trades()}
        self.by_listing = {id(business.listing): business for business in businesses}

    def to_request(self, post: Post, author: Neighbour, trade: Trade, advice: tuple[str, ...]) -> list[Said]:
        """Businesses of the trade named by those who know them, with what others add; the asker's thanks."""
        talk = Talk(post, author, self.rng, self.now)
        aside = "aside_works" if trade.group == "crafts" else "aside"
        if self.rng.random() < 0.25:
            self._speak(talk, aside)
        for business, sentence in zip(self._near(post, trade), self._some(advice), strict=False):
            self._advise(talk, business, sentence)
            if self.rng.random() < 0.4:
                self._confirm(talk, business)
        if self.rng.random() < 0.25:
            self._speak(talk, aside)
        if self.rng.random() < 0.62:
            thanks = self._line("thanks", author, talk.said[-1].by.first)
            more = f" {self._line('thanks_more', author)}" if self.rng.random() < 0.35 else ""
            talk.add(author, thanks + more)
        return talk.said

    def to_others(self, post: Post, author: Neighbour, deck: str) -> list[Said]:
        """Under a tip, news or a review: a few words, and the merchant's where the merchant would answer."""
        talk = Talk(post, author, self.rng, self.now)
        for _ in range(self.rng.choices([0, 1, 2, 3, 4], [18, 30, 27, 16, 9])[0]):
            self._speak(talk, deck)
        self._let_merchant_reply(talk)
        return talk.said

    def written(
        self, post: Post, author: Neighbour, answers: list[dict[str, Any]], by_key: dict[str, Business]
    ) -> list[Said]:
        """The answers of a featured post, as they were written."""
        talk = Talk(post, author, self.rng, self.now)
        for facts in answers:
            email = facts.get("author", "")
            business = by_key.get(facts.get("listing", ""))
            if email == "self":
                by = author
            elif email:
                by = self.crowd.by_email[email]
            else:
                by = self.crowd.named(facts["first"], [*talk.spoken, business.manager if business else None])
            comment = talk.add(by, facts["text"], business, facts["after"])
            if business:
                self.ledger.add(business, by, facts["text"], comment.created_at, comment, post.title)
        return talk.said

    def _near(self, post: Post, trade: Trade) -> list[Business]:
        """The businesses of the trade, those of the post's district first."""
        some = self.rng.sample(self.by_trade[trade.key], len(self.by_trade[trade.key]))
        return sorted(some, key=lambda business: business.listing.district != post.district)

    def _some(self, advice: tuple[str, ...]) -> list[str]:
        """Most of the answers, in any order, at least one."""
        return self.rng.sample(advice, max(1, len(advice) - self.rng.choice([0, 0, 1])))

    def _advise(self, talk: Talk, business: Business, text: str) -> None:
        by = self._stranger(talk, business)
        sentence = by.say(text)
        parts = [sentence]
        if self.rng.random() < 0.35:
            parts.insert(0, self._line("before", by, talk.author.first))
        if self.rng.random() < 0.22:
            parts.append(self._line("after", by))
        comment = talk.add(by, " ".join(parts), business)
        self.ledger.add(business, by, sentence, comment.created_at, comment, talk.post.title)

    def _confirm(self, talk: Talk, business: Business) -> None:
        by = self._stranger(talk, business)
        comment = talk.add(by, self._line("confirm", by), business)
        self.ledger.add(business, by, comment.text, comment.created_at, comment, talk.post.title, rank=0)

    def _let_merchant_reply(self, talk: Talk) -> None:
        post, business = talk.post, self.by_listing.get(id(talk.post.listing))
        if business is None or business.manager is None or self.rng.random() > 0.5:
            return
        if post.kind == PostKind.NEWS:
            if talk.said:
                talk.add(business.manager, self._line("news_reply", business.manager, talk.said[-1].by.first))
            return
        deck = "review_reply_bad" if (post.rating or 5) <= 2 else "review_reply_good"
        talk.add(business.manager, self._line(deck, business.manager, talk.author.first))

    def _speak(self, talk: Talk, deck: str) -> None:
        by = self._stranger(talk)
        talk.add(by, self._line(deck, by, talk.author.first))

    def _line(self, deck: str, by: Neighbour, first: str = "") -> str:
        return by.say(self.talk[deck].draw(), first=first)

    def _stranger(self, talk: Talk, business: Business | None = None) -> Neighbour:
        """Somebody who has not spoken yet and may recommend the business."""
        while True:
            by = self.crowd.pick(but=talk.spoken)
            if business is None or self.ledger.may_add(business, by):
                return by
