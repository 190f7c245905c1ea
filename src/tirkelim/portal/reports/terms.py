"""The arithmetic of a report as a person checks it: opening, what is added, what is taken away, closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tirkelim.national.reports.figures import ADDING, LEFT, TAKING, Measure
from tirkelim.national.reports.words import DEFINITIONS, MEASURES, change, digits

LEFT_WORDS = pgettext_lazy("report", "Left")
REACH_MEASURES = (Measure.HIRED, Measure.RETURNED, Measure.ARRIVED)


class Term(NamedTuple):
    """A line of the arithmetic. `sign` is "", "+", "−" or "="; `inner` are the reasons that make up a line."""

    sign: str
    words: str | Promise
    value: int
    said: str
    meaning: str | Promise = ""
    inner: tuple[Term, ...] = ()


class Balance(NamedTuple):
    """The arithmetic of one value: its lines, what they make, and whether that is the closing."""

    terms: tuple[Term, ...]
    closing: int
    made: int

    @property
    def holds(self) -> bool:
        """Whether opening and movement make the closing."""
        return self.made == self.closing

    @property
    def sum_said(self) -> str:
        """The whole of it in digits: 100 + 7 − 3 = 104."""
        parts = [f"{term.sign} {term.said}".strip() for term in self.terms]
        return " ".join(parts)


class Headline(NamedTuple):
    """A large number of a report with its words and what there is to say below."""

    words: str | Promise
    said: str
    below: str = ""
    tone: str = ""


def left_of(row: Mapping[str, int]) -> int:
    """How many left, for whatever reason."""
    return sum(row.get(measure, 0) for measure in LEFT)


def added(row: Mapping[str, int]) -> int:
    """All that were added to a value."""
    return sum(row.get(measure, 0) for measure in ADDING)


def taken(row: Mapping[str, int]) -> int:
    """All that were taken from a value."""
    return sum(row.get(measure, 0) for measure in TAKING)


def balance(row: Mapping[str, int]) -> Balance:
    """The arithmetic of one value, with the lines that have a number."""
    opening, closing = row.get(Measure.OPENING, 0), row.get(Measure.CLOSING, 0)
    middle = tuple(_middle(row))
    first = Term("", MEASURES[Measure.OPENING], opening, digits(opening), DEFINITIONS[Measure.OPENING])
    last = Term("=", MEASURES[Measure.CLOSING], closing, digits(closing), DEFINITIONS[Measure.CLOSING])
    return Balance((first, *middle, last), closing, opening + added(row) - taken(row))


def _middle(row: Mapping[str, int]) -> Iterator[Term]:
    for measure in ADDING:
        value = row.get(measure, 0)
        if value:
            yield Term("+", MEASURES[measure], value, digits(value), DEFINITIONS[measure])
    for measure in (Measure.MOVED_OUT, Measure.CHANGED_OUT):
        value = row.get(measure, 0)
        if value:
            yield Term("−", MEASURES[measure], value, digits(value), DEFINITIONS[measure])
    left = left_of(row)
    if left:
        reasons = [(measure, row[measure]) for measure in LEFT if row.get(measure)]
        inner = tuple(Term("", MEASURES[measure], value, digits(value)) for measure, value in reasons)
        yield Term("−", LEFT_WORDS, left, digits(left), DEFINITIONS["left"], inner)


def headline(row: Mapping[str, int]) -> list[Headline]:
    """The five numbers that the order asks for: registered, headcount, hired, moved, departed."""
    by = row.get(Measure.CLOSING, 0) - row.get(Measure.OPENING, 0)
    hired = sum(row.get(measure, 0) for measure in REACH_MEASURES)
    late = row.get(Measure.LATE_ENTRIES, 0)
    tone = "up" if by > 0 else "down" if by < 0 else ""
    return [
        Headline(pgettext_lazy("headline", "Headcount"), digits(row.get(Measure.CLOSING, 0)), change(by), tone),
        Headline(pgettext_lazy("headline", "New in the register"), digits(row.get(Measure.REGISTERED, 0))),
        Headline(pgettext_lazy("headline", "Began to work"), digits(hired)),
        Headline(pgettext_lazy("headline", "Moved"), digits(max(row.get(Measure.MOVED_IN, 0),
                                                                 row.get(Measure.MOVED_OUT, 0)))),
        Headline(pgettext_lazy("headline", "Left"), digits(left_of(row))),
        Headline(pgettext_lazy("headline", "Entered late"), digits(late), "", "down" if late else ""),
    ]  # fmt: skip
