"""The outside geocoder, against a real server on this machine that behaves and misbehaves."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from mcs.lib.geo import Point
from mcs.places.models import District
from mcs.places.queries import Place, locate
from mcs.places.queries.address_api import LARGEST_ANSWER, AddressApiGeocoder

PRADO = {
    "label": "214 Avenue du Prado 13008 Marseille",
    "score": 0.97,
    "type": "housenumber",
    "street": "Avenue du Prado",
}


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.behave(self)

    def log_message(self, *args: Any) -> None:
        pass

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Service(ThreadingHTTPServer):
    """Answers as a test tells it, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.over = threading.Event()
        self.body = b""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/search/"

    def behave(self, request: Handler) -> None:
        request.answer(self.body)

    def says(self, *coordinates: Any, **properties: Any) -> None:
        feature = {"geometry": {"type": "Point", "coordinates": coordinates}, "properties": PRADO | properties}
        self.body = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    def handle_error(self, *args: Any) -> None:
        pass  # a client that hangs up is what these tests are about


@pytest.fixture
def service(settings: Settings) -> Iterator[Service]:
    with Service() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.GEOCODER_URL = server.url
        yield server
        server.over.set()
        server.shutdown()
        thread.join()


def in_the_middle_of_the_street() -> Place:
    return Place(Point(43.272, 5.391), District.objects.get(number=8), "Avenue du Prado", "street")


def test_the_service_places_the_very_house(places: None, service: Service) -> None:
    service.says(5.3867, 43.2745)
    place = locate("214 avenue du Prado", "13008", "Marseille")
    eighth = District.objects.get(number=8)
    assert place == Place(Point(43.2745, 5.3867), eighth, "Avenue du Prado", "housenumber")
    asked = urlsplit(service.asked[0])
    assert asked.path == "/search/"
    assert parse_qs(asked.query) == {"q": ["214 avenue du Prado Marseille"], "limit": ["1"], "postcode": ["13008"]}


def test_a_place_outside_the_network_has_no_district(places: None, service: Service) -> None:
    service.says(5.3698, 43.2965, type="street", name="Quai du Port", street=None)
    assert locate("quai du Port") == Place(Point(43.2965, 5.3698), None, "Quai du Port", "street")


def test_an_address_with_its_own_parameters_keeps_them(places: None, service: Service, settings: Settings) -> None:
    settings.GEOCODER_URL = service.url + "?index=address"
    service.says(5.3867, 43.2745)
    locate("214 avenue du Prado\r\nHost: elsewhere &limit=9")
    assert parse_qs(urlsplit(service.asked[0]).query) == {
        "index": ["address"],
        "q": ["214 avenue du Prado , Host: elsewhere &limit=9 Marseille"],
        "limit": ["1"],
    }


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[" * 100_000,
        b"[]",
        b"null",
        b'{"features": []}',
        b'{"features": [1]}',
        b'{"features": "x"}',
        b'{"features": [{"geometry": {"coordinates": [5.4, 43.2]}, "properties": {}}]}',
    ],
)
def test_garbage_falls_back_to_the_streets(places: None, service: Service, body: bytes) -> None:
    service.body = body
    assert locate("214 avenue du Prado") == in_the_middle_of_the_street()
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("coordinates", "properties"),
    [
        ((5.4, 999), {}),
        ((float("nan"), 43.2), {}),
        (("5.4", "43.2"), {}),
        ((5.4,), {}),
        ((5.4, 43.2), {"score": 0.3}),
        ((5.4, 43.2), {"score": float("nan")}),
        ((5.4, 43.2), {"score": "high"}),
        ((5.4, 43.2), {"type": "municipality"}),
        ((5.4, 43.2), {"type": ["street"]}),
        ((43.27, 5.38), {}),  # off Somalia
        ((0.0, 0.0), {}),
        ((2.35, 48.86), {}),  # Paris
    ],
)
def test_an_answer_not_to_trust_falls_back_to_the_streets(
    places: None, service: Service, coordinates: tuple[Any, ...], properties: dict[str, Any]
) -> None:
    service.says(*coordinates, **properties)
    assert locate("214 avenue du Prado") == in_the_middle_of_the_street()


def fail(request: Handler) -> None:
    request.answer(request.server.body, status=500)


def redirect(request: Handler) -> None:
    request.answer(b"", status=302, Location=f"{request.server.url}elsewhere")


def flood(request: Handler) -> None:
    request.answer(b" " * (LARGEST_ANSWER + 1) + request.server.body)


def hang_up(request: Handler) -> None:
    request.close_connection = True


@pytest.mark.parametrize("behaviour", [fail, redirect, flood, hang_up])
def test_a_failing_service_falls_back_to_the_streets(
    places: None, service: Service, monkeypatch: pytest.MonkeyPatch, behaviour: Any
) -> None:
    service.says(5.3867, 43.2745)
    monkeypatch.setattr(service, "behave", behaviour)
    assert locate("214 avenue du Prado") == in_the_middle_of_the_street()
    assert len(service.asked) == 1


def keep_waiting(request: Handler) -> None:
    request.server.over.wait()


def drip(request: Handler) -> None:
    request.answer(b"")
    while not request.server.over.wait(0.02):
        request.wfile.write(b" ")


@pytest.mark.parametrize("behaviour", [keep_waiting, drip])
def test_a_slow_service_is_left(
    places: None, service: Service, monkeypatch: pytest.MonkeyPatch, behaviour: Any
) -> None:
    monkeypatch.setattr(service, "behave", behaviour)
    assert AddressApiGeocoder(service.url, timeout=0.2).locate("214 avenue du Prado") is None


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1", "http://", "http://127.0.0.1:99999/"]
)
def test_only_a_web_address_is_asked(places: None, settings: Settings, url: str) -> None:
    settings.GEOCODER_URL = url
    assert locate("214 avenue du Prado") == in_the_middle_of_the_street()


def test_a_closed_port_falls_back_to_the_streets(places: None, settings: Settings) -> None:
    with Service() as server:
        settings.GEOCODER_URL = server.url
    assert locate("214 avenue du Prado") == in_the_middle_of_the_street()


def test_the_address_stays_out_of_the_logs(places: None, service: Service, caplog: pytest.LogCaptureFixture) -> None:
    service.body = b"<html>"
    locate("214 avenue du Prado")
    assert [record.getMessage() for record in caplog.records] == ["The geocoder gave no answer: JSONDecodeError"]
