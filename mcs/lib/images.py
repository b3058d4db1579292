"""Pictures from outside: what a file really holds, and small clean copies of it for the web.

A file is believed for what it contains, never for its name. Sizes are read from its header and refused before a
single pixel is decoded; each decoder is called by name, so that Pillow's forty others are never offered the bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.files.base import File
from PIL import Image, ImageCms
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile
from pillow_heif.as_plugin import HeifImageFile

MAX_BYTES = 20_000_000
MAX_PIXELS = 60_000_000
# A variant is at most this many times as high as wide: a 1 × 60,000 strip has nothing to show.
TALLEST = 4
# Real progressive files have about ten scans. Each costs a pass over the whole picture, and an empty one weighs
# eight bytes: a small file can ask for hours of work.
MAX_JPEG_SCANS = 50

_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_OTHER_FORMATS = (b"GIF8", b"II*\0", b"MM\0*", b"%PDF", b"<svg", b"<?xml", b"\0\0\1\0", b"8BPS", b"\xff\x0a")
_EXIF_ORIENTATION = 0x0112
# What brings a picture upright, by its EXIF orientation (JEITA CP-3451, 4.6.4).
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Chosen by measure: see docs/adr/0005-photos.md.
ENCODERS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"quality": 78, "method": 4},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}


class Refusal(Enum):
    """Why a file is not taken as a picture."""

    TOO_HEAVY = "too_heavy"  # more than MAX_BYTES
    TOO_LARGE = "too_large"  # more than MAX_PIXELS
    NOT_AN_IMAGE = "not_an_image"
    UNSUPPORTED_FORMAT = "unsupported_format"  # a picture, a film or a document, but none of the four formats
    BROKEN = "broken"  # begins like a picture and can't be read to its end


class ImageRefused(Exception):  # noqa: N818 — a refusal, not a fault
    """The one exception of this module, for any file whatever."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class ImageFacts:
    """What the header says: format (JPEG, PNG, WEBP or HEIF), width and height in pixels as they are stored."""

    format: str
    width: int
    height: int


@dataclass(frozen=True)
class Variant:
    """One file for the web: its width and height in pixels, "avif", "webp" or "jpeg", and its bytes."""

    width: int
    height: int
    format: str
    data: bytes


def inspect(file: File[bytes]) -> ImageFacts:
    """The facts of a picture we accept, from its header alone; the file is left at its beginning.

    Raises ImageRefused. A header can lie about what follows: only make_variants knows that a picture is whole.
    """
    image = _open(file)
    file.seek(0)
    return ImageFacts(str(image.format), image.width, image.height)


def make_variants(file: File[bytes], widths: Sequence[int], formats: Sequence[str]) -> list[Variant]:
    """The picture upright, in sRGB, without any metadata, at each width in each format; the largest come last.

    Never wider than the picture: the last width is then its own. Raises ImageRefused.
    """
    picture = _decode(file, max(widths))
    variants = []
    for width in [*(width for width in sorted(widths) if width < picture.width), picture.width]:
        height = max(1, round(picture.height * width / picture.width))
        copy = picture.resize((width, height), Image.Resampling.LANCZOS)
        variants += [Variant(width, height, name, _encode(copy, name)) for name in formats]
    return variants


def _open(file: File[bytes]) -> ImageFile:
    if file.size > MAX_BYTES:
        raise ImageRefused(Refusal.TOO_HEAVY)
    file.seek(0)
    decoder = _decoder(file.read(64))
    file.seek(0)
    try:
        image = decoder(file)
    except Image.DecompressionBombError as error:
        raise ImageRefused(Refusal.TOO_LARGE) from error
    except Exception as error:  # a decoder raises anything at all on hostile bytes
        raise ImageRefused(Refusal.BROKEN) from error
    if image.width * image.height > MAX_PIXELS:
        raise ImageRefused(Refusal.TOO_LARGE)
    return image


def _decoder(head: bytes) -> type[ImageFile]:
    """Which of the four formats begins so."""
    if head.startswith(b"\xff\xd8\xff"):
        return JpegImageFile
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PngImageFile
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WebPImageFile
    if head[4:8] == b"ftyp":  # ISO/IEC 14496-12: the major brand, a version, then the compatible brands
        end = int.from_bytes(head[:4], "big")
        brands = {head[8:12], *(head[i : i + 4] for i in range(16, min(end, len(head)), 4))}
        if brands & _HEVC_BRANDS and b"avif" not in brands:
            return HeifImageFile
        raise ImageRefused(Refusal.UNSUPPORTED_FORMAT)
    is_bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
    if is_bitmap or head.lstrip().startswith(_OTHER_FORMATS):
        raise ImageRefused(Refusal.UNSUPPORTED_FORMAT)
    raise ImageRefused(Refusal.NOT_AN_IMAGE)


def _decode(file: File[bytes], width: int) -> Image.Image:
    """The picture at its largest size for the web: RGB pixels and nothing else."""
    file.seek(0)
    data = file.read(MAX_BYTES + 1)  # from here on an OSError is about the picture, never about a disk
    image = _open(File(io.BytesIO(data)))
    if image.format == "JPEG" and data.count(b"\xff\xda") > MAX_JPEG_SCANS:
        raise ImageRefused(Refusal.BROKEN)
    try:
        orientation = _orientation(image)
        size = _fit(image.size, width, lies_on_its_side=orientation >= 5)
        image.draft("RGB", size)  # a JPEG is decoded at a half, a quarter or an eighth of its size
        pixels = _srgb(_shrunk(image, size), image.info.get("icc_profile"))
        return pixels.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else pixels
    except Exception as error:  # as above
        raise ImageRefused(Refusal.BROKEN) from error


def _orientation(image: ImageFile) -> int:
    """1 to 8; HEIC says it in its own way, which its decoder has applied (ISO/IEC 23008-12, A.2.2)."""
    orientation = 1
    if image.format != "HEIF":
        with suppress(Exception):  # an unreadable EXIF block spoils no picture
            orientation = int(image.getexif().get(_EXIF_ORIENTATION, 1))
    return orientation


def _fit(size: tuple[int, int], width: int, *, lies_on_its_side: bool) -> tuple[int, int]:
    """The size, as stored, whose upright width is at most `width` and whose height TALLEST times that."""
    across, along = size[::-1] if lies_on_its_side else size
    scale = min(1, width / across, TALLEST * width / along)
    fitted = max(1, round(across * scale)), max(1, round(along * scale))
    return fitted[::-1] if lies_on_its_side else fitted


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture at that size, opaque; band by band, so that a large one never stands twice in memory."""
    image.load()
    factor = max(1, min(image.width // size[0], image.height // size[1]) // 2)
    rows = factor * 256
    bands = (image.crop((0, top, image.width, min(top + rows, image.height))) for top in range(0, image.height, rows))
    reduced = [_opaque(band).reduce(factor) for band in bands]
    whole = Image.new(reduced[0].mode, (reduced[0].width, sum(band.height for band in reduced)))
    for number, band in enumerate(reduced):
        whole.paste(band, (0, number * 256))
    return whole.resize(size, Image.Resampling.LANCZOS)


def _opaque(image: Image.Image) -> Image.Image:
    """8 bits a channel, on white where it was transparent, in a mode that can be resized; colours as they were."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point([value >> 8 for value in range(65536)], "L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        return paper
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as browsers show them without a profile, in an image made anew: no comment or block follows."""
    clean = Image.new("RGB", image.size)
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):  # a profile that can't be used is as none
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            image = converted or image
    clean.paste(image.convert("RGB"))
    return clean


def _encode(image: Image.Image, name: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, name.upper(), **ENCODERS[name])
    return buffer.getvalue()
