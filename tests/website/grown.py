"""A network that has grown: two processes of the site sharing PostgreSQL and its replica, Redis and a bucket; nginx."""

from __future__ import annotations

import os
import signal
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlencode, urlsplit

import psycopg
from django.conf import settings as site
from django.db import connection

from tests import servers
from tests.suite import PRODUCTION
from tests.throwaway_postgres import find_binaries, throwaway_postgres, throwaway_replica


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]  # small letters
    cookies: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Grown:
    a: int
    b: int
    nginx: int
    tls: ssl.SSLContext
    replica: str
    control_replica: Callable[..., None]
    primary: Path
    folder: Path
    cache_port: int
    cache: ExitStack

    def ask(self, port: int, path: str, cookies: dict[str, str] | None = None, length: int = 0, **form: Any) -> Answer:
        """What a process, or nginx, answers; a form is posted as a browser does. `length`: bytes that are announced."""
        headers = {"Host": "network.example", "X-Forwarded-Proto": "https", "User-Agent": f"test {port}"}
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        if form:
            headers |= {"Content-Length": str(length)} if length else {}
            headers |= {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        at: HTTPConnection = HTTPConnection("127.0.0.1", port, timeout=30)
        if port == self.nginx:
            at = HTTPSConnection("127.0.0.1", port, timeout=30, context=self.tls)
        at.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        answer = at.getresponse()
        set_ = [value.partition(";")[0].partition("=") for value in answer.headers.get_all("Set-Cookie") or []]
        given = {name.lower(): value for name, value in answer.headers.items()}
        result = Answer(answer.status, given, {name: value for name, _is, value in set_}, answer.read())
        at.close()
        return result

    def tell_replica(self, statement: str) -> Any:
        with psycopg.connect(self.replica, autocommit=True) as there:
            there.execute("SET statement_timeout = 0")
            told = there.execute(statement)
            return (told.fetchone() or [None])[0] if told.description else None

    def kill_primary(self) -> None:
        os.kill(int((self.primary / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def start_cache(self) -> None:
        self.cache.enter_context(servers.cache_server(self.folder, self.cache_port))


@contextmanager
def grown(folder: Path, bucket: str, copy: list[str]) -> Iterator[Grown]:
    """All of it, with what is in the database now; `copy`: the command that operators are told for a replica."""
    binaries = find_binaries()
    assert binaries
    a, b, front, cache_port = (servers.free_port() for _ in range(4))
    with ExitStack() as stack:
        url = stack.enter_context(throwaway_postgres(binaries))
        servers.dump_into(binaries, connection.settings_dict, url)
        replica, control = stack.enter_context(throwaway_replica(binaries, url, copy))
        environment = _settings(folder, url, replica, cache_port, bucket)
        for port in (a, b):
            stack.callback(servers.end, servers.start(*servers.web_server(port), **environment))
        certificate = stack.enter_context(servers.front(folder, front, [a, b]))
        tls = ssl.create_default_context(cafile=certificate)
        tls.check_hostname = False
        there = f"host={_folder(replica)} user=mcs dbname=postgres"
        network = Grown(a, b, front, tls, there, control, Path(_folder(url)), folder, cache_port, ExitStack())
        stack.callback(lambda: network.cache.close())
        network.start_cache()
        for port in (a, b):
            servers.wait_for(lambda port=port: servers.listens(port))  # type: ignore[misc]
        yield network


def _folder(url: str) -> str:
    return unquote(urlsplit(url).hostname or "")


def _settings(folder: Path, url: str, replica: str, cache_port: int, bucket: str) -> dict[str, str]:
    """What an operator writes to grow, and nothing else."""
    both = ",".join(quote(_folder(it), safe="") for it in (url, replica))
    (folder / "var").mkdir()
    (folder / "var" / "assets").symlink_to(site.ASSETS_DIR)
    return PRODUCTION | {
        "DJANGO_SETTINGS_MODULE": "tests.website.grown_settings",
        "MCS_SECRET_KEY": site.SECRET_KEY,
        "MCS_VAR": str(folder / "var"),
        "MCS_PROXIES": "1",
        "MCS_DESK_PASSKEY": "0",
        "DATABASE_URL": f"postgres://mcs@{both}/postgres?target_session_attrs=read-write",
        "DATABASE_REPLICA_URLS": replica,
        "CACHE_URL": f"redis://127.0.0.1:{cache_port}/0",
        "MCS_BUCKET": "network",
        "AWS_ENDPOINT_URL_S3": bucket,
        "AWS_ACCESS_KEY_ID": servers.KEY["aws_access_key_id"],
        "AWS_SECRET_ACCESS_KEY": servers.KEY["aws_secret_access_key"],
    }
