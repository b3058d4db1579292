"""A neighbourhood as busy as one wants, for tests of what a page costs: every card full, every text another."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.utils import timezone

from mcs.board.actions.comment import add_comment
from mcs.board.models import Post, PostPhoto
from mcs.directory.actions.categories import load_categories
from mcs.directory.actions.index import index_listings
from mcs.directory.models import Category, Listing, ListingPhoto
from mcs.photos.enums import WIDTHS, PhotoStatus
from mcs.photos.models import Photo
from mcs.places.actions import load_places
from mcs.places.models import District, Street
from tests.factories import make_listing, make_member, make_post

HOURS = "Tu-Fr 08:30-12:30,15:30-19:30; Sa 08:00-13:00; Su 08:00-12:00; PH off"


class Crowd:
    """Makes the same people say the same things each time, all of them different."""

    def __init__(self) -> None:
        load_places()
        load_categories()
        self.rng = Random(13008)
        self.districts = list(District.objects.order_by("number"))
        self.categories = list(Category.objects.order_by("pk"))
        self.streets = list(Street.objects.order_by("pk"))
        self.words = [word for category in self.categories for text in category.synonyms for word in text.split()]

    def text(self, words: int) -> str:
        """So many words of the trades' own, in no order: nothing for a compressor to guess."""
        return " ".join(self.rng.choices(self.words, k=words)).capitalize() + "."

    def listing(self, number: int) -> Listing:
        """A listing with everything a page can show: five photos, hours, delivery, two trades."""
        district, street = self.rng.choice(self.districts), self.rng.choice(self.streets)
        listing = make_listing(
            self.text(4)[:60],
            slug=f"commerce-{number}-{self.rng.getrandbits(60):x}",
            category=self.rng.choice(self.categories),
            district=district,
            latitude=street.latitude,
            longitude=street.longitude,
            address=f"{self.rng.randint(1, 190)} {street.name}",
            description=self.text(90),
            opening_hours=HOURS,
            delivers=True,
            delivery_note=self.text(12),
            checked_on=timezone.localdate(),
            website=f"https://www.commerce-{number}.example",
            facebook=f"https://www.facebook.com/commerce{number}",
        )
        listing.other_categories.add(self.rng.choice(self.categories))
        photos = [self.photo() for _ in range(5)]
        ListingPhoto.objects.bulk_create(
            ListingPhoto(listing=listing, photo=photo, position=position) for position, photo in enumerate(photos)
        )
        listing.cover = photos[0]
        listing.save()
        Category.objects.filter(pk=listing.category_id).update(listing_count=number)
        return listing

    def photo(self) -> Photo:
        """As the job leaves it; only its files are missing."""
        values = {"status": PhotoStatus.READY, "run": f"{self.rng.getrandbits(32):08x}-", "widths": list(WIDTHS)}
        return Photo.objects.create(width=1280, height=960, alt=self.text(8), published_at=timezone.now(), **values)

    def request(self, answers: int, listings: list[Listing]) -> Post:
        """A request with four photos, and answers that name listings."""
        asked = make_post(
            self.text(10)[:120],
            body=self.text(70),
            author=make_member(f"{self.text(1)[:-1]} B.", district=self.rng.choice(self.districts)),
            district=self.rng.choice(self.districts),
            created_at=timezone.now() - timedelta(minutes=self.rng.randint(60, 90_000)),
        )
        PostPhoto.objects.bulk_create(PostPhoto(post=asked, photo=self.photo(), position=place) for place in range(4))
        for number in range(answers):
            author = make_member(f"{self.text(1)[:-1]} L.", district=self.rng.choice(self.districts))
            add_comment(post=asked, author=author, text=self.text(40), listing=listings[number % len(listings)])
        return asked


def gather(count: int) -> Listing:
    """That many listings, each recommended by that many neighbours, and as many requests; returns one of the listings.

    With 25, every list of the site is full and goes on.
    """
    crowd = Crowd()
    listings = [crowd.listing(number) for number in range(1, count + 1)]
    index_listings([listing.pk for listing in listings])
    for turn in range(count):
        crowd.request(min(count, 6), listings[turn:] + listings[:turn])
    for _ in range(count):
        crowd.request(1, listings[:1])
    return listings[0]
