"""Real objects for tests, with believable defaults; every test says only what matters to it."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import uuid4

from django.utils import timezone

from mcs.board.enums import PostKind
from mcs.board.models import Comment, Post
from mcs.directory.actions.opening import write_opening
from mcs.directory.enums import ListingStatus
from mcs.directory.models import Category, Listing
from mcs.members.enums import Role
from mcs.members.models import Member
from mcs.orders.actions.counter import set_counter
from mcs.orders.enums import OrderKind
from mcs.orders.models import Order
from mcs.places.models import District, DistrictOutline

_number = count(1)


def make_district(number: int = 8, **values: Any) -> District:
    """The district of that number, a small square outline around its centre; made once."""
    latitude, longitude = 43.27 - (number - 8) * 0.02, 5.38 + (number - 8) * 0.02
    square = [[longitude - 0.01, latitude - 0.01], [longitude + 0.01, latitude - 0.01]]
    square += [[longitude + 0.01, latitude + 0.01], [longitude - 0.01, latitude + 0.01], square[0]]
    outline = values.pop("outline", [[square]])
    defaults = {
        "number": number,
        "name": f"{number}e arrondissement",
        "postcode": f"130{number:02}",
        "latitude": latitude,
        "longitude": longitude,
    }
    district, created = District.objects.get_or_create(code=f"132{number:02}", defaults=defaults | values)
    if created and outline:
        DistrictOutline.objects.create(district=district, outline=outline)
    return district


def make_member(name: str = "Nadia B.", **values: Any) -> Member:
    return Member.objects.create(name=name, **values)


def make_volunteer(**values: Any) -> Member:
    return make_member(**{"name": "Claire M.", "role": Role.VOLUNTEER} | values)


def make_category(tag: str = "shop=butcher", **values: Any) -> Category:
    """The category of that tag, a butcher's unless said otherwise; made once."""
    slug = tag.replace("=", "-").replace("_", "-")
    defaults = {
        "slug": slug,
        "name_fr": "Boucherie",
        "name_en": "Butcher",
        "group": "food",
        "icon": "beef",
        "hue": "terracotta",
        "synonyms": ["boucher", "bouchère", "viande"],
    }
    return Category.objects.get_or_create(tag=tag, defaults=defaults | values)[0]


def make_listing(name: str = "Boucherie du Prado", **values: Any) -> Listing:
    """A published listing, open or closed as its hours say now; draft with status=ListingStatus.DRAFT."""
    number = next(_number)
    defaults: dict[str, Any] = {
        "slug": f"fiche-{number}",
        "status": ListingStatus.PUBLISHED,
        "published_at": timezone.now(),
        "address": "214 avenue du Prado",
        "postcode": "13008",
        "city": "Marseille",
        "phone": f"+3353649{number % 10_000:04}",  # kept by ARCEP for fiction, and by no test
        "recommendation_score": values.get("recommendation_count", 0),
    }
    if "category" not in values:
        defaults["category"] = make_category()
    listing = Listing(name=name, **(defaults | values))
    if "schedule" not in values:
        write_opening(listing)
    listing.save()
    return listing


def make_post(title: str = "Un plombier sérieux vers Sainte-Marguerite", **values: Any) -> Post:
    if "author" not in values:
        values["author"] = make_member()
    return Post.objects.create(**({"kind": PostKind.REQUEST, "title": title} | values))


def make_comment(post: Post, text: str = "Essayez Plomberie Saint-Loup.", **values: Any) -> Comment:
    if "author" not in values:
        values["author"] = make_member("Karim L.")
    comment = Comment.objects.create(post=post, text=text, **values)
    if comment.author != post.author:
        earliest = min(filter(None, (post.first_answer_at, comment.created_at)))
        Post.objects.filter(pk=post.pk).update(first_answer_at=earliest)
        post.first_answer_at = earliest
    return comment


def make_order(listing: Listing, **values: Any) -> Order:
    """An order from a listing that takes all kinds of them; sent, to be put aside, unless said otherwise."""
    if "member" not in values:
        values["member"] = make_member(email=f"client{next(_number)}@network.example")
    if not listing.takes_orders:
        set_counter(listing=listing, values={"is_open": True, "kinds": list(OrderKind.values)})
    defaults = {"kind": OrderKind.ASIDE, "submission": uuid4(), "text": "Deux rôtis de veau", "name": "Nadia"}
    return Order.objects.create(listing=listing, **(defaults | values))
