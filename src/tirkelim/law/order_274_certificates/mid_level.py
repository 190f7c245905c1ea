"""Which diploma opens which mid-level specialty (specification G-4 to G-7; 274/2020 ann.2 row 8)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tirkelim.law.book import LawBook
from tirkelim.law.data import read_toml
from tirkelim.law.order_274_certificates.education import long_service
from tirkelim.law.order_274_certificates.specialties import DiplomaLevel, diploma_codes, spellings
from tirkelim.law.order_274_certificates.three_valued import all_of, any_of, negate, when_known
from tirkelim.law.period import add_years
from tirkelim.law.unknown import UNKNOWN, Maybe


class MidLevelRow(NamedTuple):
    """A row of the table: what was claimed, until when, from which diplomas, and the proof asked for beside them."""

    claimed: str
    before: date
    opens: dict[DiplomaLevel, frozenset[str]]
    proof: str


@dataclass(frozen=True, slots=True)
class MidLevelCase:
    """The claimed specialty, the diploma, and what was learnt and done since, all in the claimed specialty.

    ``retrained_on``, ``certification_course_on``, ``started_on``, ``uninterrupted``: None when there is none or none
    is shown.
    """

    claimed_specialty: Maybe[str]
    diploma_level: Maybe[DiplomaLevel]
    diploma_specialty: Maybe[str]
    graduated_on: Maybe[date]
    further_education: Maybe[bool]
    retrained_on: Maybe[date | None]
    certification_course_on: Maybe[date | None]
    started_on: Maybe[date | None]
    uninterrupted: Maybe[bool | None]


class Opening(NamedTuple):
    """Whether the education is sufficient, and the condition that settles it."""

    sufficient: Maybe[bool]
    reason: str
    readings: tuple[str, ...] = ()


def education_opens(case: MidLevelCase, day: date, book: LawBook) -> Opening:
    """Whether the diploma, with what was added to it, opens the claimed specialty."""
    row = row_of(case.claimed_specialty)
    own = own_specialty(case)
    if row is None:
        return _outside_table(case, own, day, book)
    early = when_known(case.graduated_on, lambda graduated: graduated < row.before)
    diploma = _diploma_opens(row, case)
    proof = _proof(row, case, own, day, book)
    by_table = all_of(diploma, proof)
    # The third alternative settles it where the day of graduation is not known but would not matter.
    sufficient = any_of(all_of(early, by_table), all_of(negate(early), own), all_of(by_table, own))
    return Opening(sufficient, _reason(sufficient, early, diploma, row), _readings(row, own))


def row_of(claimed: Maybe[str]) -> MidLevelRow | None:
    """The row of the table for a claimed specialty; None for one that the table does not name."""
    if claimed is UNKNOWN:
        return None
    codes = diploma_codes(claimed, DiplomaLevel.SECONDARY)
    return next((row for row in _table() if row.claimed in codes), None)


def own_specialty(case: MidLevelCase) -> Maybe[bool]:
    """Whether the diploma is in the claimed specialty; higher "Emdeu isi" is not that of the feldsher."""
    claimed, diploma, level = case.claimed_specialty, case.diploma_specialty, case.diploma_level
    if claimed is UNKNOWN or diploma is UNKNOWN:
        return UNKNOWN
    wanted = diploma_codes(claimed, DiplomaLevel.SECONDARY)
    if not wanted:
        return not spellings(claimed).isdisjoint(spellings(diploma))
    if level is UNKNOWN:
        return False if wanted.isdisjoint(diploma_codes(diploma, DiplomaLevel.SECONDARY)) else UNKNOWN
    return not wanted.isdisjoint(diploma_codes(diploma, level))


def _diploma_opens(row: MidLevelRow, case: MidLevelCase) -> Maybe[bool]:
    if case.diploma_specialty is UNKNOWN or case.diploma_level is UNKNOWN:
        return UNKNOWN
    codes = diploma_codes(case.diploma_specialty, case.diploma_level)
    return not codes.isdisjoint(row.opens[case.diploma_level])


def _proof(row: MidLevelRow, case: MidLevelCase, own: Maybe[bool], day: date, book: LawBook) -> Maybe[bool]:
    """What the table asks for beside the diploma."""
    retrained = retrained_in_time(case.retrained_on, day, book)
    if row.proof == "course_or_training":
        course = _course_in_window(case.certification_course_on, day, book)
        return any_of(case.further_education, course, retrained)
    if row.proof == "training":
        return case.further_education
    spared = any_of(own, long_service(case.started_on, case.uninterrupted, day, book))
    return all_of(case.further_education, any_of(spared, retrained))


def retrained_in_time(retrained_on: Maybe[date | None], day: date, book: LawBook) -> Maybe[bool]:
    """Whether retraining was taken before 01.01.2021; "last five years" does not qualify it (S15)."""
    before = book.day("certificate.retraining.taken_before", day)
    return when_known(retrained_on, lambda taken: taken is not None and taken < before)


def _course_in_window(course_on: Maybe[date | None], day: date, book: LawBook) -> Maybe[bool]:
    first = add_years(day, -book.number("certificate.training.window_years", day))
    return when_known(course_on, lambda taken: taken is not None and taken >= first)


def _outside_table(case: MidLevelCase, own: Maybe[bool], day: date, book: LawBook) -> Opening:
    """A specialty without a row: its own diploma, or long service between the specialties that G-4 names."""
    if case.claimed_specialty is UNKNOWN:
        return Opening(UNKNOWN, "unknown")
    listed = book.texts("certificate.mid_level.long_service_specialties", day)
    secondary = when_known(case.diploma_level, lambda level: level is DiplomaLevel.SECONDARY)
    named = not diploma_codes(case.claimed_specialty, DiplomaLevel.SECONDARY).isdisjoint(listed)
    held = when_known(
        case.diploma_specialty,
        lambda name: not diploma_codes(name, DiplomaLevel.SECONDARY).isdisjoint(listed),
    )
    served = all_of(named, secondary, held, long_service(case.started_on, case.uninterrupted, day, book))
    sufficient = any_of(own, served)
    reason = "unknown" if sufficient is UNKNOWN else "sufficient" if sufficient else "other_diploma"
    return Opening(sufficient, reason)


def _reason(sufficient: Maybe[bool], early: Maybe[bool], diploma: Maybe[bool], row: MidLevelRow) -> str:
    if sufficient is UNKNOWN:
        return "unknown"
    if sufficient:
        return "sufficient"
    if early is not True:
        return "later_graduate"
    return f"lacks_{row.proof}" if diploma is not False else "other_diploma"


def _readings(row: MidLevelRow, own: Maybe[bool]) -> tuple[str, ...]:
    return ("G5", "S15") if row.proof == "retraining_and_training" and own is not False else ("G5",)


@functools.cache
def _table() -> tuple[MidLevelRow, ...]:
    return tuple(
        MidLevelRow(
            raw["claimed"],
            raw["before"],
            {level: frozenset(raw[level.value]) for level in DiplomaLevel},
            raw["proof"],
        )
        for raw in read_toml("order_274/mid_level.toml")["row"]
    )
