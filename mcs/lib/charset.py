"""Text comes in as UTF-8, whatever a request claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s;\"]*)\"?", re.IGNORECASE)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def only_utf8(application: Application) -> Application:
    """The WSGI application without other charsets in Content-Type.

    Browsers send forms in the page's encoding, which is UTF-8 (HTML, "form submission"). Django decodes by any codec of
    Python's that a request names, rot13 and unicode_escape among them, before any middleware.
    """

    def utf8(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        content_type = environ.get("CONTENT_TYPE", "")
        named = _CHARSET.search(content_type)
        if named and named[1].lower() not in ("utf-8", "utf8"):
            environ["CONTENT_TYPE"] = _CHARSET.sub("", content_type)
        return application(environ, start_response)

    return utf8
