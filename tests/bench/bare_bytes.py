"""The least that can answer: a WSGI function that returns bytes and headers as they stand in BARE_ANSWER (JSON)."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_answer = json.loads(Path(os.environ["BARE_ANSWER"]).read_text(encoding="utf-8"))
BODY = base64.b64decode(_answer["body"])
HEADERS = [(name, value) for name, value in _answer["headers"]]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", HEADERS)
    return [BODY]
