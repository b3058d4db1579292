"""People on the evening of the broadcast, as small as HTTP allows: one connection each, kept open."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from uuid import uuid4

SEARCHES, JOINS, WRITES = 0.03, 0.01, 0.01  # of what people do; the rest is reading
CODE_PATIENCE = 30  # seconds somebody waits for the code
WORDS = ("plombier", "boulanger", "fuite", "coiffeur", "vélo", "clés", "serrurier", "fleurs", "couture", "pizza")
BETWEEN_LETTERS, SAME_FILE = b"\n" + b"-" * 79 + b"\n", 2  # the file back end may put those of a second in one file
CODE = re.compile(r"^\s*(\d{6})\s*$|\b(\d{3} ?\d{3})\b", re.MULTILINE)


@dataclass
class Town:
    """What there is to read, whom to answer, who is a member already, and where the codes arrive."""

    pages: list[str]
    requests: list[str]
    members: list[str]  # cookies
    host: str = ""
    mail: Path = Path()
    codes: dict[str, str] = field(default_factory=dict)

    async def read_mail(self) -> None:
        """The codes of all mailboxes, as they arrive; never ends."""
        read: set[Path] = set()
        while True:
            for file in set(self.mail.glob("*")) - read if self.mail.is_dir() else ():
                for text in file.read_bytes().split(BETWEEN_LETTERS):
                    self._read_letter(text)
                if time.time() - file.stat().st_mtime > SAME_FILE:
                    read.add(file)
            await asyncio.sleep(0.3)

    def _read_letter(self, text: bytes) -> None:
        letter = message_from_bytes(text.lstrip(), policy=policy.default)
        part = letter.get_body(("plain",))
        if part and (found := CODE.search(part.get_content())):
            address = re.search(r"[\w.+-]+@[\w.-]+", str(letter["To"]))
            if address:
                self.codes[address[0]] = (found[1] or found[2]).replace(" ", "")


@dataclass
class Tally:
    """What happened: milliseconds by kind, what went wrong, what the site said it had taken."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    joined: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    busy: float = 0.0

    def add_what_happened(self, other: Tally) -> None:
        """All of it but the times."""
        self.errors += other.errors
        self.joined += other.joined
        self.asked += other.asked
        self.answered += other.answered

    async def watch_own_delay(self) -> None:
        """How late the crowd itself is (milliseconds), and how long it computed (seconds); never ends."""
        start = time.process_time()
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(0.05)
            self.delays.append((time.perf_counter() - asked - 0.05) * 1000)
            self.busy = time.process_time() - start


class Answer:
    def __init__(self, status: int, headers: dict[str, str], cookies: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.cookies, self.body = status, headers, cookies, body


class Person:
    """Reads, pauses, now and then does something else."""

    def __init__(self, number: int, town: Town, tally: Tally, rng: Random, pause: float) -> None:
        self.number, self.town, self.tally, self.rng, self.pause = number, town, tally, rng, pause
        self.address = f"10.{number >> 8}.{number & 255}.7"
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def spend_until(self, ends: float, arriving: float = 0.0) -> None:
        """Comes within `arriving` seconds."""
        await asyncio.sleep(self.rng.random() * arriving)
        while time.monotonic() < ends:
            dice = self.rng.random()
            try:
                if dice < WRITES:
                    await self._write()
                elif dice < WRITES + JOINS:
                    await self._join()
                elif dice < WRITES + JOINS + SEARCHES:
                    words = f"{self.rng.choice(WORDS)} {self.rng.choice(WORDS)} {self.rng.randrange(10**6)}"
                    await self._ask("search", f"/annuaire/?{urlencode({'q': words})}", expect=200)
                else:
                    few = int(len(self.town.pages) * self.rng.random() ** 4)  # the first pages are read most
                    await self._ask("read", self.town.pages[few], expect=200)
            except (OSError, asyncio.IncompleteReadError, ValueError) as error:
                self.tally.errors[f"{type(error).__name__} {error}"[:120]] += 1
                self.streams = None
            await asyncio.sleep(self.rng.expovariate(1 / self.pause) if self.pause else 0)
        if self.streams:
            self.streams[1].close()

    async def look_around(self) -> None:
        """Every page once: the site has been open for a while when the crowd comes."""
        for page in self.town.pages:
            await self._exchange(page, None, {})
        await self._exchange("/annuaire/?q=plombier", None, {})

    async def _join(self) -> None:
        """By e-mail and code, as a browser without passkeys does it."""
        email, jar = f"voisin.{uuid4().hex[:12]}@exemple.fr", dict[str, str]()
        await self._ask("join", "/rejoindre/", {"email": email}, jar, expect=302)
        for _ in range(CODE_PATIENCE * 5):
            if code := self.town.codes.get(email):
                answer = await self._ask("join", "/rejoindre/code/", {"code": code}, jar, expect=302)
                if answer.status == 302:
                    self.tally.joined.append(email)
                return
            await asyncio.sleep(0.2)
        self.tally.errors["no code came"] += 1

    async def _write(self) -> None:
        member = self.rng.choice(self.town.members)
        name, _sign, value = member.partition("=")
        word = f"mot{uuid4().hex[:12]}"
        data = {
            "text": f"Bonjour, je cherche quelqu’un pour {word} ce samedi matin",
            "submission": str(uuid4()),
            "relu": "1",  # sure of the tone
            "vu": "1",  # knows what was answered before
        }
        if self.rng.random() < 0.3:
            answer = await self._ask("post", "/fil/publier/", data | {"kind": "request"}, {name: value})
            taken = self.tally.asked
        else:
            answer = await self._ask("answer", self.rng.choice(self.town.requests), data, {name: value})
            taken = self.tally.answered
        if answer.status == 302:
            taken.append(word)
        elif answer.status != 429:  # who writes too much is told so
            self.tally.errors[f"writing: {answer.status}"] += 1

    async def _ask(
        self,
        kind: str,
        path: str,
        data: dict[str, str] | None = None,
        jar: dict[str, str] | None = None,
        expect: int = 0,
    ) -> Answer:
        started = time.perf_counter()
        answer = await self._exchange(path, data, jar if jar is not None else {})
        self.tally.times[kind].append((time.perf_counter() - started) * 1000)
        if expect and answer.status != expect:
            self.tally.errors[f"{kind}: {answer.status}"] += 1
        if jar is not None:
            jar.update(answer.cookies)
        return answer

    async def _exchange(self, path: str, data: dict[str, str] | None, jar: dict[str, str]) -> Answer:
        if self.streams is None:
            _host, _colon, port = self.town.host.partition(":")
            self.streams = await asyncio.open_connection("127.0.0.1", int(port))
        reader, writer = self.streams
        body = urlencode(data).encode() if data is not None else b""
        lines = [
            f"{'GET' if data is None else 'POST'} {path} HTTP/1.1",
            f"Host: {self.town.host}",
            f"X-Forwarded-For: {self.address}",
            f"User-Agent: Mozilla/5.0 ({self.number})",
            "Accept-Encoding: gzip, br",
            "Accept-Language: fr-FR,fr;q=0.9",
        ]
        if jar:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in jar.items()))
        if data is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            lines.append("Sec-Fetch-Site: same-origin")
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        return await _read(reader)


async def _read(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in head[1:]:
        name, _colon, value = line.partition(":")
        if name.lower() == "set-cookie":
            key, _sign, rest = value.strip().partition("=")
            cookies[key] = rest.partition(";")[0]
        headers[name.lower()] = value.strip()
    body = b""
    if "content-length" in headers:
        body = await reader.readexactly(int(headers["content-length"]))
    elif headers.get("transfer-encoding") == "chunked":
        while size := int((await reader.readline()).strip() or b"0", 16):
            body += await reader.readexactly(size)
            await reader.readline()
        with suppress(asyncio.IncompleteReadError):
            await reader.readline()
    return Answer(int(head[0].split()[1]), headers, cookies, body)
