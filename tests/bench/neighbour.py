"""A neighbour who writes while the site is killed: what isn't taken is sent again, as by reloading the page."""

from __future__ import annotations

import http.client
import io
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode
from uuid import uuid4

from PIL import Image

NAMED = re.compile(r"/media/photos/[\w./-]+")  # in src, srcset and href
PATIENCE = 60  # seconds one answer may be waited for


@dataclass
class Ledger:
    """What the site said it had taken, by word; and how it answered."""

    cookies: list[str]  # of members
    requests: list[str]  # addresses of posts that ask
    port: int = 0
    posts: dict[str, str] = field(default_factory=dict)  # its address
    answers: dict[str, str] = field(default_factory=dict)  # the address of the post
    joins: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    images: int = 0
    halves: list[str] = field(default_factory=list)  # addresses that open as no image
    over: threading.Event = field(default_factory=threading.Event)


class Neighbour(threading.Thread):
    """Writes until it is over: posts, of which many with a photo, answers, and somebody who asks for a code."""

    def __init__(self, number: int, ledger: Ledger) -> None:
        super().__init__(name=f"neighbour-{number}", daemon=True)
        self.ledger, self.rng, self.picture = ledger, Random(number), _picture(900 + number, 600)

    def run(self) -> None:
        while not self.ledger.over.is_set():
            dice, word = self.rng.random(), f"mot{uuid4().hex[:12]}"
            if dice < 0.1:
                self._join(f"{word}@exemple.fr")
            else:
                self._write(word, is_post=dice < 0.5)
            time.sleep(self.rng.random() * 0.2)

    def _write(self, word: str, *, is_post: bool) -> None:
        ledger, cookie = self.ledger, self.rng.choice(self.ledger.cookies)
        fields = {"text": f"Bonjour, je cherche quelqu’un pour {word} samedi", "submission": str(uuid4()), "relu": "1"}
        target = "/fil/publier/" if is_post else self.rng.choice(ledger.requests)
        photo = self.picture if is_post and self.rng.random() < 0.25 else None
        answer = self._sent(target, fields | ({"kind": "request", "vu": "1"} if is_post else {}), cookie, photo)
        if answer is None:
            return
        if is_post:
            ledger.posts[word] = answer.partition("#")[0]
        else:
            ledger.answers[word] = target

    def _join(self, email: str) -> None:
        if self._sent("/rejoindre/", {"email": email}, "", None):
            self.ledger.joins.append(email)

    def _sent(self, path: str, fields: dict[str, str], cookie: str, photo: bytes | None) -> str | None:
        """Where the site led once it had taken it; None when it said no, or all was over before it could."""
        while not self.ledger.over.is_set():
            try:
                status, place, _body = self.exchange(path, fields, cookie, photo)
            except (OSError, http.client.HTTPException) as error:
                self.ledger.met[type(error).__name__] += 1
            else:
                self.ledger.met[f"{'POST'} {status}"] += 1
                if status == 302:
                    return place
                if status < 500:
                    return None
            time.sleep(0.2)
        return None

    def exchange(
        self, path: str, fields: dict[str, str] | None = None, cookie: str = "", photo: bytes | None = None
    ) -> tuple[int, str, bytes]:
        """Status, Location, body. Each comes from an address of their own, as a proxy in front would say."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ledger.port, timeout=PATIENCE)
        block = f"10.{self.rng.randrange(256)}.{self.rng.randrange(256)}.7"
        headers = {"Host": f"localhost:{self.ledger.port}", "X-Forwarded-For": block, "Sec-Fetch-Site": "same-origin"}
        headers |= {"Accept-Language": "fr", "User-Agent": self.name} | ({"Cookie": cookie} if cookie else {})
        body = None
        if fields is not None:
            body, headers["Content-Type"] = _form(fields, photo)
        try:
            connection.request("GET" if fields is None else "POST", path, body, headers)
            response = connection.getresponse()
            return response.status, response.getheader("Location") or "", response.read()
        finally:
            connection.close()


class Looker(Neighbour):
    """Reads the posts just written and opens every picture they name."""

    def run(self) -> None:
        while not self.ledger.over.wait(0.2):
            if posts := list(self.ledger.posts.values()):
                self.look(self.rng.choice(posts))

    def look(self, post: str) -> None:
        try:
            named = set(NAMED.findall(self.exchange(post)[2].decode()))
            for address in named:
                status, _place, data = self.exchange(address)
                if status < 500 and not (status == 200 and _opens(data)):
                    self.ledger.halves.append(f"{address}: {status}, {len(data)} bytes")
                self.ledger.images += status == 200
        except (OSError, http.client.HTTPException) as error:
            self.ledger.met[f"looking: {type(error).__name__}"] += 1


def _picture(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


def _opens(data: bytes) -> bool:
    try:
        Image.open(io.BytesIO(data)).load()
    except (OSError, SyntaxError):
        return False
    return True


def _form(fields: dict[str, str], photo: bytes | None) -> tuple[bytes, str]:
    if photo is None:
        return urlencode(fields).encode(), "application/x-www-form-urlencoded"
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\nContent-Type: image/jpeg'
    body = "".join(parts).encode() + head.encode() + b"\r\n\r\n" + photo + f"\r\n--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"
