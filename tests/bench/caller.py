"""Asks a WSGI application in its own process, without a server: how much processor each answer took.

    python -m tests.bench.caller tests.bench.bare_site

reads lines of JSON, lists of [path, cookie], and writes for each line the milliseconds of the answers.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import sys
import time
from typing import Any

Wsgi = Any


def ask(application: Wsgi, path: str, cookie: str = "") -> bytes:
    """The body of a GET; raises what is not 200."""
    environment = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_ACCEPT_LANGUAGE": "fr-FR,fr;q=0.9",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if cookie:
        environment["HTTP_COOKIE"] = cookie
    told: list[str] = []
    answer = application(environment, lambda status, headers, _error=None: told.append(status))
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    if told != ["200 OK"]:
        raise RuntimeError(f"{path}: {told}")
    return body


def main() -> None:
    application = importlib.import_module(sys.argv[1]).application
    for line in sys.stdin:
        took = []
        for path, cookie in json.loads(line):
            started = time.process_time()
            ask(application, path, cookie)
            took.append((time.process_time() - started) * 1000)
        gc.collect()
        sys.stdout.write(json.dumps(took) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
