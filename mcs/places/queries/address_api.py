"""Geocoding by an outside service that speaks the French national address API's format, when the operator wants one.

The format: https://adresse.data.gouv.fr/outils/api-doc/adresse, a GeoJSON FeatureCollection (RFC 7946).
"""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from mcs.lib.geo import Point
from mcs.lib.outlines import is_degrees
from mcs.places.queries.ground import district_among, drawn_districts, is_far
from mcs.places.queries.place import Place, Precision

TIMEOUT = 3.0  # seconds, to connect and for the whole answer
LARGEST_ANSWER = 256 * 1024  # bytes; one address takes less than one thousand
LONGEST_QUERY = 200  # characters, the API's own limit
LEAST_SCORE = 0.5  # of 1, under which the API itself is guessing
PRECISIONS: dict[str, Precision] = {"housenumber": "housenumber", "street": "street"}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class AddressApiGeocoder:
    """Asks GET {url}?q=…&limit=1&postcode=…; whatever goes wrong is logged and answers None."""

    url: str
    timeout: float = TIMEOUT

    def locate(self, address: str, postcode: str = "", city: str = "") -> Place | None:
        text = f"{address} {city or settings.NETWORK_CITY}"[:LONGEST_QUERY]
        fields = {"q": text, "limit": "1"} | ({"postcode": postcode.strip()[:5]} if postcode.strip() else {})
        try:
            return _read(json.loads(self._get(urlencode(fields))))
        except (OSError, HTTPException, ValueError, LookupError, TypeError, RecursionError) as error:
            # The address is personal: it stays out of the logs.
            logger.warning("The geocoder gave no answer: %s", type(error).__name__)
            return None

    def _get(self, query: str) -> bytes:
        """The body of a 200 answer, read within the time and size allowed; no redirect is followed.

        http.client speaks HTTP only, so a badly set address can't make it read a file.
        """
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("the geocoder's address must begin with http:// or https://")
        connect = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = connect(parts.hostname, parts.port, timeout=self.timeout)
        try:
            asked = f"{parts.path or '/'}?{parts.query}&{query}" if parts.query else f"{parts.path or '/'}?{query}"
            connection.request("GET", asked, headers={"Accept": "application/json", "User-Agent": "mcs"})
            response = connection.getresponse()
            if response.status != 200:
                raise HTTPException(response.status)
            return _read_bounded(response, time.monotonic() + self.timeout)
        finally:
            connection.close()


def _read_bounded(response: HTTPResponse, deadline: float) -> bytes:
    """The body; raises ValueError when it grows too large, TimeoutError when it comes drop by drop."""
    body = b""
    while chunk := response.read1(64 * 1024):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise ValueError("answer too large")
        if time.monotonic() > deadline:
            raise TimeoutError
    return body


def _read(answer: Any) -> Place | None:
    """The first feature as a place; None when there is none, none better than a town, or one far from the network."""
    if not answer["features"]:
        return None
    feature = answer["features"][0]
    longitude, latitude = feature["geometry"]["coordinates"][:2]
    properties = feature["properties"]
    precision = PRECISIONS.get(properties["type"])
    if precision is None or not properties["score"] >= LEAST_SCORE:
        return None
    if not (is_degrees(longitude, 180) and is_degrees(latitude, 90)):
        raise ValueError("a position outside the earth")
    point = Point(float(latitude), float(longitude))
    drawn = drawn_districts()
    if is_far(drawn, point):
        return None
    street = properties.get("street") or properties.get("name") or properties["label"]
    return Place(point, district_among(drawn, point), str(street)[:120], precision)
