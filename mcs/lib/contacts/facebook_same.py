"""Pages said to be called as the business itself: "sur facebook sous le même nom", "facebook : même nom"."""

from __future__ import annotations

import re

_PAGE = r"\b(?:facebook|fb|face)\b"
_BUSINESS = (
    r"(?:boutique|magasin|salon|entreprise|soci[ée]t[ée]|enseigne|association|asso|restaurant|resto|atelier|cabinet"
    r"|[a-zà-ÿ]{3,14}erie|maison|commerce|garage|institut|[ée]cole|bar|snack|ferme|club|studio)"
)
_SAME = (
    r"(?:m[êe]me (?:nom|intitul[ée]|appellation)(?! (?:que|de) (?:mon|le|notre) (?:site|mail|insta|compte))"
    rf"|(?:sous|[àa]|au|avec) (?:notre|mon) nom\b(?! (?:de|et))"
    rf"|(?:au|sous le|le) nom (?:du|de la|de l[’'])[ ]?{_BUSINESS}\b)"
)
_SHARES = re.compile(
    rf"{_PAGE}(?:[^.!?\n]{{0,40}}?\b{_SAME}|\s?[:=] ?(?:idem|pareil)\b)"
    rf"|{_SAME} (?:aussi )?sur (?:insta\w* et )?{_PAGE}",
    re.IGNORECASE,
)


def shares_name(text: str) -> bool:
    """Whether the text says that the page has the name of the business."""
    return bool(_SHARES.search(text))
