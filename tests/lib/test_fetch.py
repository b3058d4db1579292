"""Fetching a stranger's page: each kind of address that is refused, each way of getting round it, time and size."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mcs.lib.fetch import FetchFailed, FetchRefused, Guard, fetch_page, is_public, resolve

Answer = Callable[[BaseHTTPRequestHandler], None]


def page(body: bytes = b"<p>voisins-123456</p>", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def moved(to: str, status: int = 302) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", to)
        handler.end_headers()

    return answer


class Site:
    """A web server of the test's own: what each path answers, and the requests it got."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.seen.append((self.path, dict(self.headers.items())))
                site.answers.get(self.path, page())(self)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path: str = "/", host: str = "shop.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def guard(site: Site, names: dict[str, list[str]] | None = None, seconds: float = 5, longest: int = 1_000_000) -> Guard:
    """Loopback passes for the open internet, under the names given; everything else is judged as always."""
    known = {"shop.example": ["127.0.0.1"]} | (names or {})

    def answer(host: str, port: int, left: float) -> list[str]:
        return known.get(host, [host])

    return Guard(
        resolve=answer,
        is_allowed=lambda address: address == "127.0.0.1" or is_public(address),
        ports=frozenset({80, 443, site.port}),
        seconds=seconds,
        longest=longest,
    )


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
        *("169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
        *("192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.250"),
        *("240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254"),
        *("ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "2001:db8::1"),
        *("64:ff9b::808:808", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:7f00:1::1", "100::1", "2001:10::1"),
        *("", "localhost", "127.1", "0x7f000001", "2130706433", "017700000001"),
    ],
)
def test_address_that_is_not_everybodys_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "193.48.0.1", "2606:4700:4700::1111", "2a01:e0a::1"])
def test_address_of_the_open_internet_is_allowed(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "017700000001", "localhost"])
def test_other_spellings_of_this_machine_resolve_to_what_is_refused(host: str) -> None:
    try:
        found = resolve(host, 80, 5)
    except FetchFailed:
        return  # this system reads no such spelling
    assert [address for address in found if is_public(address)] == []


@pytest.mark.parametrize(
    "url",
    [
        *(
            "file:///etc/passwd",
            "ftp://shop.example/",
            "gopher://shop.example/",
            "javascript:alert(1)",
            "//shop.example/",
        ),
        *("http:///nowhere", "shop.example", "", "http://shop.example:22/", "http://shop.example:99999/"),
        *("http://user:secret@shop.example/", "http://user@shop.example/", "http://shop.example\r\nHost: x/"),
        *(
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://127.0.0.2/",
            "http://169.254.169.254/latest/meta-data/",
        ),
        *("http://[fe80::1%25eth0]/", "http://[::1", "http://" + "a" * 300 + ".example/", "http://ex ample/"),
    ],
)
def test_address_is_refused_before_anything_is_sent(site: Site, url: str) -> None:
    with pytest.raises(FetchRefused):
        fetch_page(url, guard=guard(site))
    assert site.seen == []


def test_page_is_read_without_cookie_and_under_its_own_name(site: Site) -> None:
    site.answers["/a?b=c"] = page("<p>Café voisins-123456</p>".encode(), Set_Cookie="a=b")
    assert fetch_page(site.url("/a?b=c"), guard=guard(site)) == "<p>Café voisins-123456</p>"
    ((path, headers),) = site.seen
    assert path == "/a?b=c"
    assert sorted(headers) == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]
    assert headers["Host"] == f"shop.example:{site.port}"


def test_name_with_one_private_address_among_public_ones_is_refused(site: Site) -> None:
    with pytest.raises(FetchRefused):
        fetch_page(site.url(), guard=guard(site, {"shop.example": ["127.0.0.1", "10.0.0.1"]}))
    assert site.seen == []


def test_name_that_leads_nowhere_is_refused(site: Site) -> None:
    with pytest.raises(FetchRefused):
        fetch_page(site.url(), guard=guard(site, {"shop.example": []}))


def test_name_is_resolved_once_and_that_very_address_is_asked(site: Site) -> None:
    """DNS rebinding: the second answer would be the private one."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked: list[str] = []

    def rebinding(host: str, port: int, left: float) -> list[str]:
        asked.append(host)
        return next(answers)

    kept = guard(site)
    assert (
        fetch_page(site.url(), guard=Guard(rebinding, kept.is_allowed, kept.ports, seconds=5))
        == "<p>voisins-123456</p>"
    )
    assert asked == ["shop.example"]


@pytest.mark.parametrize(
    "to",
    [
        *("http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://intranet.example/"),
        *("file:///etc/passwd", "http://shop.example:25/", "http://a:b@shop.example/", "ftp://shop.example/"),
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirection_is_checked_as_the_first_address_was(site: Site, to: str, status: int) -> None:
    site.answers["/"] = moved(to, status)
    with pytest.raises(FetchRefused):
        fetch_page(site.url(), guard=guard(site, {"intranet.example": ["192.168.0.10"]}))
    assert len(site.seen) == 1


def test_three_redirections_are_followed_and_no_more(site: Site) -> None:
    site.answers |= {"/": moved("/1"), "/1": moved("2"), "/2": moved(site.url("/3")), "/3": page(b"ici")}
    assert fetch_page(site.url(), guard=guard(site)) == "ici"
    site.answers["/3"] = moved("/4")
    with pytest.raises(FetchFailed):
        fetch_page(site.url(), guard=guard(site))


def test_long_page_is_read_up_to_its_limit(site: Site) -> None:
    site.answers["/"] = page(b"a" * 50_000)
    assert len(fetch_page(site.url(), guard=guard(site, longest=1000))) == 1000


def test_gzip_bomb_is_unpacked_up_to_the_limit(site: Site) -> None:
    site.answers["/"] = page(gzip.compress(b"a" * 20_000_000), Content_Encoding="gzip")
    assert len(fetch_page(site.url(), guard=guard(site, longest=100_000))) == 100_000


def test_packed_page_is_read(site: Site) -> None:
    site.answers["/"] = page(gzip.compress(b"voisins-654321"), Content_Encoding="gzip")
    assert fetch_page(site.url(), guard=guard(site)) == "voisins-654321"


@pytest.mark.parametrize(
    "answer",
    [
        page(b"{}", Content_Type="application/json"),
        page(b"\x89PNG", Content_Type="image/png"),
        page(b"no gzip", Content_Encoding="gzip"),
        page(b"?", Content_Encoding="br"),
        moved(""),
        lambda handler: handler.send_error(404),
        lambda handler: handler.send_error(500),
        lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"),
        lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\n"),
        lambda handler: None,
    ],
)
def test_what_is_no_page_fails_gently(site: Site, answer: Answer) -> None:
    site.answers["/"] = answer
    with pytest.raises(FetchFailed):
        fetch_page(site.url(), guard=guard(site))


def test_unknown_charset_is_read_as_utf_8(site: Site) -> None:
    site.answers["/"] = page("é".encode(), Content_Type="text/html; charset=klingon")
    assert fetch_page(site.url(), guard=guard(site)) == "é"


def drip(handler: BaseHTTPRequestHandler) -> None:
    """A byte now and then: each wait is short, all of them together are not."""
    try:
        for _ in range(200):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    page(b"")(handler)
    drip(handler)


@pytest.mark.parametrize("answer", [drip, drip_body])
def test_server_that_drips_is_left_at_the_deadline(site: Site, answer: Answer) -> None:
    site.answers["/"] = answer
    with pytest.raises(FetchFailed) as failure:
        fetch_page(site.url(), guard=guard(site, seconds=0.3))
    assert isinstance(failure.value.__cause__, TimeoutError)


def test_name_server_that_hangs_is_left_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: waiting.wait(5) and [])
    with pytest.raises(FetchFailed):
        resolve("slow.example", 80, 0.05)
    waiting.set()


def test_server_that_speaks_no_tls_fails_gently(site: Site) -> None:
    with pytest.raises(FetchFailed):
        fetch_page(site.url().replace("http:", "https:"), guard=guard(site))


def certificate(folder: Path, name: str) -> Path:
    """A certificate for that name that nobody but itself vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form, pem = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    file = folder / f"{name}.pem"
    file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, form, plain))
    return file


@pytest.mark.parametrize(
    ("name", "is_trusted", "is_read"),
    [("shop.example", True, True), ("shop.example", False, False), ("other.example", True, False)],
)
def test_certificate_has_to_be_trusted_and_of_that_name(
    site: Site, tmp_path: Path, name: str, is_trusted: bool, is_read: bool
) -> None:
    file = certificate(tmp_path, name)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    site.server.socket = server.wrap_socket(site.server.socket, server_side=True)
    trusts = ssl.create_default_context(cafile=str(file) if is_trusted else None)
    kept = guard(site)
    safe = Guard(kept.resolve, kept.is_allowed, kept.ports, trusts, seconds=5)
    address = site.url().replace("http:", "https:")
    if is_read:
        assert fetch_page(address, guard=safe) == "<p>voisins-123456</p>"
    else:
        with pytest.raises(FetchFailed) as failure:
            fetch_page(address, guard=safe)
        assert isinstance(failure.value.__cause__, ssl.SSLCertVerificationError)
