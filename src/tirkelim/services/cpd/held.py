"""What a worker holds in a specialty: the level and since when, the main specialty of a specialisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.law.order_283_cpd.levels import Framework, LevelName
from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.register.models import Certificate, Qualification
from tirkelim.register.qualification_queries import qualifications_of
from tirkelim.register.queries import certificates_of
from tirkelim.register.status import CertificateStatus, StatusOn

LEVELS = frozenset(name.value for name in LevelName)


class LevelHeld(NamedTuple):
    """A level held; ``since``: the day from which service towards the next one counts; ``source``: the row."""

    level: LevelName
    since: date
    source: Qualification | Certificate


def same_specialty(one: str | None, other: str) -> bool:
    """Whether two specialties are one: by code, by name, or both nursing, which stands on several tracks (C24)."""
    return fits_profile(one, other) is True


def level_held(
    person: UUID,
    specialty: str,
    on: date,
    known: datetime,
    frame: Framework,
    without: frozenset[UUID] = frozenset(),
) -> LevelHeld | None:
    """The level held in a specialty: as the register of levels has it, else as a valid certificate says.

    ``without``: decisions whose results do not count, such as one that a complaint has reopened.
    """
    recorded = level_recorded(qualifications_of(person, known), specialty, on, frame, without)
    if recorded is not None:
        return recorded
    return level_certified(certificates_of(person, on, known), specialty, on, without)


def level_recorded(
    given: Iterable[Qualification], specialty: str, on: date, frame: Framework, without: frozenset[UUID] = frozenset()
) -> LevelHeld | None:
    """The level as the register of levels has it, of rows that are at hand, the newest first."""
    rows = [
        row
        for row in given
        if row.level in LEVELS
        and row.obtained_on <= on
        and row.decision not in without
        and same_specialty(row.specialty, specialty)
    ]
    return LevelHeld(LevelName(str(rows[0].level)), _since(rows, frame), rows[0]) if rows else None


def _since(rows: Iterable[Qualification], frame: Framework) -> date:
    """The first day of the step held: confirming a level, or taking it to another track as a nurse does (p.19), leaves
    earlier service counted. ``rows``: the newest first."""
    newest, *older = rows
    step, since = frame.levels[str(newest.level)].step, newest.obtained_on
    for row in older:
        if frame.levels[str(row.level)].step != step:
            break
        since = row.obtained_on
    return since


def level_certified(
    given: Iterable[tuple[Certificate, StatusOn]],
    specialty: str,
    on: date,
    without: frozenset[UUID] = frozenset(),
) -> LevelHeld | None:
    """The level as a valid certificate says, of certificates with their status on the day, the newest first."""
    own = [
        (row, status.status)
        for row, status in given
        if row.level in LEVELS
        and row.issued_on <= on
        and row.decision not in without
        and same_specialty(row.specialty, specialty)
    ]
    valid = next((row for row, status in own if status is CertificateStatus.VALID), None)
    if valid is None:
        return None
    since = min(row.issued_on for row, _ in own if row.level == valid.level)
    return LevelHeld(LevelName(str(valid.level)), since, valid)


def holds_main_specialty(person: UUID, main: str, on: date, known: datetime) -> bool:
    """Whether a level, or a valid certificate, is held in the specialty named as the main one (p.18)."""
    levels = (row for row in qualifications_of(person, known) if row.level and row.obtained_on <= on)
    if any(same_specialty(row.specialty, main) for row in levels):
        return True
    valid = (row for row, status in certificates_of(person, on, known) if status.status is CertificateStatus.VALID)
    return any(same_specialty(row.specialty, main) for row in valid)
