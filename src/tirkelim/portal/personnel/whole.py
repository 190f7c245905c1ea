"""All that the register holds of a person in one bundle: for the timeline and the downloads."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Decision
from tirkelim.cases.states import FINAL_STATES, State
from tirkelim.journal.models import JournalEntry
from tirkelim.portal.choices import language
from tirkelim.register import queries
from tirkelim.register.activity_queries import activities_of
from tirkelim.register.models import (
    Activity,
    AssessmentConclusion,
    CertificateEvent,
    CpdSheet,
    OrganisationFact,
    Qualification,
)
from tirkelim.register.qualification_queries import qualifications_of
from tirkelim.register.queries import Profile

NOT_APPLICATIONS = frozenset({"cpd", "assessment"})
"""Services whose end is a fact of the register: a sheet, a conclusion."""
OF_ORGANISATIONS = "licence"
"""A service whose applicant can be an organisation: the subject of such a case is its head at that time."""


class Ended(NamedTuple):
    """An application that has come to its end."""

    case: UUID
    service: str
    number: str
    state: State
    day: date


class Whole(NamedTuple):
    """A person's whole record as known at the profile's moment. `applications` is empty for readers other than the
    person; `names` are those of the organisations."""

    profile: Profile
    activities: tuple[Activity, ...] = ()
    sheets: tuple[CpdSheet, ...] = ()
    conclusions: tuple[AssessmentConclusion, ...] = ()
    qualifications: tuple[Qualification, ...] = ()
    certificate_events: tuple[CertificateEvent, ...] = ()
    applications: tuple[Ended, ...] = ()
    names: dict[UUID, str] = {}


def whole_record(person: UUID, today: date, moment: datetime, *, own: bool) -> Whole:
    """The whole record on a day, as known at a moment. `own`: with the applications, which are nobody else's."""
    profile = queries.person_profile(person, today, moment)
    conclusions = AssessmentConclusion.objects.known_at(moment).filter(person=person).order_by("assessed_on", "line")
    sheets = CpdSheet.objects.filter(person=person, change__at__lte=moment).order_by("confirmed_on", "number")
    events = CertificateEvent.objects.filter(certificate__person=person, change__at__lte=moment)
    found = Whole(
        profile=profile,
        activities=activities_of(person, moment),
        sheets=tuple(sheets),
        conclusions=tuple(conclusions),
        qualifications=qualifications_of(person, moment),
        certificate_events=tuple(events.select_related("certificate", "change").order_by("on", "id")),
        applications=applications_of(person) if own else (),
    )
    return found._replace(names=names_of(found))


def applications_of(person: UUID) -> tuple[Ended, ...]:
    """The person's applications that have ended, each with the day of the answer, or of taking it back."""
    cases = list(personal_cases(person).filter(state__in=FINAL_STATES, number__isnull=False))
    cases = [case for case in cases if case.service not in NOT_APPLICATIONS]
    decided = dict(Decision.objects.filter(case__in=cases).order_by("seq").values_list("case_id", "decided_on"))
    return tuple(
        Ended(case.id, case.service, case.number or "", State(case.state), decided.get(case.id) or last_day(case))
        for case in cases
    )


def personal_cases(person: UUID) -> QuerySet[Case]:
    """The cases about the person: an organisation's applications for a licence are not those of its head."""
    return Case.objects.filter(subject=person).exclude(service=OF_ORGANISATIONS, organisation__isnull=False)


def last_day(case: Case) -> date:
    """The day of the last command to a case."""
    newest = JournalEntry.objects.filter(stream=case.stream).select_related("change").order_by("-seq").first()
    return localdate(newest.change.at if newest is not None else case.submitted_at)


def names_of(whole: Whole) -> dict[UUID, str]:
    """Names of all organisations that the record mentions, as last known."""
    ids = {row.organisation_id for row in whole.profile.employments if row.organisation_id}
    ids |= {row.organisation_id for row in whole.sheets} | {row.organisation_id for row in whole.conclusions}
    facts = OrganisationFact.objects.known_at(whole.profile.known).filter(organisation__in=ids).order_by("valid_from")
    return {row.organisation_id: row.name(language()) for row in facts}
