"""Pictures for tests, drawn on the spot."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pillow_heif import HeifImagePlugin  # noqa: F401 — lets Pillow write HEIC

from mcs.photos.actions import make_photo_variants, store_photo
from mcs.photos.models import Photo

GPS = {1: "N", 2: (43.0, 16.0, 12.5), 3: "E", 4: (5.0, 23.0, 44.1)}
# A 44-byte GIF whose header claims 65,535 × 65,535 pixels.
GIF_OF_4_GIGAPIXELS = b"GIF89a" + struct.pack("<HH", 65535, 65535) + bytes(31)


def drawing(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """A gradient: it weighs little and shows which way is up."""
    return Image.linear_gradient("L").resize((width, height)).convert(mode)


def encoded(image: Image.Image, name: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, name, **options)
    return buffer.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes: its maker, the moment, the place."""
    exif = Image.Exif()
    exif[0x010F] = "SecretMaker"
    exif[0x0112] = orientation
    exif[0x8769] = {0x9003: "2026:11:23 18:30:00"}
    exif[0x8825] = GPS
    return exif


def jpeg(width: int = 640, height: int = 480, **options: Any) -> bytes:
    return encoded(drawing(width, height), "JPEG", **options)


def heic(width: int = 640, height: int = 480, **options: Any) -> bytes:
    return encoded(drawing(width, height), "HEIF", quality=50, **options)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header is valid and whose pixels are not there."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data)) for tag, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def upload(name: str = "plage.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if data is None else data)


def make_photo(**values: Any) -> Photo:
    """A photo of 640 × 480 whose variants are made."""
    photo = store_photo(file=upload(), uploader=values.pop("uploader", None))
    make_photo_variants(photo_pk=photo.pk)
    Photo.objects.filter(pk=photo.pk).update(**values)
    return Photo.objects.get(pk=photo.pk)
