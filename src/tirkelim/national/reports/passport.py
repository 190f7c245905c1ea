"""The passport of an organisation: who it is and whom it has, on a day, as known at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tirkelim.register.as_of import AsOf
from tirkelim.register.models import OrganisationFact, OrganisationStatus


@dataclass(frozen=True, slots=True)
class CertificateCount:
    """People by their specialist certificates: a valid one, one that ends within 90 days, or none that is valid."""

    valid: int
    expiring: int
    none: int


@dataclass(frozen=True, slots=True)
class Passport:
    """All of it. `headcount` counts people at their place of work (reading R4), `by` them by dimension and key."""

    organisation: UUID
    as_of: AsOf
    facts: OrganisationFact | None
    statuses: tuple[OrganisationStatus, ...]
    headcount: int
    main_jobs: int
    second_jobs: int
    by: dict[str, dict[str, int]]
    """By group, position, specialty, track, level, sex, age, pyramid: people by key."""
    certificates: CertificateCount
    entries_last_year: int
    """Jobs that became known within the twelve months before the day of the passport."""
    late_last_year: int
    """Those of them that were entered after the three working days of 253/2020 p.8."""
    incomplete: int
    """Workers whose entry lacks one of the fifteen items of 253/2020 p.8."""
    on_leave: int
    """Workers on a long leave on the day."""
    licences: tuple[UUID, ...]
    """Ids of the licences that are held on the day."""


def passport(organisation: UUID, as_of: AsOf) -> Passport:
    """The passport of an organisation. Vacancies are not in it: the register does not know staff schedules."""
    raise NotImplementedError
