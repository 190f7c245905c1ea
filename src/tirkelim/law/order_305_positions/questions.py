"""The question ``position.find``: which position of the nomenclature is this now?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from tirkelim.law.ask.answer import Answer
from tirkelim.law.ask.kinds import Row, Text
from tirkelim.law.ask.registry import question
from tirkelim.law.book import LawBook
from tirkelim.law.finding import Finding
from tirkelim.law.order_305_positions.nomenclature import (
    Position,
    alike,
    by_former_title,
    by_row,
    by_title,
    characteristics,
)
from tirkelim.law.order_305_positions.requirements import CHARACTERISTICS, DUTIES, LISTED
from tirkelim.law.unknown import UNKNOWN, Maybe

ACT = "305/2020"
FIELDS = ("row", "title", "former_title", "group_kk")

LongTitle = Annotated[str, Text(2_000)]
"""A title of the nomenclature; the longest has over seven hundred letters."""


@dataclass(frozen=True, slots=True)
class FindFacts:
    """A row number, a former title or a current one. Where several are given, all must name the same position."""

    row: Maybe[Row] = UNKNOWN
    former_title: Maybe[LongTitle] = UNKNOWN
    title: Maybe[LongTitle] = UNKNOWN


@question("position.find", FindFacts, "305/2020 ann.2", "305/2020 ann.1")
def find(facts: FindFacts, book: LawBook) -> Answer:
    """The position of a row or name, with its former name and its group; all null when nothing is found."""
    candidates = _candidates(facts)
    edition = book.latest(ACT)
    if not candidates:
        return Answer(dict.fromkeys(FIELDS), (LISTED.unknown(),), edition)
    position = candidates[0]
    if any(other != position for other in candidates):
        return Answer(dict.fromkeys(FIELDS), (LISTED.not_met(message="position.listed.disagree"),), edition)
    if position is None:
        return Answer(dict.fromkeys(FIELDS), (_not_listed(facts),), edition)
    values = (position.row, position.title, position.former_title, position.group.heading["kk"])
    return Answer(dict(zip(FIELDS, values, strict=True)), _findings(position), edition)


def _candidates(facts: FindFacts) -> list[Position | None]:
    candidates: list[Position | None] = []
    if facts.row is not UNKNOWN:
        candidates.append(by_row(facts.row))
    if facts.former_title is not UNKNOWN:
        candidates.append(by_former_title(facts.former_title))
    if facts.title is not UNKNOWN:
        candidates.append(by_title(facts.title))
    return candidates


def _not_listed(facts: FindFacts) -> Finding:
    suggestions: tuple[str, ...] = ()
    if facts.title is not UNKNOWN:
        renamed = by_former_title(facts.title)
        suggestions = (renamed.title,) if renamed else alike(facts.title, former=False)
    elif facts.former_title is not UNKNOWN:
        suggestions = alike(facts.former_title, former=True)
    if not suggestions:
        return LISTED.not_met(message="position.listed.nothing")
    return LISTED.not_met(None, None, ("suggestions", suggestions), message="position.listed.alike")


def _findings(position: Position) -> tuple[Finding, ...]:
    row = ("row", position.row)
    if position.former_title is None:
        listed = LISTED.met(position.title, None, row, message="position.listed.new")
    else:
        readings = ("P4",) if "title_kk" in position.inferred else ()
        former = ("former_title", position.former_title)
        listed = LISTED.met(position.title, None, row, former, readings=readings)
    place = CHARACTERISTICS.met(position.paragraph, None, ("group", position.group.number), ("page", position.page))
    return (listed, place, *_duties(position))


def _duties(position: Position) -> tuple[Finding, ...]:
    found = (held for held in characteristics() if held.position_row == position.row)
    return tuple(DUTIES.met(len(held.duties), None) for held in found)
