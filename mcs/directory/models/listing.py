"""A business's entry in the directory, when it is closed besides, and its photos."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from mcs.directory.enums import ListingStatus, RemovalReason
from mcs.directory.models.category import Category
from mcs.lib.geo import Point
from mcs.lib.hours import said_now
from mcs.members.models import Member
from mcs.photos.models import Photo
from mcs.places.models import District

STALE_AFTER = timedelta(days=120)


class ListingQuerySet(models.QuerySet["Listing"]):
    def published(self) -> ListingQuerySet:
        return self.filter(status=ListingStatus.PUBLISHED)

    def for_cards(self) -> ListingQuerySet:
        """With what a card shows, in one query; the synonyms of the trades weigh more than all else."""
        return self.select_related("category", "district", "cover").defer("category__synonyms")


class Listing(models.Model):
    """A business's entry in the directory: its "fiche"."""

    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(max_length=120)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="listings")
    other_categories = models.ManyToManyField(Category, blank=True, related_name="other_listings")
    description = models.TextField(max_length=4000, blank=True)
    status = models.CharField(max_length=10, choices=ListingStatus.choices, default=ListingStatus.DRAFT)
    manager = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="listings")

    address = models.CharField(max_length=160, blank=True)  # "214 avenue du Prado"
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=80, blank=True)
    district = models.ForeignKey(District, on_delete=models.SET_NULL, null=True, blank=True, related_name="listings")
    latitude = models.FloatField(null=True, blank=True)  # WGS 84 degrees
    longitude = models.FloatField(null=True, blank=True)
    comes_to_you = models.BooleanField(default=False)
    served_districts = models.ManyToManyField(District, blank=True, related_name="+")  # none named: all of them

    phone = models.CharField(max_length=20, blank=True)  # E.164, "+33491000000"
    other_phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    website = models.URLField(max_length=300, blank=True)
    facebook = models.URLField(max_length=300, blank=True)
    links: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)  # Instagram, a menu…

    opening_hours = models.CharField(max_length=255, blank=True)  # OSM opening_hours syntax, as people gave it
    # The same with the exceptional closures: what is evaluated. Written by actions, with the state it gives.
    schedule = models.TextField(blank=True)
    is_open = models.BooleanField(null=True, blank=True)  # at the last change of state; None: not known
    open_changes_at = models.DateTimeField(null=True, blank=True)  # when that stops being true; None: not within a year
    by_appointment = models.BooleanField(default=False)
    wheelchair = models.BooleanField(null=True, blank=True)
    click_and_collect = models.BooleanField(default=False)

    delivers = models.BooleanField(default=False)
    delivery_districts = models.ManyToManyField(District, blank=True, related_name="+")  # none named: all of them
    delivery_km = models.FloatField(null=True, blank=True)  # as the crow flies, when told by distance
    delivery_days = models.CharField(max_length=80, blank=True)  # "mardi et vendredi matin"
    delivery_minimum = models.PositiveIntegerField(null=True, blank=True)  # cents
    delivery_fee = models.PositiveIntegerField(null=True, blank=True)  # cents; 0: free
    delivery_note = models.CharField(max_length=200, blank=True)  # "8e et 9e, dès 25 €, avant midi"
    delivery_ends_on = models.DateField(null=True, blank=True)  # the last day it holds, when it is for a time only

    # Where an imported entry comes from and its key there; a second import finds it by them.
    source = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    checked_on = models.DateField(null=True, blank=True)  # when somebody last said the facts hold
    asked_on = models.DateField(null=True, blank=True)  # when the merchant was last asked whether they do
    link_version = models.PositiveSmallIntegerField(default=0)  # raised to make older links of its merchant useless
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.CharField(max_length=10, choices=RemovalReason.choices, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged")

    cover = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    photos: models.ManyToManyField[Photo, ListingPhoto] = models.ManyToManyField(
        Photo, through="ListingPhoto", related_name="listings"
    )
    # Pushed down by the board: how many neighbours recommend it, when last, and what one of them said.
    recommendation_count = models.PositiveIntegerField(default=0)
    recommended_at = models.DateTimeField(null=True, blank=True)
    quote = models.CharField(max_length=200, blank=True)
    recommendation_score = models.FloatField(default=0)  # the count, each aged and weighed: /classement/ says how
    # Pushed down by the orders: how many offers it has, and whether neighbours may order on the page.
    offer_count = models.PositiveSmallIntegerField(default=0)
    takes_orders = models.BooleanField(default=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-recommendation_count", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="listing_once_a_source"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="listing_point_whole_and_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "category"], name="listing_category"),
            models.Index(fields=["status", "-recommendation_count", "-id"], name="listing_recommended"),
            models.Index(fields=["status", "-published_at", "-id"], name="listing_latest"),
            models.Index(fields=["phone"], name="listing_phone"),
            models.Index(fields=["open_changes_at"], name="listing_open_changes"),
            models.Index(fields=["status", "latitude", "longitude"], name="listing_place"),
            models.Index(fields=["status", "-recommendation_score", "-id"], name="listing_score"),
            models.Index(fields=["status", "checked_on"], name="listing_checked"),
            # Of what few offer, the most recommended.
            *(
                models.Index(
                    fields=["status", "-recommendation_score", "-id"],
                    condition=models.Q(**{name: True}),
                    name=f"score_{name}",
                )
                for name in ("delivers", "comes_to_you", "click_and_collect", "wheelchair")
            ),
            # All that the filters look at: what they leave is counted in the index alone, without reading the listings.
            models.Index(
                fields=[
                    "status",
                    "district",
                    "category",
                    "delivers",
                    "delivery_ends_on",
                    "comes_to_you",
                    "click_and_collect",
                    "wheelchair",
                    "recommendation_count",
                    "id",
                ],
                name="listing_filtered",
            ),
            # The few that are recommended, for what is asked of them besides.
            models.Index(
                fields=["status", "wheelchair", "district", "category", "id"],
                condition=models.Q(recommendation_count__gt=0),
                name="listing_recommended_only",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:listing", args=[self.slug])

    @property
    def point(self) -> Point | None:
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def card_key(self) -> tuple[Any, ...]:
        """All that its card shows at this moment, each thing of it: who has drawn that once need not again."""
        state, words = said_now(self.schedule)
        cover = self.cover
        files = cover and (cover.key, cover.run, cover.width, cover.height, *cover.widths)
        picture = cover and (cover.status, cover.is_awaited, cover.description, files)
        services = (self.delivers, self.comes_to_you, self.takes_orders and self.manager_id is not None)
        place = (self.address, self.district and self.district.number, self.city)
        hours = (bool(self.schedule), self.by_appointment, state and state.is_open, words)
        trade = (self.category.name, self.category.hue, self.category.icon)
        return (self.slug, self.name, *trade, *place, *hours, *services, self.recommendation_count, self.quote, picture)

    @property
    def is_published(self) -> bool:
        return self.status == ListingStatus.PUBLISHED

    @property
    def is_stale(self) -> bool:
        """Whether nobody confirmed the facts within STALE_AFTER: 90 days, then 30 to answer when asked."""
        return self.checked_on is None or self.checked_on < timezone.localdate() - STALE_AFTER


class Closure(models.Model):
    """Days on which it is closed although its hours say otherwise: "congés du 1er au 21 août". It has an end."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="closures")
    starts_on = models.DateField()
    ends_on = models.DateField()  # the last day it is closed
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="closure_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.starts_on}–{self.ends_on}"


class ListingPhoto(models.Model):
    """A photo on a listing's page, in the order it is shown."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="listing_photos")
    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="listing_photos")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["listing", "photo"], name="photo_once_a_listing")]

    def __str__(self) -> str:
        return f"{self.listing_id}/{self.photo_id}"
