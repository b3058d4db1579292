"""The whole demo network, invented and not yet written: objects that point at each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from mcs.board.models import Recommendation
from mcs.directory.models import Category
from mcs.places.models import District, Street
from mcs.website.demo.album import Album
from mcs.website.demo.board import Board, Thread
from mcs.website.demo.businesses import Business, Registry
from mcs.website.demo.ground import Ground
from mcs.website.demo.people import Crowd, invent_crowd
from mcs.website.demo.recommendations import Ledger

SEED = 13009


@dataclass
class Network:
    crowd: Crowd
    businesses: list[Business]
    threads: list[Thread]
    recommendations: list[Recommendation]  # oldest first
    album: Album


def invent_network(*, now: datetime, with_photos: bool = True) -> Network:
    """The network as it stands at that moment; the same every time, as long as streets and categories are."""
    rng = Random(SEED)  # noqa: S311 — nothing here is a secret
    ground = Ground(Street.objects.select_related("district__outlined").order_by("pk"), rng)
    crowd = invent_crowd(rng, now, {district.number: district for district in District.objects.all()})
    businesses = Registry(rng, now, ground, crowd, {c.tag: c for c in Category.objects.all()}).invent_all()
    ledger = Ledger(rng, now, crowd)
    threads = Board(rng, now, ground, crowd, businesses, ledger).invent_threads()
    ledger.fill_pages(businesses)
    album = Album(rng, now)
    if with_photos:
        album.show_listings(businesses)
        album.show_posts(threads)
    recommendations = sorted(ledger.recommendations, key=lambda one: one.created_at)
    businesses.sort(key=lambda business: business.listing.created_at)
    return Network(crowd, businesses, threads, recommendations, album)
