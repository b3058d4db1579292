"""Views of the map in a directory that is filled; `tests.bench.directory` fills it and prints."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from tests.bench.measuring import timed

TURNS = 40
SCREENS = {"phone": (390, 700), "desktop": (1120, 760)}
MIDDLE = (43.262, 5.402)
Ask = Callable[[Random], bytes]


class Figures(NamedTuple):
    times: list[float]  # milliseconds
    bytes: list[int]  # of the answers
    sent: list[int]  # the same, compressed as servers do


def measure() -> dict[str, Figures]:
    """TURNS answers of each kind of view."""
    return {name: watch(ask) for name, ask in views().items()}


def watch(ask: Ask) -> Figures:
    rng, figures = Random(8), Figures([], [], [])
    ask(rng)
    for _ in range(TURNS):
        bodies: list[bytes] = []
        figures.times.append(timed(lambda: bodies.append(ask(rng))))  # noqa: B023
        figures.bytes.append(len(bodies[0]))
        figures.sent.append(len(gzip.compress(bodies[0], 6)))
    return figures


def views() -> dict[str, Ask]:
    """Kinds of views, each asked as its address would be; they give the answer's body."""
    from django.test import Client

    client = Client()

    def ask(address: str) -> bytes:
        answer = client.get(address)
        if answer.status_code != 200:
            raise ValueError(f"{address}: {answer.status_code}")
        return answer.content

    def view(screen: str, zoom: int, query: str = "") -> Ask:
        width, height = SCREENS[screen]
        degrees = 360 / (256 * 2**zoom)

        def one(rng: Random) -> bytes:
            latitude, longitude = MIDDLE[0] + rng.uniform(-0.02, 0.02), MIDDLE[1] + rng.uniform(-0.02, 0.02)
            up, across = height * degrees * 0.728 / 2, width * degrees / 2
            zone = f"{latitude - up:.5f},{longitude - across:.5f},{latitude + up:.5f},{longitude + across:.5f}"
            return ask(f"/annuaire/points.json?vue={zone}&zoom={zoom}{query}")

        return one

    return {
        "frame of everything": lambda rng: ask("/annuaire/points.json"),
        "phone, the three districts (zoom 12)": view("phone", 12),
        "phone, a quarter (14)": view("phone", 14),
        "phone, a street (17)": view("phone", 17),
        "desktop, the three districts (12)": view("desktop", 12),
        "desktop, a quarter (14)": view("desktop", 14),
        "desktop, a trade in a quarter": view("desktop", 14, "&categorie=shop-bakery"),
        "desktop, words in a quarter": view("desktop", 14, "&q=boulangerie prado"),
    }
