"""What the trades of other files are called here.

data/tags.tsv: the tag of one of our categories, then the OpenStreetMap tags that it also stands for; "shop=*" is any
shop. data/kinds.tsv: words of a trade in French registers and the tag they mean, the first line that fits wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

from mcs.lib.french import fold

_DATA = Path(__file__).parents[1] / "data"
# Keys a bare value may have lost: a file says "library" for "amenity=library".
_KEYS = ("shop", "amenity", "craft", "office", "healthcare", "leisure", "tourism")


def tag_of(kind: str, known: Collection[str]) -> str:
    """The one of the known tags that a tag or its bare value means, "" for any other word.

    `known` is the tags of the categories the network has.
    """
    tags = [kind] if "=" in kind else [f"{key}={kind}" for key in _KEYS]
    meant = ((tag, _synonyms().get(tag, "")) for tag in tags)
    return next((tag for pair in meant for tag in pair if tag in known), "")


def tag_in_words(kind: str, known: Collection[str]) -> str:
    """The one of the known tags that a trade's French words mean, "" when none of them says anything."""
    folded = f" {fold(kind)}"
    return next((tag for words, tag in _words() if f" {words}" in folded and tag in known), "")


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    return {theirs: ours for ours, tags in _lines("tags.tsv") for theirs in tags.split()}


@lru_cache(maxsize=1)
def _words() -> list[tuple[str, str]]:
    return list(_lines("kinds.tsv"))


def _lines(name: str) -> Iterator[tuple[str, str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        first, _tab, second = line.partition("\t")
        yield first, second
