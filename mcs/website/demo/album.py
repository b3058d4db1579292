"""The photos: which drawing each listing and post shows, and the files of them all."""

from __future__ import annotations

import base64
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mcs.board.models import Post
from mcs.directory.models import Listing
from mcs.lib.images import Variant
from mcs.photos.enums import FORMATS, PhotoStatus
from mcs.photos.models import Photo
from mcs.website.demo.board import Thread
from mcs.website.demo.businesses import Business
from mcs.website.demo.chance import Deck
from mcs.website.demo.pictures.paint import paint_files, ratio_of
from mcs.website.demo.words import read

# Two widths: enough for a phone and for a page, half the time of the three a member's photo gets.
WIDTHS = (320, 800)
# Pictures drawn of one scene before the first is shown again.
VARIETY = 4
WIDELY_USED = {"awning": 12, "tools": 8, "table": 9, "house": 9, "calanque": 7, "waves": 5}
WELL_KNOWN = 5  # recommendations from which a business has a photo at least


@dataclass(eq=False)
class Shown:
    """A photo to come, the drawing it is, and where it stands."""

    photo: Photo
    scene: str
    number: int
    listing: Listing | None = None
    post: Post | None = None


class Album:
    """Chooses the drawings."""

    def __init__(self, rng: Random, now: datetime) -> None:
        self.rng, self.now = rng, now
        self.shown: list[Shown] = []
        self._used: dict[str, int] = {}
        self._alts = {scene: Deck(alts, rng) for scene, alts in read("pictures").items()}

    def show_listings(self, businesses: list[Business]) -> None:
        """Gives the businesses that have photos theirs; the first is the cover."""
        for business in businesses:
            listing = business.listing
            count = max(business.photos, listing.recommendation_count >= WELL_KNOWN)
            second = self.rng.choice(["house", "waves", "calanque"]) if listing.comes_to_you else "awning"
            for scene in [business.scene, second, business.scene, "sun"][:count]:
                age = (self.now - listing.created_at).total_seconds()
                shown = self._add(scene, self.now - timedelta(seconds=age * self.rng.uniform(0.05, 1)))
                shown.listing = listing
                shown.photo.uploader = listing.manager
                shown.photo.caption = listing.name
                listing.cover = listing.cover or shown.photo

    def show_posts(self, threads: list[Thread]) -> None:
        for thread in threads:
            if thread.scene:
                shown = self._add(thread.scene, thread.post.created_at)
                shown.post = thread.post
                shown.photo.uploader = thread.author.member
                shown.photo.caption = thread.post.title

    def _add(self, scene: str, at: datetime) -> Shown:
        number = self._used.get(scene, 0)
        self._used[scene] = number + 1
        number %= WIDELY_USED.get(scene, VARIETY)
        photo = Photo(
            key=base64.urlsafe_b64encode(self.rng.randbytes(16)).decode().rstrip("="),
            status=PhotoStatus.READY,
            width=WIDTHS[-1],
            height=round(WIDTHS[-1] / ratio_of(scene, number)),
            widths=list(WIDTHS),
            alt=self._alts[scene].draw(),
            created_at=at,
            published_at=at,
        )
        shown = Shown(photo, scene, number)
        self.shown.append(shown)
        return shown


@contextmanager
def drawing(album: Album) -> Iterator[None]:
    """Draws in other processes while the block runs, and stores every file at its end."""
    drawings: dict[tuple[str, int], Future[list[Variant]]] = {}
    # A process started anew, not a copy of this one: a database connection must not be shared.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), mp_context=context) as pool:
        for shown in album.shown:
            key = (shown.scene, shown.number)
            if key not in drawings:
                drawings[key] = pool.submit(paint_files, *key, WIDTHS, FORMATS)
        try:
            yield
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        for shown in album.shown:
            for variant in drawings[shown.scene, shown.number].result():
                name = shown.photo.file_name(variant.width, variant.format)
                default_storage.save(name, ContentFile(variant.data))
