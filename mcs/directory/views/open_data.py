"""The directory as open data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from mcs.directory.exports.cards import vcards
from mcs.directory.exports.features import geojson_parts
from mcs.directory.exports.tables import csv_lines
from mcs.directory.exports.told import exported
from mcs.directory.models import Listing
from mcs.directory.queries.open_data import open_data_page
from mcs.directory.queries.selection import Selection, directory_stamp
from mcs.lib.caching import same_for_visitors
from mcs.lib.ratelimit.limits import Limit, client_block

EXPORTS = Limit("export", times=60, seconds=3600)


class Writer(Protocol):
    """A format's generator of text."""

    def __call__(self, listings: Iterator[Listing], at: datetime, /) -> Iterator[str]: ...


@same_for_visitors
@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, in which formats, and what one may do with it."""
    return render(request, "directory/open_data.html", open_data_page())


@login_not_required
@require_safe
def open_data_csv(request: HttpRequest) -> HttpResponseBase:
    """A row a listing."""
    return _file(request, csv_lines, "csv", "text/csv; charset=utf-8; header=present")


@login_not_required
@require_safe
def open_data_geojson(request: HttpRequest) -> HttpResponseBase:
    """A feature a listing, in OpenStreetMap's tags."""
    return _file(request, geojson_parts, "geojson", "application/geo+json")


@login_not_required
@require_safe
def open_data_vcf(request: HttpRequest) -> HttpResponseBase:
    """A card a listing."""
    return _file(request, vcards, "vcf", "text/vcard; charset=utf-8")


def _file(request: HttpRequest, write: Writer, ending: str, content_type: str) -> HttpResponseBase:
    """The part asked for, sent while it is read: its size costs no memory."""
    selection = Selection.read(request.GET.dict())
    etag = f'W/"{selection.slug}-{ending}-{directory_stamp()}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    if not EXPORTS.allows(client_block(request)):
        return render(request, "directory/open_data.html", open_data_page() | {"too_often": True}, status=429)
    place = {"Content-Disposition": f'attachment; filename="{selection.slug}.{ending}"', "ETag": etag}
    parts = _pieces(write(exported(selection), timezone.now()))
    response = StreamingHttpResponse(parts, content_type=content_type, headers=place)
    patch_cache_control(response, public=True, max_age=600)
    return response


def _pieces(parts: Iterator[str], size: int = 16_384) -> Iterator[bytes]:
    """The text in pieces worth sending, not a packet a line."""
    waiting, length = [], 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= size:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()
