"""Visits and bases as the pages of the room show them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.standard_table import CONSIDERING
from tirkelim.cases.states import State
from tirkelim.law.order_59_licence.visit import notice_hours
from tirkelim.portal.choices import language
from tirkelim.portal.inspections.words import STATES, Words
from tirkelim.services.licence.answers import BaseAnswers, SubtypeAnswers
from tirkelim.services.licence.models import Visit, VisitNotice
from tirkelim.services.licence.names import holder_name, subtype_line
from tirkelim.services.licence.visits.reading import base_of, may_begin_at


class VisitView(NamedTuple):
    """A visit in a list. ``key`` names its state (words.STATES), ``ends_at`` is when it is planned to end."""

    visit: Visit
    base: BaseAnswers | None
    inspector: str
    key: str
    tag: Words
    colour: str
    ends_at: datetime

    @property
    def place(self) -> str:
        """The name of the base with its address."""
        return "" if self.base is None else place(self.base)

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held, moved or cancelled."""
        return self.key in ("told", "untold", "late")


def visit_view(visit: Visit, names: Mapping[UUID, str], told: bool, moment: datetime) -> VisitView:
    """A visit with its base and its state at a moment; ``names`` of inspectors by account."""
    key = state_of(visit, told)
    if key == "untold" and notice_clock(visit, moment).too_late:
        key = "late"
    words, colour = STATES[key]
    ends_at = visit.planned_at + timedelta(minutes=visit.minutes)
    base = base_of(visit.case, visit.base)
    return VisitView(visit, base, names.get(visit.inspector, ""), key, words, colour, ends_at)


def state_of(visit: Visit, told: bool) -> str:
    """The state of a visit: a key of words.STATES."""
    if visit.cancelled_by_id is not None:
        return "cancelled"
    if hasattr(visit, "act"):
        return "conforms" if visit.act.conforms else "does_not"
    if visit.case.state not in CONSIDERING:
        return "withdrawn" if visit.case.state == State.WITHDRAWN else "over"
    return "told" if told else "untold"


def told_of(visits: list[Visit]) -> set[UUID]:
    """The visits of which the applicant was told, in one look."""
    return set(VisitNotice.objects.filter(visit__in=visits).values_list("visit", flat=True))


def place(base: BaseAnswers) -> str:
    """The name of the base with its address."""
    return f"{base.name}, {base.address}" if base.name else base.address


def claimed(base: BaseAnswers) -> list[str]:
    """The subtypes claimed at a base, in words."""
    return [subtype(one) for one in base.subtypes]


def subtype(one: SubtypeAnswers) -> str:
    """A subtype in words, beginning with a capital."""
    words = subtype_line(one.code, one.specialty or "", language())
    return f"{words[:1].upper()}{words[1:]}"


def applicant(case: Case, moment: datetime) -> str:
    """The name of whoever applies, as the register has it today."""
    try:
        found = holder_name(case.organisation, case.subject_id, localdate(moment), moment)
    except LookupError:
        return ""
    return found.kk if language() == "kk" else found.ru


class NoticeClock(NamedTuple):
    """How far the notice of a visit is: since when the applicant knows and from when the visit may begin; or, while
    nobody was told, until when there is still time (``tell_by``) and whether it has run out (``too_late``)."""

    begins: datetime | None
    tell_by: datetime
    too_late: bool
    hours: int


def notice_clock(visit: Visit, moment: datetime) -> NoticeClock:
    """The clock of the notice as it stands."""
    hours = notice_hours(visit.planned_at, service(visit.case.service).book())
    tell_by = visit.planned_at - timedelta(hours=hours)
    begins = may_begin_at(visit)
    return NoticeClock(begins, tell_by, begins is None and moment > tell_by, hours)


def page(case: Case, **context: Any) -> dict[str, Any]:
    """What every page about a case has."""
    return {"case": case, **context}
