"""Reading visits: what is planned, what counts as the base's visit, what its act says of each subtype (reading L16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.law.order_59_licence import facts as law
from tirkelim.services.licence.models import Observation, Visit, VisitAct, VisitNotice, VisitPhoto


def visits_of(case: Case) -> list[Visit]:
    """All visits of a case in the order of their time, the cancelled ones too."""
    raise NotImplementedError


def standing_visit(case: Case, base: UUID) -> Visit | None:
    """The visit that is planned and neither cancelled nor ended by an act."""
    raise NotImplementedError


def last_act(case: Case, base: UUID) -> VisitAct | None:
    """The act signed last of a base (reading L16)."""
    raise NotImplementedError


def notice_of(visit: Visit) -> VisitNotice | None:
    """The notice that counts: the earliest."""
    raise NotImplementedError


def may_begin_at(visit: Visit) -> datetime | None:
    """From when the visit may begin by its notice; None without one."""
    raise NotImplementedError


def visit_facts(case: Case, base: UUID) -> law.Visit | None:
    """The visit of a base as the decision reads it: of the last signed act, else the standing one, else None."""
    raise NotImplementedError


def subtype_results(case: Case, base: UUID) -> Mapping[tuple[str, str], bool]:
    """Whether each claimed subtype conforms, by (code, specialty), as the last act says; empty without one."""
    raise NotImplementedError


def observations(visit: Visit) -> dict[tuple[str, str, str], Observation]:
    """The notes that stand, by (subtype, specialty, key): of each line the latest, ties by id."""
    raise NotImplementedError


def photos(visit: Visit) -> list[VisitPhoto]:
    """The photos that were not taken away, in the order in which they were taken."""
    raise NotImplementedError


def next_visits(inspector: UUID, first: datetime, last: datetime) -> list[Visit]:
    """Visits of an inspector that are not cancelled, from ``first`` up to, not including, ``last``."""
    raise NotImplementedError
