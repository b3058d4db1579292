"""The board: some 300 posts over four months with their answers, the newest minutes old."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from mcs.board.enums import PostKind
from mcs.board.models import Post
from mcs.places.models import District
from mcs.website.demo.answers import Answers, Said
from mcs.website.demo.businesses import Business
from mcs.website.demo.ground import Ground
from mcs.website.demo.people import Crowd, Neighbour
from mcs.website.demo.recommendations import Ledger
from mcs.website.demo.words import Trade, read, trades

POSTS = 300
DAYS = 120
UNANSWERED = 12  # of the newest requests
APART = 9  # posts between two of one trade
HOURS = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]
BUSY_HOURS = [2, 5, 7, 7, 6, 7, 6, 4, 4, 5, 6, 8, 9, 9, 6, 3]


@dataclass(frozen=True)
class Text:
    """A post somebody could write."""

    kind: PostKind
    title: str
    body: str
    trade: Trade | None = None
    answers: tuple[str, ...] = ()  # to a request
    rating: int | None = None
    days: int = 0  # a tip holds so long
    months: tuple[int, ...] = ()  # what is only said then
    scene: str = ""
    talk: str = ""  # the deck its answers come from, if not that of its kind

    def suits(self, moment: datetime) -> bool:
        return not self.months or moment.month in self.months


@dataclass(eq=False)
class Thread:
    post: Post
    author: Neighbour
    said: list[Said] = field(default_factory=list)
    scene: str = ""  # of its photo, if it has one


class Board:
    """Lets the neighbours write."""

    def __init__(
        self, rng: Random, now: datetime, ground: Ground, crowd: Crowd, businesses: list[Business], ledger: Ledger
    ) -> None:
        self.rng, self.now, self.ground, self.crowd = rng, now, ground, crowd
        self.answers = Answers(rng, now, crowd, businesses, ledger)
        self.by_trade: dict[str, list[Business]] = {}
        for business in businesses:
            self.by_trade.setdefault(business.trade.key, []).append(business)
        self.by_key = {business.featured["key"]: business for business in businesses if business.featured}
        self.spoken: set[Business] = set()  # those whose news or review stands already

    def invent_threads(self) -> list[Thread]:
        """The threads, oldest first."""
        featured = [self._featured(facts) for facts in read("featured")["post"]]
        texts, silent = self._all_texts(), UNANSWERED
        recent: deque[Trade | None] = deque(maxlen=APART)
        threads = []
        for moment in self._moments(POSTS - len(featured)):
            text = next(t for t in texts if t.suits(moment) and (t.trade is None or t.trade not in recent))
            texts.remove(text)
            recent.append(text.trade)
            thread = self._thread(text, moment)
            is_silent = text.kind == PostKind.REQUEST and silent > 0 and self.rng.random() < 0.5
            silent -= is_silent
            if not is_silent:
                thread.said = self._answers(thread, text)
            threads.append(thread)
        return sorted(threads + featured, key=lambda thread: thread.post.created_at)

    def _answers(self, thread: Thread, text: Text) -> list[Said]:
        if text.kind == PostKind.REQUEST and text.trade:
            return self.answers.to_request(thread.post, thread.author, text.trade, text.answers)
        is_food = text.kind == PostKind.NEWS and text.trade and text.trade.group in ("food", "tables")
        deck = text.talk or ("news_food" if is_food else str(text.kind))
        return self.answers.to_others(thread.post, thread.author, deck)

    def _moments(self, count: int) -> list[datetime]:
        """Newest first: one within the half hour, the others thinning out with age, by day as people are awake."""
        moments = []
        for i in range(count):
            minutes = 27 + 60 * 24 * DAYS * ((i + self.rng.random() * 0.8) / count) ** 1.5
            moment = self.now - timedelta(minutes=minutes)
            local = timezone.localtime(moment)
            if minutes > 30 * 60:
                moment = local.replace(hour=self.rng.choices(HOURS, BUSY_HOURS)[0], minute=self.rng.randint(0, 59))
            elif minutes > 4 * 60 and local.hour < HOURS[0]:
                moment -= timedelta(hours=local.hour + self.rng.uniform(1.5, 3.5))  # the evening before
            moments.append(moment)
        return sorted(moments, reverse=True)

    def _all_texts(self) -> list[Text]:
        texts: list[Text] = []
        for trade in trades().values():
            for (title, body), answers in zip(trade.requests, trade.answers, strict=True):
                texts.append(Text(PostKind.REQUEST, title, body, trade, tuple(answers)))
            for rating, title, body in trade.reviews:
                texts.append(Text(PostKind.REVIEW, title, body, trade, rating=rating))
            for title, body, *more in trade.news:
                texts.append(Text(PostKind.NEWS, title, body, trade, **_more(more)))
        for title, body, days, *more in read("tips")["tips"]:
            texts.append(Text(PostKind.TIP, title, body, days=days, **_more(more)))
        self.rng.shuffle(texts)
        return texts

    def _thread(self, text: Text, moment: datetime) -> Thread:
        business = self._business(text)
        if text.kind == PostKind.NEWS and business and business.manager:
            author = business.manager
        else:
            near = self._district(f"{text.title} {text.body}") or (business.listing.district if business else None)
            but = [business.manager] if business and business.manager else []
            author = self.crowd.pick(near, text.title + text.body, but)
        post = self._post(text, author, moment, business)
        return Thread(post, author, scene=self._scene(text))

    def _business(self, text: Text) -> Business | None:
        """Whose news it is, or who is reviewed: each but once while there are others."""
        if text.trade is None or text.kind not in (PostKind.NEWS, PostKind.REVIEW):
            return None
        able = [business for business in self.by_trade[text.trade.key] if not business.featured]
        if text.kind == PostKind.NEWS:
            able = [business for business in able if business.manager] or able
        fresh = [business for business in able if business not in self.spoken] or able
        business = self.rng.choice(fresh)
        self.spoken.add(business)
        return business

    def _post(self, text: Text, author: Neighbour, moment: datetime, business: Business | None) -> Post:
        name = business.listing.name if business else ""
        body, title = (author.say(words, name=name) for words in (text.body, text.title))
        day = timezone.localdate(moment)
        place = business.listing.district if business and text.kind == PostKind.NEWS else None
        return Post(
            kind=text.kind,
            author=author.member,
            title=title[:1].upper() + title[1:],
            body=body,
            district=place or self._district(f"{title} {body}") or author.member.district,
            listing=business.listing if business else None,
            rating=text.rating,
            experienced_on=day - timedelta(days=self.rng.randint(1, 24)) if text.kind == PostKind.REVIEW else None,
            ends_on=day + timedelta(days=text.days) if text.kind == PostKind.TIP else None,
            created_at=moment,
        )

    def _district(self, text: str) -> District | None:
        """The district a text speaks of, by a quarter's name or "9e"."""
        for district in {district.number: district for district in self.ground.quarters.values()}.values():
            if re.search(rf"\b{district.number}e\b", text):
                return district
        named = (where for name, where in self.ground.quarters.items() if name.split()[-1] in text)
        return next(named, None)

    def _scene(self, text: Text) -> str:
        if text.scene:
            return text.scene
        shown = {PostKind.NEWS: 0.3, PostKind.REVIEW: 0.12}.get(text.kind, 0.0)
        return text.trade.scene if text.trade and self.rng.random() < shown else ""

    def _featured(self, facts: dict[str, Any]) -> Thread:
        moment = self.now - timedelta(minutes=facts["minutes_ago"])
        email = facts.get("author")
        author = self.crowd.by_email[email] if email else self.crowd.named(facts["first"])
        business = self.by_key.get(facts.get("listing", ""))
        kind = PostKind(facts["kind"])
        text = Text(kind, facts["title"], facts["body"], rating=facts.get("rating"), days=facts.get("days", 0))
        post = self._post(text, author, moment, business)
        post.district = next(d for d in self.ground.quarters.values() if d.number == facts["district"])
        thread = Thread(post, author)
        thread.said = self.answers.written(post, author, facts["answers"], self.by_key)
        return thread


def _more(extra: list[dict[str, Any]]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for one in extra for key, value in one.items()}
