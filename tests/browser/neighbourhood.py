"""A small neighbourhood for journeys: real streets, every trade, a few shops, neighbours, and a phone's photo."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import Image

from mcs.directory.actions.categories import load_categories
from mcs.directory.actions.index import index_listings
from mcs.directory.models import Category, Listing
from mcs.members.models import Member
from mcs.places.actions import load_places
from mcs.places.models import District
from tests.factories import make_listing, make_member

ALWAYS, NEVER = "24/7", "Mo-Su,PH off"
EXIF_GPS = 0x8825  # the tag under which a camera writes where it stood
TWELVE_MEGAPIXELS = (4000, 3000)


def settle() -> None:
    """The three districts, the trades, two butchers (one open, one closed), two plumbers and a florist."""
    load_places()
    load_categories()
    open_shop("Boucherie Martin", "shop=butcher", 8, (43.2721, 5.3912), phone="+33491000001", opening_hours=ALWAYS)
    butcher = {"address": "12 avenue de Mazargues", "postcode": "13009", "opening_hours": NEVER}
    open_shop("Boucherie de Mazargues", "shop=butcher", 9, (43.2523, 5.3958), **butcher)
    plumber: dict[str, Any] = {"address": "", "comes_to_you": True, "by_appointment": True}
    open_shop("Plomberie Saint-Loup", "craft=plumber", 10, (43.2781, 5.4317), **plumber)
    open_shop("Plomberie du Cabot", "craft=plumber", 9, (43.2602, 5.4166), **plumber)
    open_shop("Fleurs du Prado", "shop=florist", 8, (43.2725, 5.3907), phone="+33491000011", opening_hours=ALWAYS)


def open_shop(name: str, tag: str, number: int, point: tuple[float, float], **values: Any) -> Listing:
    """A published listing that search finds and the map shows; the number is its district's."""
    category, district = Category.objects.get(tag=tag), District.objects.get(number=number)
    where = {"category": category, "district": district, "latitude": point[0], "longitude": point[1]}
    listing = make_listing(name, **(where | values))
    Category.objects.filter(pk=category.pk).update(listing_count=category.listing_count + 1)
    index_listings([listing.pk])
    return listing


def make_neighbour(name: str = "Karim L.") -> Member:
    return make_member(name, district=District.objects.get(number=9))


def phone_photo(folder: Path, name: str = "fuite.jpg", size: tuple[int, int] = TWELVE_MEGAPIXELS) -> Path:
    """A JPEG as a phone takes it: turned, with the place and the hour inside. A journey about something else than its
    variants takes a smaller one: making those of twelve megapixels takes seconds.
    """
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright
    exif[0x010F] = "Téléphone de Nadia"
    exif[EXIF_GPS] = {1: "N", 2: (43.0, 16.0, 12.0), 3: "E", 4: (5.0, 24.0, 3.0)}
    path = folder / name
    # Grain that no compression takes out, so that it weighs what a phone's photo weighs.
    Image.effect_noise(size, 40).convert("RGB").save(path, "JPEG", quality=85, exif=exif)
    return path


def tells_where(data: bytes) -> bool:
    """Whether a picture's file says where it was taken, or anything else a camera writes."""
    return bool(Image.open(io.BytesIO(data)).getexif()) or b"Exif" in data
