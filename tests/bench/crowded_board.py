"""A board of any size, as uneven as a neighbourhood's: few threads are long, few members write most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from mcs.board.enums import CloseReason, ContentStatus, PostKind
from mcs.board.models import Comment, Follow, Post, PostPhoto, TradeFollow
from mcs.directory.models import Category, Listing
from mcs.members.models import Member
from mcs.photos.enums import WIDTHS, PhotoStatus
from mcs.photos.models import Photo
from mcs.places.models import District
from tests.bench.bulk import Bulk
from tests.bench.measuring import progress

ANSWERS_A_POST = 5  # on average
MOST_A_DAY = 1_000  # posts; a small board is two months old
OPEN_DAYS = 30  # after which a request that nobody renewed is closed
LONG_THREADS = 20  # posts that everybody answered
LONG = 1_000  # answers to each of them
LISTINGS = 2_000
PHOTOS = 300
FOLLOWED = 500  # posts, by the member who asks
_SAID = "bonjour je cherche plombier quelqu un connait boulanger mercredi Mazargues Prado merci enfants vélo clés porte"
WORDS = _SAID.split()


class Thread(NamedTuple):
    """One post and how many answered it."""

    pk: int
    written: datetime
    answers: int


class CrowdedBoard:
    """So many posts with ANSWERS_A_POST times as many answers, written in bulk; the same ones each time."""

    def __init__(self, posts: int) -> None:
        self.size = posts
        self.rng = Random(8)
        self.now = timezone.now().replace(microsecond=0)
        self.districts = list(District.objects.order_by("pk").values_list("pk", flat=True))
        self.members: list[UUID] = []
        self.texts = [" ".join(self.rng.choices(WORDS, k=25)) for _ in range(2_000)]
        self.long = {round((number + 0.5) * posts / LONG_THREADS) for number in range(LONG_THREADS)}

    def fill(self) -> None:
        self._members()
        self._listings()
        self._posts()
        self._comments()
        self._photos()
        self._trades()
        every = max(1, self.size // FOLLOWED)
        followed = [(self.members[0].hex, pk, self._moment(self.now)) for pk in range(1, self.size + 1, every)]
        Bulk(Follow, ("member_id", "post_id", "created_at")).write(followed)

    def threads(self) -> Iterator[Thread]:
        """The newest post has the highest key."""
        rng, step = Random(13), timedelta(days=max(60, self.size / MOST_A_DAY)) / self.size
        for pk in range(1, self.size + 1):
            answers = LONG if pk in self.long else int(rng.expovariate(1 / (ANSWERS_A_POST + 0.5)))
            yield Thread(pk, self.now - step * (self.size - pk), answers)

    def _members(self) -> None:
        progress("  members")
        self.members = [UUID(int=number) for number in range(1, max(50, self.size // 50) + 1)]
        rows = ((pk.hex, f"Voisin {pk.int}", self._district(), self._moment(self.now)) for pk in self.members)
        Bulk(Member, ("id", "name", "district_id", "joined_at")).write(rows)

    def _listings(self) -> None:
        from tests.bench.crowded_directory import fill

        fill(LISTINGS)
        self.listings = list(Listing.objects.order_by("pk").values_list("pk", flat=True))

    def _posts(self) -> None:
        progress("  posts")
        columns = ["id", "kind", "author_id", "title", "body", "district_id", "listing_id", "rating", "created_at"]
        columns += ["status", "closed_at", "close_reason", "comment_count", "first_answer_at"]
        Bulk(Post, columns).write(map(self._post, self.threads()))

    def _post(self, thread: Thread) -> tuple[Any, ...]:
        rng = self.rng
        kind = rng.choices(PostKind.values, (5, 2, 2, 1))[0]
        closed = kind == PostKind.REQUEST and (self.now - thread.written).days >= OPEN_DAYS
        solved = thread.answers > 0 and rng.random() < 0.6
        status = ContentStatus.PUBLISHED if rng.random() < 0.98 else ContentStatus.REMOVED
        reason = (CloseReason.SOLVED if solved else CloseReason.EXPIRED) if closed else ""
        return (
            thread.pk,
            kind,
            self._member().hex,
            f"{rng.choice(self.texts)[:60]} {thread.pk}",
            rng.choice(self.texts),
            self._district(),
            None if kind == PostKind.REQUEST else rng.choice(self.listings),
            rng.randint(1, 5) if kind == PostKind.REVIEW else None,
            self._moment(thread.written),
            str(status),
            self._moment(thread.written + timedelta(days=OPEN_DAYS)) if closed else None,
            str(reason),
            thread.answers,
            self._moment(thread.written + timedelta(minutes=11)) if thread.answers else None,
        )

    def _comments(self) -> None:
        progress("  answers")
        columns = ("post_id", "author_id", "text", "listing_id", "created_at")
        Bulk(Comment, columns).write(row for thread in self.threads() for row in self._answers(thread))

    def _answers(self, thread: Thread) -> Iterator[tuple[Any, ...]]:
        rng = self.rng
        for number in range(thread.answers):
            listing = rng.choice(self.listings) if rng.random() < 0.4 else None
            written = self._moment(thread.written + timedelta(minutes=11 + number))
            yield thread.pk, self._member().hex, rng.choice(self.texts), listing, written

    def _photos(self) -> None:
        progress("  photos")
        values = {"status": PhotoStatus.READY, "run": "0-", "widths": list(WIDTHS), "width": 1280, "height": 960}
        made = Photo.objects.bulk_create(Photo(alt=f"Photo {number}", **values) for number in range(PHOTOS))
        shown = ((pk, self.rng.choice(made).pk) for pk in range(1, self.size + 1, 5))
        Bulk(PostPhoto, ("post_id", "photo_id")).write(shown)

    def _trades(self) -> None:
        """What each request is about, and what the member who asks wants to hear of."""
        progress("  trades")
        trades = list(Category.objects.order_by("pk").values_list("pk", flat=True))
        requests = list(Post.objects.filter(kind=PostKind.REQUEST).order_by("pk").values_list("pk", flat=True))
        about = ((pk, self.rng.choice(trades)) for pk in requests)
        Bulk(Post.categories.through, ("post_id", "category_id")).write(about)
        TradeFollow.objects.bulk_create(TradeFollow(member_id=self.members[0], category_id=pk) for pk in trades[:5])

    def _member(self) -> UUID:
        """Few write most."""
        return self.members[int(len(self.members) * self.rng.random() ** 2)]

    def _district(self) -> int:
        return self.rng.choice(self.districts)

    def _moment(self, moment: datetime) -> str:
        """As SQLite keeps it, and as PostgreSQL reads it: its sessions are in UTC."""
        return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
