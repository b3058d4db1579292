"""Passing a page on: plain links, no script of anybody's."""

from __future__ import annotations

from urllib.parse import quote, urlencode


def share_links(words: str, page: str) -> dict[str, str]:
    """For components/share_link.html: the page's whole address, and where to send it with those words."""
    message = f"{words}\n{page}"
    return {
        "page_url": page,
        "whatsapp": "https://wa.me/?" + urlencode({"text": message}, quote_via=quote),
        "facebook": "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": page}),
        "email": "mailto:?" + urlencode({"subject": words, "body": message}, quote_via=quote),
        "sms": "sms:?&" + urlencode({"body": message}, quote_via=quote),
    }
