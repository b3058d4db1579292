"""Opening hours as people write them in French, to OpenStreetMap's syntax and back.

"du lundi au vendredi 9h-12h30 et 14h-19h sauf mercredi aprem" → "Mo-Tu,Th-Fr 09:00-12:30,14:00-19:00; We 09:00-12:30".
Words are evened out (`wording`) and become items: days, halves of days, spans, "sauf" (`items`). Items become rules and
removals (`reader`), these the week (`week`). `written` goes the other way.
"""

from mcs.lib.french_hours.reader import names_hours, read_hours
from mcs.lib.french_hours.written import write_hours

__all__ = ["names_hours", "read_hours", "write_hours"]
