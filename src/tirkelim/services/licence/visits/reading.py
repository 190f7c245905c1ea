"""Reading visits: what is planned, what counts as the base's visit, what its act says of each subtype (reading L16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.identity.territories import TerritoryNotKnown, zone
from tirkelim.law.order_59_licence import facts as law
from tirkelim.law.order_59_licence.visit import may_begin, notice_hours
from tirkelim.law.standards.acceptance import ALMATY
from tirkelim.services.licence.answers import BaseAnswers, read_answers
from tirkelim.services.licence.models import Observation, Visit, VisitAct, VisitNotice, VisitPhoto
from tirkelim.services.licence.visits.checklist import ChecklistLine, lines_for

# --- the application ---


def bases_of(case: Case) -> tuple[BaseAnswers, ...]:
    """The bases that permit control looks at: those of the application, which at a move is the new one."""
    return read_answers(case.draft.data).claimed_bases()


def base_of(case: Case, base: UUID) -> BaseAnswers | None:
    """One of them by its id."""
    return next((one for one in bases_of(case) if one.id == str(base)), None)


def lines_of(case: Case, base: UUID) -> tuple[ChecklistLine, ...]:
    """The lines to be checked at a base: those that stood when the application was sent, so that nothing changes under
    the applicant who declared them or the inspector who is out without a connection."""
    found = base_of(case, base)
    if found is None or case.submitted_at is None:
        return ()
    return lines_for(found.subtypes, localdate(case.submitted_at), case.submitted_at)


def zone_of(case: Case) -> ZoneInfo:
    """The time zone of the case's office."""
    try:
        return zone(case.territory, localdate(case.submitted_at) if case.submitted_at else localdate())
    except TerritoryNotKnown:
        return ALMATY


# --- visits ---


def visits_of(case: Case) -> list[Visit]:
    """All visits of a case in the order of their time, the cancelled ones too."""
    return list(Visit.objects.filter(case=case).select_related("act", "cancelled_by", "change").order_by("planned_at"))


def standing_visit(case: Case, base: UUID) -> Visit | None:
    """The visit that is planned and neither cancelled nor ended by an act."""
    rows = Visit.objects.filter(case=case, base=base, cancelled_by__isnull=True, act__isnull=True)
    return rows.order_by("planned_at").first()


def last_act(case: Case, base: UUID) -> VisitAct | None:
    """The act signed last of a base (reading L16)."""
    rows = VisitAct.objects.filter(visit__case=case, visit__base=base, visit__cancelled_by__isnull=True)
    return rows.select_related("visit", "change").order_by("-change__at", "-change__id").first()


def to_show(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Those that are not cancelled, of applications that the office still considers or for which an act was signed."""
    alive = Q(act__isnull=False) | Q(case__state__in=CONSIDERING)
    return visits.filter(alive, cancelled_by__isnull=True).select_related("case__draft", "act")


def is_own(visit: Visit, account: UUID) -> bool:
    """Whether a visit is this inspector's: only the one who goes there notes and signs. A colleague takes a visit over
    by being planned in the place of the first (``plan_visit`` with ``instead_of``), which stays in the journal."""
    return visit.inspector == account


# --- notice ---


def notice_of(visit: Visit) -> VisitNotice | None:
    """The notice that counts: the earliest."""
    return visit.notices.order_by("sent_at").first()


def may_begin_at(visit: Visit) -> datetime | None:
    """From when the visit may begin by its notice; None without one."""
    told = notice_of(visit)
    if told is None:
        return None
    return may_begin(told.sent_at, notice_hours(visit.planned_at, service(visit.case.service).book()))


# --- what the decision reads ---


def visit_facts(case: Case, base: UUID) -> law.Visit | None:
    """The visit of a base as the decision reads it: of the last signed act, else the standing one, else None."""
    act = last_act(case, base)
    visit = standing_visit(case, base) if act is None else act.visit
    if visit is None:
        return None
    told = notice_of(visit)
    return law.Visit(
        notified_at=None if told is None else told.sent_at,
        visit_at=visit.planned_at if act is None else act.begun_at,
        recorded_channel=told is not None,
        conforms=None if act is None else act.conforms,
    )


def subtype_results(case: Case, base: UUID) -> Mapping[tuple[str, str], bool]:
    """Whether each claimed subtype conforms, by (code, specialty), as the last act says; empty without one."""
    act = last_act(case, base)
    rows = () if act is None else act.subtypes
    return {(row["code"], row["specialty"]): row["conforms"] for row in rows}


# --- what was noted ---


def observations(visit: Visit) -> dict[tuple[str, str, str], Observation]:
    """The notes that stand, by (subtype, specialty, key): of each line the latest, ties by id."""
    found: dict[tuple[str, str, str], Observation] = {}
    for row in sorted(visit.observations.all(), key=lambda one: (one.noted_at, str(one.id))):
        found[(row.subtype, row.specialty, row.key)] = row
    return found


def photos(visit: Visit) -> list[VisitPhoto]:
    """The photos that were not taken away, in the order in which they were taken."""
    return list(visit.photos.filter(removed_by__isnull=True).order_by("taken_at", "id"))
