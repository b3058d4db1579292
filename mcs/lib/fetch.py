"""Reading a page that a stranger named, without letting the stranger use this server to reach what only it can reach.

Server-side request forgery (OWASP SSRF prevention): the name is resolved here, once, every address it gives must be
public, and the connection goes to the very address that was checked, so that a name that changes between the two
(DNS rebinding) gains nothing. Each redirection is checked as the first address was. Time and size are bounded in total.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

REDIRECTS = 3
SECONDS = 8.0  # for everything: names, redirections, the page
LONGEST = 1_000_000  # bytes of a page, as sent and as unpacked; what follows is left unread
MOVED = frozenset({301, 302, 303, 307, 308})
TEXT = "text/html"
# Addresses that look public and are not everybody's: an IPv4 one in disguise (RFC 6052, 8215, 3056, 4380, 4291), and
# the address under which a cloud speaks to its own machines.
_NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        *("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10", "100::/64"),
        *("192.88.99.0/24", "168.63.129.16/32", "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24"),
    )
]


class FetchRefused(Exception):  # noqa: N818 — an answer, not an error
    """This address is not one to read from here."""


class FetchFailed(Exception):  # noqa: N818 — an answer, not an error
    """The page could not be read: it is away, too slow, or no page."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet, and to no machine or network of ours or of a provider."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # with a zone, "fe80::1%eth0", or no address at all
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.is_site_local):
        return False
    if ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local or ip.is_private:
        return False
    return ip.is_global and not any(ip in network for network in _NOT_PUBLIC if network.version == ip.version)


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The addresses a name has now, in the system's order. Raises FetchFailed for none, or none in that time."""
    found: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(str(answer[4][0]) for answer in answers)))
        except (OSError, UnicodeError) as error:
            found.put(error)

    # The system's resolver knows no deadline: it is left to end by itself.
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except queue.Empty as error:
        raise FetchFailed("The name takes too long.") from error
    if isinstance(answer, Exception):
        raise FetchFailed("The name leads nowhere.") from answer
    return answer


@dataclass(frozen=True)
class Guard:
    """What may be read. Tests give a resolver, addresses and ports of their own."""

    resolve: Callable[[str, int, float], list[str]] = resolve
    is_allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset({80, 443})
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = SECONDS
    longest: int = LONGEST


def fetch_page(url: str, *, guard: Guard | None = None) -> str:
    """The text of the HTML page at that address. Raises FetchRefused and FetchFailed, and nothing else."""
    guard = guard or Guard()
    deadline = time.monotonic() + guard.seconds
    for _turn in range(REDIRECTS + 1):
        parts = _checked(url, guard)
        try:
            moved, text = _ask(parts, guard, deadline)
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            raise FetchFailed(type(error).__name__) from error
        if moved is None:
            return text
        url = urljoin(url, moved)
    raise FetchFailed("It leads from page to page.")


def post_body(url: str, body: bytes, headers: Mapping[str, str], *, guard: Guard | None = None) -> int:
    """The status that address answers to these bytes; it is followed nowhere. Raises FetchRefused and FetchFailed."""
    guard = guard or Guard()
    sent = {**headers, "Content-Length": str(len(body))}
    try:
        with _answer("POST", _checked(url, guard), sent, guard, time.monotonic() + guard.seconds, body) as response:
            return response.status
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchFailed(type(error).__name__) from error


def check_address(url: str, *, guard: Guard | None = None) -> None:
    """Looks the address up without speaking to it. Raises FetchRefused and FetchFailed as reading it would."""
    guard = guard or Guard()
    parts = _checked(url, guard)
    _resolved(_ascii(parts.hostname or ""), parts.port or 443, guard, time.monotonic() + guard.seconds)


def _checked(url: str, guard: Guard) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise FetchRefused("This is no address.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable():
        raise FetchRefused("Only the web is read.")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused("No name and password.")
    if port not in guard.ports:
        raise FetchRefused("Not this port.")
    return parts


def _ask(parts: SplitResult, guard: Guard, deadline: float) -> tuple[str | None, str]:
    """Where the page has moved, or its text."""
    headers = {
        "User-Agent": "Mozilla/5.0 (compatible; neighbourhood directory)",
        "Accept": TEXT,
        "Accept-Encoding": "gzip, identity",
    }
    with _answer("GET", parts, headers, guard, deadline) as response:
        return _read(response, guard.longest)


@contextmanager
def _answer(
    method: str,
    parts: SplitResult,
    headers: Mapping[str, str],
    guard: Guard,
    deadline: float,
    body: bytes = b"",
) -> Iterator[http.client.HTTPResponse]:
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    host = _ascii(parts.hostname or "")
    with _connect(_resolved(host, port, guard, deadline), port, deadline) as plain:
        plain.settimeout(_left(deadline))
        line = guard.tls.wrap_socket(plain, server_hostname=host) if secure else plain
        with line:
            connection = http.client.HTTPConnection(host, port)
            connection.sock = _Bounded(line, deadline)
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            usual = port == (443 if secure else 80)
            bare = f"[{host}]" if ":" in host else host
            connection.putheader("Host", bare if usual else f"{bare}:{port}")
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.putheader("Connection", "close")
            connection.endheaders(body or None)
            yield connection.getresponse()


def _resolved(host: str, port: int, guard: Guard, deadline: float) -> list[str]:
    addresses = guard.resolve(host, port, _left(deadline))
    if not addresses or not all(guard.is_allowed(address) for address in addresses):
        raise FetchRefused("This machine is not on the open internet.")
    return addresses


def _read(response: http.client.HTTPResponse, longest: int) -> tuple[str | None, str]:
    if response.status in MOVED:
        moved = response.getheader("Location")
        if not moved:
            raise FetchFailed("It has moved without saying where.")
        return moved, ""
    if response.status != 200:
        raise FetchFailed(f"It answers {response.status}.")
    if response.headers.get_content_type() != TEXT:
        raise FetchFailed("It is no page.")
    body = _unpacked(response.read(longest), response.getheader("Content-Encoding", ""), longest)
    charset = response.headers.get_content_charset() or "utf-8"
    try:
        return None, body.decode(charset, errors="replace")
    except LookupError:
        return None, body.decode("utf-8", errors="replace")


def _unpacked(body: bytes, encoding: str, longest: int) -> bytes:
    """At most `longest` bytes of it: a small file may unpack into gigabytes."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailed("It is packed in a way we did not ask for.")
    window = zlib.MAX_WBITS if encoding == "deflate" else zlib.MAX_WBITS | 16
    return zlib.decompressobj(window).decompress(body, longest)


def _ascii(host: str) -> str:
    try:
        ipaddress.ip_address(host)
        return host
    except ValueError:
        pass
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchRefused("This is no name.") from error


def _connect(addresses: list[str], port: int, deadline: float) -> socket.socket:
    """A connection to the first of these addresses that answers; none is looked up again."""
    problem: OSError = OSError("No address.")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, port), timeout=_left(deadline))
        except OSError as error:
            problem = error
    raise problem


def _left(deadline: float) -> float:
    """Seconds until the deadline; raises TimeoutError after it."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Bounded:
    """A socket whose every wait ends at the deadline: a server that sends a byte now and then keeps nobody."""

    def __init__(self, line: socket.socket, deadline: float) -> None:
        self.line, self.deadline = line, deadline

    def sendall(self, data: bytes) -> None:
        self.line.settimeout(_left(self.deadline))
        self.line.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self))

    def close(self) -> None:
        """The caller closes the socket itself."""


class _Reader(io.RawIOBase):
    def __init__(self, bounded: _Bounded) -> None:
        self.bounded = bounded

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.bounded.line.settimeout(_left(self.bounded.deadline))
        return self.bounded.line.recv_into(buffer)
