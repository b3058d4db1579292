"""From what a text says of hours to the week it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from mcs.lib.french_hours.items import Item, items_of, named_day
from mcs.lib.french_hours.seasons import in_months, on_days_of, seasons_of
from mcs.lib.french_hours.week import AFTERNOON, MORNING, Rule, Span, Week, after_noon, apart, expression_of, spans_text
from mcs.lib.french_hours.wording import plain

_FAR = 60  # characters from days to hours of theirs
_FAR_AFTER_STOP = 25
_NEXT_LINE = 8  # characters over a line's end to hours that go on
_HALF_BETWEEN = 16  # characters, "dimanche (après-midi seulement)"
_LATE = 14 * 60  # after it a morning is over
_MIDDAY = 12 * 60 + 30  # minutes
_NEXT_TO = 5  # characters: "lundi : fermé"


def read_hours(text: str) -> str:
    """The OSM expression a French text means, or "" when it names no hours."""
    seasons = seasons_of(plain(text))
    read: list[str] = []
    for months, stretch in seasons.stretches:
        read.append(in_months(on_days_of(_read(stretch), read[0] if read else ""), months))
    said = "; ".join(filter(None, read))
    return "; ".join((said, *seasons.closed)) if said else ""


def _read(text: str) -> str:
    """What a text without months means."""
    items = items_of(text)
    is_always = any(item.kind == "always" for item in items)
    if not any(item.kind == "span" for item in items):
        return "24/7" if is_always else ""
    reader = _Reader()
    for item, following in pairwise([*items, Item("end", "", 0, 0)]):
        reader.take(item, following)
    week = reader.finish()
    spans = week.spans()
    if any(spans.values()):
        return expression_of(spans) + ("; PH off" if week.shut_on_holidays else "")
    return "24/7" if is_always else spans_text(apart(week.loose))


def names_hours(text: str) -> bool:
    """Whether the text says from when to when, of whatever day."""
    return any(item.kind in ("span", "always", "since", "until") for item in items_of(text))


@dataclass
class _Reader:
    """What has been said since the last rule was complete."""

    week: Week = field(default_factory=Week)
    days: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)  # the days named last: "lundi et samedi matin"
    spans: list[Span] = field(default_factory=list)
    half: str = ""
    said_half: str = ""  # of the hours said last
    since: int | None = None
    until: int | None = None
    away: bool = False  # after "sauf" or "fermé"
    every: bool = False
    spans_first: bool = False  # "9h-19h du mardi au samedi"
    on_appointment: bool = False  # "samedi matin sur rdv" is not open either
    aside: bool = False  # said of deliveries or calls
    ended: bool = False  # a stop stands before what comes next
    hard: bool = False  # and it ends a sentence
    stale: bool = False  # a stop stands between the days and what comes next
    narrows: bool = False  # "tous les jours 9h-18h du lundi au samedi"
    end: int = 0  # where the last days or span ended

    def take(self, item: Item, following: Item) -> None:
        if self.ended and item.kind not in ("stop", "shop"):
            self._go_on_after_stop(item, following)
        taker = getattr(self, f"_take_{item.kind}", None)
        if taker:
            taker(item, following)

    def finish(self) -> Week:
        self._narrow()
        bounded = self.since is not None or self.until is not None
        if self.days and not (self.spans or self.half or bounded):
            self._forget()  # "réservation conseillée le week-end"
        if self.week.removals and not self.week.rules and not self.days:
            self.days = list(range(7))  # "9h-20h sauf le dimanche"
            self.spans = self.spans or apart(self.week.loose)
        self._commit()
        named = {day for rule in self.week.rules for day in rule.days}
        if self.week.loose and named and named <= {5, 6} and all(rule.spans for rule in self.week.rules):
            self.week.general = self.week.general or apart(self.week.loose)  # "7h-19h. Le dimanche 7h-13h"
        only_halves = bool(self.week.rules) and all(rule.half and not rule.spans for rule in self.week.rules)
        if only_halves and (self.week.removals or any(span[1] > _LATE for span in self.week.loose)):
            self.week.general = self.week.general or apart(
                self.week.loose
            )  # "9h-19h sauf lundi. Dimanche que le matin"
        return self.week

    def _go_on_after_stop(self, item: Item, following: Item) -> None:
        self.ended = False
        near = item.start - self.end <= _NEXT_LINE
        # "on ouvre de 7h à 19h. Le dimanche de 7h à 13h"
        has_own = item.value in ([5], [6], [5, 6]) and following.kind in ("span", "half")
        is_of_days = item.kind in ("days", "every") and not (self.days or self.week.removals or has_own)
        if near and self.spans and (item.kind == "span" or is_of_days):
            return
        if self.every and self.half and not self.spans and item.kind == "days":
            self._forget()  # "Arrivage tous les matins ! Mardi au samedi 7h30-13h"
        if self.spans or self.half or self.since is not None or self.until is not None:
            self._commit()
            self.narrows = self.narrows and not self.hard
        self.stale = bool(self.days)

    def _commit(self) -> None:
        """Days named without hours are not open: "urgences le week-end", "livraison le jeudi"."""
        bounded = self.since is not None or self.until is not None
        on_menu = self.every and bool(self.week.rules)  # "…14h-19h. Menu affiché chaque matin"
        halved = bool(self.half) and not self.on_appointment and not on_menu
        if self.days and (self.spans or bounded or halved):
            last = self.last
            if len(last) > 2 and any((span[0] < _MIDDAY) != (self.half == MORNING) for span in self.spans):
                last = last[-1:]  # "du mardi au dimanche matin, 9h-12h et 14h-18h"
            others = [day for day in self.days if day not in last] if self.half and self.spans else []
            if others:
                self.week.rules.append(Rule(others, self.spans, aside=self.aside))
            days = [day for day in self.days if day not in others]
            self.week.rules.append(
                Rule(days, self.spans, self.half, self.since, self.until, self.aside, every=self.every)
            )
            self.narrows = self.every
        elif self.spans:
            self.week.loose.extend(self.spans)
        self._forget()

    def _forget(self) -> None:
        self.days, self.last, self.spans, self.half = [], [], [], ""
        self.since = self.until = None
        self.spans_first = self.on_appointment = self.stale = self.every = self.aside = False

    def _narrow(self) -> None:
        """ "7 jours sur 7, au cabinet de 7h à 8h du lundi au samedi": the days said last are those of the hours."""
        if self.narrows and len(self.days) >= 4 and not (self.spans or self.half or self.until or self.since):
            self.week.rules[-1].days = self.days
            self._forget()
        self.narrows = False

    def _take_stop(self, item: Item, _following: Item) -> None:
        self.hard = item.value in ".;!?\n"
        if self.hard:
            self._narrow()
        self.away = False
        self.said_half = ""
        self.aside = self.aside and bool(self.days or self.spans)  # "dégustation le vendredi soir." ends with its stop
        self.ended = True

    def _take_other(self, _item: Item, following: Item) -> None:
        if self.until is not None or self.since is not None:
            self._commit()
        if self.days and self.spans and following.kind in ("days", "every"):
            self._commit()  # "9h-18h, urgences le samedi matin"
        if not self.spans:
            self.aside = True

    def _take_only(self, item: Item, _following: Item) -> None:
        """ "sauf dimanche, et l'après-midi seulement le mardi 15h-18h": what follows is no exception any more."""
        if self.away:
            if self.week.removals and item.start - self.end <= _HALF_BETWEEN:
                days, half = self.week.removals.pop()  # "sauf dimanche (matin seulement)"
                self.week.removals.append((days, {MORNING: AFTERNOON, AFTERNOON: MORNING}.get(half, half)))
            self._commit()
            self.away = False

    def _take_shop(self, _item: Item, _following: Item) -> None:
        if self.aside and self.ended and self.days and (self.spans or self.half):
            self._commit()  # "dons le mardi matin ; la boutique est ouverte du mercredi au samedi"
        self.aside = False

    def _take_away(self, item: Item, following: Item) -> None:
        closes = item.value.startswith("ferm") or item.value in ("repos", "relache", "conge", "conges")
        if closes and self.days and self.half and not self.spans and following.kind not in ("days", "span", "every"):
            self.week.removals.append((self.days, self.half))  # "mercredi après-midi fermé"
            self._forget()
            return
        beside = self.days and not self.spans and not self.half and item.start - self.end <= _NEXT_TO
        if closes and beside and not self.spans_first and following.kind not in ("days", "span", "every"):
            self.week.removals.append((self.days, ""))
            self._forget()
            return
        if following.kind == "span" and following.start - item.end <= _NEXT_TO and not self._has_removal():
            if closes and beside and self.week.rules:
                self.week.breaks.append((self.days, following.value))  # "vendredi fermeture de 12h30 à 14h30"
                self._forget()
            else:
                self.week.cuts.append(following.value)
        self.away = True

    def _has_removal(self) -> bool:
        return self.away and bool(self.week.removals)

    def _take_same(self, item: Item, _following: Item) -> None:
        """ "les mardis de 7h30 à 13h, et le dimanche au marché pareil", "jeudi idem lundi"."""
        if self.days and not self.spans and self.week.rules:
            self.spans = self.week.spans_of(named_day(item.value)) or list(self.week.rules[-1].spans)

    def _take_unbroken(self, _item: Item, _following: Item) -> None:
        """ "mardi-samedi 10h-13h, 14h-19h, journée continue le vendredi"."""
        if self.days and not self.spans and self.week.rules:
            self.week.rules.append(Rule(self.days, [], unbroken=True))
            self._forget()

    def _take_appointment(self, _item: Item, _following: Item) -> None:
        self.on_appointment = True

    def _take_holiday(self, _item: Item, _following: Item) -> None:
        self.week.shut_on_holidays = self.week.shut_on_holidays or self.away

    def _take_loose(self, _item: Item, _following: Item) -> None:
        """A lone time: "lun-ven après 17h" tells no hours of those days."""
        if self.days and not (self.spans or self.half):
            self._forget()

    def _take_every(self, item: Item, following: Item) -> None:
        if self.spans and not self.days:
            self.every = False
        self._take_days(item, following)
        self.every = not self.away

    def _take_most(self, item: Item, following: Item) -> None:
        """Six days of seven: all but the one that is closed, which is Sunday unless said."""
        self._take_days(item, following)
        self.week.most = not self.away

    def _take_days(self, item: Item, following: Item) -> None:
        if self.away:
            closed_beside = following.kind in ("away",) and not self.spans
            self.week.removals.append((item.value, self.said_half))
            self.said_half = ""
            self.away = not closed_beside
            self.end = item.end
            return
        if (self.stale or self._is_other_half(item)) and not self.spans:
            self._forget()
        if self.spans and not self.days and item.start - self.end > _FAR:
            self._commit()
        bounded = self.since is not None or self.until is not None
        if self.spans and not self.days and item.apart and following.kind in ("span", "until"):
            self.week.general, self.spans = self.spans, []  # "de 6h30 à 19h30, dimanche 7h-12h30"
        own = self.spans_first and following.kind in (
            "span",
            "until",
            "half",
            "since",
            "unbroken",
        )  # "8h-19h du lundi au vendredi, samedi 8h-12h"
        if (self.days and (self.spans or bounded) and (own or not self.spans_first)) or self.half:
            self._commit()
        self.spans_first = self.spans_first or (bool(self.spans) and not self.days)
        self.days = self.days + [day for day in item.value if day not in self.days]
        self.last, self.end = item.value, item.end

    def _is_other_half(self, item: Item) -> bool:
        """ "reportages le week-end, séances en semaine 9h-16h": far apart these are not said together."""
        return {*self.days, *item.value} == {*range(7)} and 5 in {*self.days} ^ {*item.value} and self._far(item)

    def _far(self, item: Item) -> bool:
        return [5, 6] in (self.days, item.value) and item.start - self.end > _HALF_BETWEEN

    def _take_half(self, item: Item, _following: Item) -> None:
        if self.away and self.week.removals and item.start - self.end <= _NEXT_TO and not item.apart:
            self.week.removals[-1] = (self.week.removals[-1][0], item.value)
        elif self.days and not self.spans:
            self.half = item.value
            self.end = item.end
        elif self.days and self.spans_first and item.start - self.end <= 1:
            # "9h-13h, 15h-20h du mardi au dimanche matin"
            last = self.days.pop()
            spans = self.spans
            self._commit()
            self.week.rules.append(Rule([last], spans, item.value))
        elif self.days and self.spans:
            self.said_half = item.value  # "les après-midi 14h-18h sauf mercredi"
            self.half = self.half if item.value == self.half else ""  # "tous les matins 7h-12h, l'après-midi 15h-19h"

    def _take_span(self, item: Item, following: Item) -> None:
        if self.away and item.value in [*self.week.cuts[-1:], *(span for _days, span in self.week.breaks[-1:])]:
            self.away = False
            return
        if self._has_removal() and following.kind == "away" and following.value.startswith("ferm"):
            # "sauf vendredi 12h30 à 14h30 fermé": a break of that day.
            self.week.breaks.append((self.week.removals.pop()[0], item.value))
            self.end = item.end
            return
        if self._has_removal() and (self.spans or (not self.days and (self.week.rules or self.week.loose))):
            # "sauf le samedi 9h-12h": that day has hours of its own.
            if self.spans and not self.days and not self.week.rules:
                self.week.general, self.spans = self.spans, []  # "9h30-20h sauf dimanche 10h-14h"
            self._commit()
            self.days = self.last = self.week.removals.pop()[0]
        elif self.days and self.spans_first:
            self._commit()
        elif self.days and not self.spans:
            far = _FAR_AFTER_STOP if self.stale else _FAR
            is_of_next = following.kind in ("days", "every") and following.start - item.end <= _NEXT_TO
            if item.start - self.end > far or (self.stale and is_of_next and not following.apart):
                self._forget()  # "brunch le week-end. Ouvert de 8h à 18h en semaine"
        self.spans = [*self.spans, after_noon(item.value, self.spans)]
        self.away = self.stale = False
        self.end = item.end

    def _take_until(self, item: Item, _following: Item) -> None:
        if self._named():
            self.until = item.value

    def _take_since(self, item: Item, _following: Item) -> None:
        if self._named():
            self.since = item.value

    def _named(self) -> bool:
        """Whether days stand there to be bounded; "sauf dimanche jusqu'à 22h" has its days after the exception."""
        if self._has_removal():
            days = self.week.removals.pop()[0]
            if self.spans and not self.days:
                self.week.general, self.spans = self.spans, []
            self._commit()
            self.days = self.last = days
            self.away = False
        return bool(self.days) and not self.spans
