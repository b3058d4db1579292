"""What sets the kinds of order apart, one small module each: icon, words, and which fields it asks for.

Nouns: KindDefinition. A new kind is a member of OrderKind, a module here and its line in KINDS.
May import: the orders' enums.
"""

from __future__ import annotations

from mcs.orders.kinds.aside import ASIDE
from mcs.orders.kinds.book import BOOK
from mcs.orders.kinds.call import CALL
from mcs.orders.kinds.definition import KindDefinition
from mcs.orders.kinds.deliver import DELIVER

__all__ = ["KINDS", "KindDefinition", "definition_of"]

KINDS = {definition.kind: definition for definition in (ASIDE, DELIVER, BOOK, CALL)}


def definition_of(kind: str | None, allowed: list[str]) -> KindDefinition:
    """The definition of a kind the merchant takes; the first of those where it says nothing known."""
    usual = [definition for definition in KINDS.values() if definition.kind in allowed] or [CALL]
    return next((definition for definition in usual if definition.kind == kind), usual[0])
