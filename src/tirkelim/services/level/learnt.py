"""The education on which a level rests (283/2020 p.12(1), annexes 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.service import Origin, Source
from tirkelim.law.order_283_cpd.levels import TRACKS, Education, Framework, Level
from tirkelim.law.order_283_cpd.transitions import is_nursing
from tirkelim.register import activity_queries as register
from tirkelim.services.cpd.held import same_specialty

KINDS = frozenset(kind.value for kind in Education)
HIGHER = frozenset(
    {
        Education.BACHELOR,
        Education.INTERNSHIP,
        Education.INTEGRATED_MEDICAL,
        Education.MASTER,
        Education.RESIDENCY,
        Education.ORDINATURA,
        Education.RETRAINING,
    }
)
"""Higher health education, with which level 8 can be given on an officer's finding (reading C20)."""


class Learnt(NamedTuple):
    """A finished education with the source that says so."""

    kind: Education
    specialty: str
    graduated_on: date
    source: Source


def educations(person: UUID, known: datetime) -> list[Learnt]:
    """What the register has of a person's education."""
    return [
        Learnt(
            Education(row.kind),
            row.specialty or "",
            row.graduated_on,
            Source(Origin.REGISTER, row.document_number or str(row.line), row.known_from),
        )
        for row in register.educations_of(person, known)
        if row.kind in KINDS
    ]


def education_for(
    claimed: Level, specialty: str, learnt: Iterable[Learnt], on: date, frame: Framework
) -> Learnt | None:
    """The education that supports the claim: one that opens its track, in the specialty first, the latest first; where
    there is none, the highest there is. For level 8 without a degree: higher education, whose holder may have
    experience in management."""
    done = [one for one in learnt if one.graduated_on <= on]
    fitting = [one for one in done if frame.track_of[one.kind] == claimed.track]
    if fitting:
        return max(fitting, key=lambda one: (_is_of(one, specialty), one.graduated_on))
    best = max(done, key=lambda one: (TRACKS.index(frame.track_of[one.kind]), one.graduated_on), default=None)
    if best is not None and claimed.is_by_degree and best.kind in HIGHER:
        return best._replace(kind=Education.HIGHER_WITH_MANAGEMENT)
    return best


def _is_of(one: Learnt, specialty: str) -> bool:
    if is_nursing(specialty):
        return is_nursing(one.specialty)
    return bool(one.specialty) and same_specialty(one.specialty, specialty)
