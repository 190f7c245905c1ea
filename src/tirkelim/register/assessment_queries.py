"""Questions on assessments and accreditations. They check no rights: the caller asks the policy first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from tirkelim.law.order_283_cpd.profile import fits_profile
from tirkelim.register.activity_queries import sheets_of
from tirkelim.register.models import (
    AssessmentConclusion,
    CpdSheet,
    Organisation,
    OrganisationFact,
    OrganisationStatus,
    StatusKind,
)


class Accredited(NamedTuple):
    """An organisation that may assess on a day: what it is, and the accreditation that says so."""

    organisation: UUID
    facts: OrganisationFact | None
    number: str
    until: date | None
    """Last day of the accreditation; None: without a term."""


def conclusion_for(
    person: UUID, specialty: str, level: str | None, on: date, known: datetime
) -> AssessmentConclusion | None:
    """The newest conclusion that answers for a claim, passed or not; None where there is none.

    For a level these are the conclusions on a request for that level, and those that found it on another request. For
    a certificate without a level they are those asked for a certificate, and passed ones asked for a level: who is
    prepared for a level is prepared for the specialty, but a level missed says nothing of the certificate. A
    conclusion on another specialty never counts. Whether the claim is confirmed, `confirms` says.
    """
    rows = AssessmentConclusion.objects.known_at(known).valid_on(on).filter(person=person, specialty=specialty)
    if level is None:
        rows = rows.filter(Q(level__isnull=True) | Q(passed=True))
    else:
        rows = rows.filter(Q(level=level) | Q(conclusion_level=level, passed=True))
    return rows.select_related("change").order_by("-assessed_on", "-known_from", "id").first()


def confirms(conclusion: AssessmentConclusion, level: str | None) -> bool:
    """Whether a conclusion supports a claim (p.16): it was passed, and found the level where one is claimed."""
    return conclusion.passed and (level is None or conclusion.conclusion_level == level)


def conclusion_of_case(case: UUID) -> AssessmentConclusion | None:
    """What was concluded on a request, by the present knowledge."""
    return AssessmentConclusion.objects.current().filter(case=case).select_related("organisation").first()


def accredited_on(day: date, known: datetime) -> list[Accredited]:
    """The organisations that may assess on a day, each once with its longest accreditation, in the order of names."""
    found: dict[UUID, OrganisationStatus] = {}
    for status in _accreditations(day, known):
        best = found.get(status.organisation_id)
        if best is None or _end(status) > _end(best):
            found[status.organisation_id] = status
    facts = OrganisationFact.objects.as_of(day, known).filter(organisation__in=list(found))
    named = {row.organisation_id: row for row in facts}
    rows = [_accredited(status, named.get(organisation)) for organisation, status in found.items()]
    return sorted(rows, key=lambda row: row.facts.search_key if row.facts else "")


def accreditation_of(organisation: UUID, day: date, known: datetime) -> Accredited | None:
    """The organisation's accreditation on a day, as known at a moment; the one that lasts longest."""
    rows = list(_accreditations(day, known).filter(organisation=organisation))
    if not rows:
        return None
    facts = OrganisationFact.objects.as_of(day, known).filter(organisation=organisation).first()
    return _accredited(max(rows, key=_end), facts)


def statuses_of(organisation: UUID) -> QuerySet[OrganisationStatus]:
    """All statuses of an organisation by the present knowledge, the newest first."""
    return OrganisationStatus.objects.current().filter(organisation=organisation).order_by("-valid_from", "number")


def assessing_organisations() -> QuerySet[Organisation]:
    """The organisations that assess or ever were accredited to."""
    kinds = Q(facts__known_to__isnull=True, facts__kind="assessment")
    ever = Q(statuses__known_to__isnull=True, statuses__kind=StatusKind.ASSESSMENT_ACCREDITATION.value)
    return Organisation.objects.filter(kinds | ever).distinct()


def newest_sheet(person: UUID, specialty: str, known: datetime) -> CpdSheet | None:
    """The confirmed sheet of results in a specialty that stands: the newest one, superseded by none.

    A nurse's sheet serves on every track of nursing (reading C24), for the assessment and for the level that follows.
    """
    sheets = sheets_of(person, known)
    return next((sheet for sheet in sheets if fits_profile(sheet.specialty, specialty) is True), None)


def sheet_by_number(number: str) -> CpdSheet | None:
    """The confirmed sheet with exactly this number."""
    return CpdSheet.objects.filter(number=number).select_related("organisation").first()


def _accreditations(day: date, known: datetime) -> QuerySet[OrganisationStatus]:
    return OrganisationStatus.objects.as_of(day, known).filter(kind=StatusKind.ASSESSMENT_ACCREDITATION.value)


def _end(status: OrganisationStatus) -> date:
    return status.valid_to or date.max


def _accredited(status: OrganisationStatus, facts: OrganisationFact | None) -> Accredited:
    until = None if status.valid_to is None else status.valid_to - timedelta(days=1)
    return Accredited(status.organisation_id, facts, status.number, until)
