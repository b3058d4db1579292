"""Pictures from outside: what is taken, what is refused, and what is left of them."""

from __future__ import annotations

import io
import struct
from itertools import pairwise

import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from mcs.lib.images import MAX_BYTES, ImageFacts, ImageRefused, Refusal, Variant, inspect, make_variants
from tests.photos.pictures import (
    GIF_OF_4_GIGAPIXELS,
    drawing,
    encoded,
    heic,
    jpeg,
    png_claiming,
    telling_exif,
)

FORMATS = ("avif", "webp", "jpeg")
PNG, WEBP = encoded(drawing(), "PNG"), encoded(drawing(), "WEBP")


def variants(
    data: bytes, widths: tuple[int, ...] = (320, 640, 1280), formats: tuple[str, ...] = FORMATS
) -> list[Variant]:
    return make_variants(ContentFile(data), widths, formats)


def picture(data: bytes) -> Image.Image:
    """The largest JPEG made of it."""
    return Image.open(io.BytesIO(variants(data, formats=("jpeg",))[-1].data))


def refusal(data: bytes) -> Refusal:
    """Why the file is refused, at its header or at the latest when it is decoded."""
    try:
        inspect(ContentFile(data))
        variants(data)
    except ImageRefused as refused:
        return refused.reason
    pytest.fail("The file is taken.")


def close(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(got - wanted) < 12 for got, wanted in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("data", "name"),
    [(jpeg(), "JPEG"), (PNG, "PNG"), (WEBP, "WEBP"), (heic(), "HEIF"), (jpeg(progressive=True), "JPEG")],
    ids=["jpeg", "png", "webp", "heic", "progressive"],
)
def test_inspect_tells_format_and_size(data: bytes, name: str) -> None:
    assert inspect(ContentFile(data)) == ImageFacts(name, 640, 480)


def test_inspect_leaves_the_file_at_its_beginning() -> None:
    file = ContentFile(PNG)
    inspect(file)
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Refusal.NOT_AN_IMAGE),
        ("Bonjour, ceci est un texte nommé .jpg".encode(), Refusal.NOT_AN_IMAGE),
        (bytes(500), Refusal.NOT_AN_IMAGE),
        (GIF_OF_4_GIGAPIXELS, Refusal.UNSUPPORTED_FORMAT),
        (GIF_OF_4_GIGAPIXELS + jpeg(), Refusal.UNSUPPORTED_FORMAT),
        (encoded(drawing(), "BMP"), Refusal.UNSUPPORTED_FORMAT),
        (encoded(drawing(), "TIFF"), Refusal.UNSUPPORTED_FORMAT),
        (encoded(drawing(), "AVIF"), Refusal.UNSUPPORTED_FORMAT),
        (b'  <svg xmlns="http://www.w3.org/2000/svg"/>', Refusal.UNSUPPORTED_FORMAT),
        (b"%PDF-1.7", Refusal.UNSUPPORTED_FORMAT),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", Refusal.UNSUPPORTED_FORMAT),
        (png_claiming(65_535, 65_535), Refusal.TOO_LARGE),
        (png_claiming(7_747, 7_746), Refusal.TOO_LARGE),
        (png_claiming(7_747, 7_744), Refusal.BROKEN),
        (jpeg() + bytes(MAX_BYTES), Refusal.TOO_HEAVY),
        (b"\xff\xd8\xff", Refusal.BROKEN),
        (b"\x89PNG\r\n\x1a\n", Refusal.BROKEN),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Refusal.BROKEN),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Refusal.BROKEN),
        (jpeg()[:-2000], Refusal.BROKEN),
        (PNG[: len(PNG) // 2], Refusal.BROKEN),
        (WEBP[: len(WEBP) // 2], Refusal.BROKEN),
        (heic()[:-200], Refusal.BROKEN),
    ],
)
def test_a_file_is_refused_for_what_it_holds(data: bytes, reason: Refusal) -> None:
    assert refusal(data) == reason


def test_webp_that_claims_too_much_is_refused_before_its_canvas_is_made() -> None:
    canvas = (16_382).to_bytes(3, "little")
    data = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + canvas + canvas
    assert refusal(data) == Refusal.TOO_LARGE


def test_heic_that_lies_about_its_size_is_refused() -> None:
    data = heic(2000, 1500)
    lie = data.replace(struct.pack(">II", 2000, 1500), struct.pack(">II", 64, 64))
    assert lie != data
    assert refusal(lie) == Refusal.BROKEN


def test_jpeg_with_a_thousand_scans_is_refused() -> None:
    data = jpeg(progressive=True)
    last_scan = data[data.rfind(b"\xff\xda") : -2]
    assert refusal(data[:-2] + last_scan * 1000 + b"\xff\xd9") == Refusal.BROKEN


@settings(max_examples=60)
@given(
    data=st.sampled_from(
        [jpeg(64, 48), encoded(drawing(64, 48), "PNG"), encoded(drawing(64, 48), "WEBP"), heic(64, 64)]
    ),
    blows=st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_damaged_file_gives_variants_or_a_refusal(data: bytes, blows: list[tuple[int, int]]) -> None:
    damaged = bytearray(data)
    for place, value in blows:
        damaged[place % len(damaged)] = value
    try:
        made = variants(bytes(damaged), formats=("jpeg",))
    except ImageRefused:
        made = []
    assert all(variant.data for variant in made)


def test_variants_come_at_each_width_in_each_format() -> None:
    made = variants(jpeg(2000, 1500))
    assert [(variant.width, variant.height, variant.format) for variant in made] == [
        (width, height, name) for width, height in ((320, 240), (640, 480), (1280, 960)) for name in FORMATS
    ]
    opened = [Image.open(io.BytesIO(variant.data)) for variant in made]
    assert [(image.size, image.format, image.mode) for image in opened] == [
        ((variant.width, variant.height), variant.format.upper(), "RGB") for variant in made
    ]


def test_variants_are_never_larger_than_the_picture() -> None:
    assert [variant.width for variant in variants(jpeg(500, 300), formats=("jpeg",))] == [320, 500]
    assert [variant.width for variant in variants(jpeg(1, 1), formats=("jpeg",))] == [1]


@pytest.mark.parametrize(
    ("size", "largest"), [((1, 60_000), (1, 5120)), ((60_000, 1), (1280, 1)), ((1000, 9000), (569, 5120))]
)
def test_strips_give_variants_of_a_reasonable_height(size: tuple[int, int], largest: tuple[int, int]) -> None:
    made = variants(encoded(Image.new("RGB", size), "PNG"))
    assert (made[-1].width, made[-1].height) == largest


def test_a_photo_of_12_megapixels_loses_all_it_told() -> None:
    told = {
        "exif": telling_exif(),
        "xmp": b"<x:xmpmeta>SecretPlace</x:xmpmeta>",
        "comment": b"SecretComment",
        "icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    }
    data = jpeg(4032, 3024, **told)
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)[2] == (43.0, 16.0, 12.5)
    for variant in variants(data):
        kept = Image.open(io.BytesIO(variant.data))
        assert dict(kept.getexif()) == {}
        assert {"exif", "xmp", "comment", "icc_profile"} & kept.info.keys() == set()
        assert [word for word in (b"Secret", b"Exif", b"GPS", b"http") if word in variant.data] == []


@pytest.mark.parametrize("name", ["PNG", "WEBP", "HEIF"])
def test_other_formats_lose_what_they_told_too(name: str) -> None:
    data = encoded(drawing(), name, exif=telling_exif().tobytes())
    assert b"SecretMaker" in data
    assert [variant.format for variant in variants(data) if b"Secret" in variant.data or b"Exif" in variant.data] == []


UNDO = [
    (1, None),
    (2, Image.Transpose.FLIP_LEFT_RIGHT),
    (3, Image.Transpose.ROTATE_180),
    (4, Image.Transpose.FLIP_TOP_BOTTOM),
    (5, Image.Transpose.TRANSPOSE),
    (6, Image.Transpose.ROTATE_90),
    (7, Image.Transpose.TRANSVERSE),
    (8, Image.Transpose.ROTATE_270),
]
CORNERS = {(30, 20): (255, 0, 0), (270, 20): (0, 255, 0), (30, 180): (0, 0, 255), (270, 180): (255, 255, 0)}


def four_corners() -> Image.Image:
    image = Image.new("RGB", (300, 200), "white")
    for (x, y), colour in CORNERS.items():
        image.paste(colour, (x - 30, y - 20, x + 30, y + 20))
    return image


@pytest.mark.parametrize(("orientation", "undo"), UNDO)
def test_a_turned_photo_stands_upright(orientation: int, undo: Image.Transpose | None) -> None:
    stored = four_corners() if undo is None else four_corners().transpose(undo)
    shown = picture(encoded(stored, "JPEG", quality=95, exif=telling_exif(orientation)))
    assert shown.size == (300, 200)
    assert [colour for place, colour in CORNERS.items() if not close(shown.getpixel(place), colour)] == []


def test_a_turned_heic_stands_upright() -> None:
    stored = four_corners().transpose(Image.Transpose.ROTATE_90)
    shown = picture(encoded(stored, "HEIF", quality=90, exif=telling_exif(6).tobytes()))
    assert shown.size == (300, 200)
    assert [colour for place, colour in CORNERS.items() if not close(shown.getpixel(place), colour)] == []


def test_a_turned_tall_photo_keeps_the_width_asked_for() -> None:
    made = variants(jpeg(4000, 3000, exif=telling_exif(6)), formats=("jpeg",))
    assert [(variant.width, variant.height) for variant in made] == [(320, 427), (640, 854), (1280, 1707)]


@pytest.mark.parametrize(
    ("image", "colour"),
    [
        (Image.new("RGBA", (40, 40), (0, 0, 0, 0)), (255, 255, 255)),
        (Image.new("RGBA", (40, 40), (0, 0, 0, 128)), (127, 127, 127)),
        (Image.new("LA", (40, 40), (0, 0)), (255, 255, 255)),
        (Image.new("I;16", (40, 40), 32_768), (128, 128, 128)),
        (Image.new("RGB", (40, 40), (200, 30, 60)).quantize(4), (200, 30, 60)),
        (Image.new("1", (40, 40), 1), (255, 255, 255)),
    ],
    ids=["transparent", "half transparent", "grey transparent", "16 bits", "palette", "1 bit"],
)
def test_any_kind_of_pixels_becomes_plain_colour(image: Image.Image, colour: tuple[int, int, int]) -> None:
    assert close(picture(encoded(image, "PNG")).getpixel((20, 20)), colour)


def test_a_large_transparent_png_is_seamless() -> None:
    shown = picture(encoded(Image.new("RGBA", (5200, 5200), (255, 0, 0, 128)), "PNG"))
    assert shown.size == (1280, 1280)
    assert len(shown.getcolors() or []) == 1


def test_print_colours_become_screen_colours() -> None:
    assert close(
        picture(encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG")).getpixel((20, 20)), (254, 0, 0)
    )


def test_a_profile_is_applied_before_it_is_dropped() -> None:
    """In this profile red and green have changed places: its pure red is our green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    places = {bytes(profile[i : i + 4]): i for i in range(132, 132 + 12 * profile[131], 12)}
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    data = encoded(Image.new("RGB", (40, 40), (255, 0, 0)), "PNG", icc_profile=bytes(profile))
    assert close(picture(data).getpixel((20, 20)), (0, 255, 0))


def test_a_profile_of_nonsense_is_ignored() -> None:
    data = encoded(Image.new("RGB", (40, 40), (255, 0, 0)), "JPEG", icc_profile=b"nonsense" * 40)
    assert close(picture(data).getpixel((20, 20)), (254, 0, 0))


def test_what_hangs_after_a_photo_is_left_behind() -> None:
    data = jpeg() + b"<script>alert(1)</script>PK\x03\x04"
    assert [variant.format for variant in variants(data) if b"script" in variant.data] == []


def test_a_photo_of_several_frames_gives_its_first() -> None:
    first, second = Image.new("RGB", (60, 40), (255, 0, 0)), Image.new("RGB", (60, 40), (0, 0, 255))
    several = [encoded(first, name, save_all=True, append_images=[second]) for name in ("WEBP", "PNG", "MPO", "HEIF")]
    assert [data for data in several if not close(picture(data).getpixel((20, 20)), (254, 0, 0))] == []


def test_a_heavy_or_mangled_exif_block_does_no_harm() -> None:
    heavy = telling_exif()
    heavy[0x010E] = "x" * 60_000
    assert picture(jpeg(exif=heavy)).size == (640, 480)
    with pytest.warns(UserWarning, match="EXIF"):
        assert picture(jpeg(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xab" * 90)).size == (640, 480)


def test_larger_variants_are_heavier() -> None:
    weights = [len(variant.data) for variant in variants(jpeg(2000, 1500), formats=("avif",))]
    assert all(small < large for small, large in pairwise(weights))
