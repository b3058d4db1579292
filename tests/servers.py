"""The servers a network grows by, each the real one, in a folder of the test's own, on loopback, ended by its pid."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
# Debian's packages by the program that is looked for.
PACKAGES = {"redis-server": "redis-server", "nginx": "nginx-light", "openssl": "openssl"}
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
PATIENCE = 40  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*command: str | Path, ready: Callable[[], bool], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program, once it is ready; it is ended with the block. Raises RuntimeError when it isn't ready in time."""
    child = start(*command, **environment)
    try:
        wait_for(ready, child)
        yield child
    finally:
        end(child)


def start(*command: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PATH": PATH} | environment)


def end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def wait_for(ready: Callable[[], bool], child: subprocess.Popen[bytes] | None = None) -> None:
    """Returns when it is so, at last."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline or (child and child.poll() is not None):
            raise RuntimeError("It has not come about: what stands above may say why.")
        time.sleep(0.05)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def cache_server(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Redis with nothing on disk."""
    words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--loglevel", "warning", "--dir", str(folder)]
    with running("redis-server", *words, ready=lambda: listens(port)) as child:
        yield child


def web_server(port: int) -> list[str | Path]:
    """The site, one process of it."""
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    return [
        sys.executable,
        "-m",
        "granian",
        *words,
        "--blocking-threads",
        "2",
        "--no-ws",
        "mcs.config.wsgi:application",
    ]


@contextmanager
def front(folder: Path, port: int, behind: list[int]) -> Iterator[Path]:
    """nginx with deploy/nginx.conf, its names, ports and folders put in; yields its certificate."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", "/CN=network.example", "-addext", "subjectAltName=DNS:network.example"]
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    subprocess.run([*made, *subject, "-keyout", key, "-out", certificate], check=True, stderr=subprocess.DEVNULL)
    told = _front_here(folder, port, behind)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    own = "".join(f"{kind}_temp_path {folder / kind};" for kind in kinds)
    # Root's nginx would hand its work to another user, who can't enter the folder.
    user = "user root;" if os.geteuid() == 0 else ""
    head = f"{user} daemon off; pid {folder / 'nginx.pid'}; error_log {folder / 'error.log'}; events {{}}"
    written_to = folder / "nginx.conf"
    written_to.write_text(f"{head}\nhttp {{ {own}\n{told}\n}}\n", encoding="utf-8")
    with running("nginx", "-c", written_to, "-p", folder, "-e", folder / "error.log", ready=lambda: listens(port)):
        yield certificate


def _front_here(folder: Path, port: int, behind: list[int]) -> str:
    told = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    live = "/etc/letsencrypt/live/network.example"
    for written, here in {
        "server 127.0.0.1:8000 max_fails=1 fail_timeout=5s;": "".join(
            f"server 127.0.0.1:{one} max_fails=1 fail_timeout=5s;" for one in behind
        ),
        "listen [::]:80;": "",
        "listen [::]:443 ssl http2;": "",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        f"{live}/fullchain.pem": str(folder / "certificate.pem"),
        f"{live}/privkey.pem": str(folder / "key.pem"),
        "/var/cache/nginx/network": str(folder / "cache"),
    }.items():
        assert told.count(written) == 1, written
        told = told.replace(written, here)
    return told


@contextmanager
def bucket_server(bucket: str) -> Iterator[str]:
    """moto's S3 in a thread, with one bucket; yields its address."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", **KEY)
        # What an earlier test put there.
        urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
        client.create_bucket(Bucket=bucket)
        yield f"http://{host}:{port}"
    finally:
        server.stop()


KEY = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}


def dump_into(binaries: Path, source: dict[str, Any], url: str) -> None:
    """Copies a database, tables and rows, into the empty one of the URL."""
    names = {"PGHOST": "HOST", "PGUSER": "USER", "PGPORT": "PORT", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {name: str(source[ours]) for name, ours in names.items() if source[ours]}
    words = [str(binaries / "pg_dump"), "--no-owner", source["NAME"]]
    dump = subprocess.run(words, check=True, env=environment, capture_output=True).stdout
    fill = [str(binaries / "psql"), "-q", "-v", "ON_ERROR_STOP=1", url]
    subprocess.run(fill, input=dump, check=True, stdout=subprocess.DEVNULL)
