"""What sets the kinds of post apart, one small module each: icon, words, the fields it adds and how they are checked.

Nouns: KindDefinition. A new kind is a member of PostKind, a module here and its line in KINDS.
May import: the board's enums.
"""

from __future__ import annotations

from mcs.board.enums import PostKind
from mcs.board.kinds.definition import KindDefinition
from mcs.board.kinds.news import NEWS
from mcs.board.kinds.request import REQUEST
from mcs.board.kinds.review import REVIEW
from mcs.board.kinds.tip import TIP

KINDS = {definition.kind: definition for definition in (REQUEST, REVIEW, TIP, NEWS)}


def definition_of(kind: str | None) -> KindDefinition:
    """The definition of a kind given by its value; a request where it says nothing known."""
    return KINDS[PostKind(kind)] if kind in PostKind.values else REQUEST
