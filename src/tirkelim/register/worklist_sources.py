"""Where the lines of the work list come from: one function a kind, each with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from tirkelim.journal.kept import kept
from tirkelim.law.period import add_months
from tirkelim.register.held_by_people import first_known
from tirkelim.register.models import Absence, Activity, Departure, DepartureKind, Employment, PersonFact, Training
from tirkelim.register.worklist_certificates import certificate_lines
from tirkelim.register.worklist_types import Kind, Line, Place, jobs_in

LATELY = timedelta(days=30)
"""For how long a late entry stays on the list."""


def late(place: Place) -> list[Line]:
    """The jobs that the register first knew of within the last 30 days; the list leaves out those in time."""
    hired = {row[0]: row for row in _lately_known(place.organisation, place.now - LATELY)}
    first = {job: localdate(moment) for job, moment in first_known(hired).items()} if hired else {}
    found = [Line(Kind.LATE, person, job, None, day, first[job]) for job, person, day in hired.values()]
    return sorted(found, key=lambda line: (line.on, str(line.job)), reverse=True)


@kept
def _lately_known(organisation: UUID, since: datetime) -> QuerySet[Employment, tuple[UUID, UUID, date]]:
    before = Employment.objects.filter(line=OuterRef("line"), known_from__lt=since)
    rows = Employment.objects.current().filter(~Exists(before), organisation=organisation, known_from__gte=since)
    return rows.values_list("line", "person_id", "hired_on")


def departed(place: Place) -> list[Line]:
    """Those who have died or moved abroad by today and have a job here."""
    found = {row.person_id: row for row in _away(place.organisation, place.today)}
    lines = []
    for job in place.jobs().filter(person__in=list(found)).order_by("line") if found else ():
        row = found[job.person_id]
        kind = Kind.DIED if row.kind == DepartureKind.DEATH else Kind.ABROAD
        lines.append(Line(kind, job.person_id, job.line, None, job.hired_on, row.on, row.line))
    return sorted(lines, key=lambda line: (line.on, str(line.job)))


@kept
def _away(organisation: UUID, today: date) -> QuerySet[Departure]:
    return Departure.objects.current(today).filter(person__in=jobs_in(organisation, today).values("person"))


def main_elsewhere(place: Place) -> list[Line]:
    """Main jobs here, where another organisation says that it is the main place."""
    claims = {row.person_id: row for row in _claims_elsewhere(place.organisation, place.today)}
    found = []
    for job in place.jobs().filter(is_main=True, person__in=list(claims)) if claims else ():
        claim = claims[job.person_id]
        found.append(
            Line(Kind.MAIN_ELSEWHERE, job.person_id, job.line, None, job.hired_on, claim.hired_on, claim.line,
                 claim.organisation_id)
        )  # fmt: skip
    return sorted(found, key=lambda line: (line.on, str(line.job)))


@kept
def _claims_elsewhere(organisation: UUID, today: date) -> QuerySet[Employment]:
    mains = jobs_in(organisation, today).filter(is_main=True)
    claims = Employment.objects.current(today).filter(claims_main=True, person__in=mains.values("person"))
    return claims.exclude(organisation=organisation).order_by("-hired_on")


def main_claims(place: Place) -> list[Line]:
    """Jobs here that are to be the main one: whether another main job still stands, or nothing any more."""
    claims = _claims_here(place.organisation, place.today)
    mains = Employment.objects.current(place.today).filter(is_main=True, person__in=[row.person_id for row in claims])
    standing = {row.person_id: row for row in mains} if claims else {}
    found = []
    for job in claims:
        other = standing.get(job.person_id)
        kind = Kind.MAIN_FREE if other is None else Kind.MAIN_WAITS
        place_of_other = None if other is None else other.organisation_id
        found.append(Line(kind, job.person_id, job.line, hired_on=job.hired_on, on=job.hired_on, other=place_of_other))
    return sorted(found, key=lambda line: (line.on, str(line.job)))


@kept
def _claims_here(organisation: UUID, today: date) -> QuerySet[Employment]:
    return jobs_in(organisation, today).filter(claims_main=True)


def leave_ends(place: Place) -> list[Line]:
    """Leaves whose last day was entered ahead and has come, until the return or the end of the job is entered; entered
    or corrected on that day or later, the end is known."""
    found = [
        Line(Kind.LEAVE_ENDS, row.person_id, row.employment, on=row.ended_on, about=row.line)
        for row in _ended_leaves(place.organisation, place.today)
    ]
    return sorted(found, key=lambda line: (line.on, str(line.about)))


@kept
def _ended_leaves(organisation: UUID, today: date) -> QuerySet[Absence]:
    rows = Absence.objects.current().filter(employment__in=jobs_in(organisation, today).values("line"))
    return rows.filter(ended_on__lte=today, known_from__date__lt=F("ended_on"))


def job_ends(place: Place) -> list[Line]:
    """Jobs whose last day was entered ahead, without a reason, and has come, until the dismissal is entered."""
    found = [
        Line(Kind.JOB_ENDS, row.person_id, row.line, None, row.hired_on, row.left_on)
        for row in _ended_jobs(place.organisation, place.today)
        if row.left_on is not None and row.valid_to == row.left_on + timedelta(days=1)
    ]
    return sorted(found, key=lambda line: (line.on, str(line.job)))


@kept
def _ended_jobs(organisation: UUID, today: date) -> QuerySet[Employment]:
    rows = Employment.objects.current().filter(organisation=organisation, leave_reason="")
    return rows.filter(left_on__lte=today, known_from__date__lt=F("left_on"))


def documents_expired(place: Place) -> list[Line]:
    """Workers whose identity document has ended."""
    ended = _expired_documents(place.organisation, place.today)
    return [Line(Kind.DOCUMENT_EXPIRED, person, on=day) for person, day in ended]


@kept
def _expired_documents(organisation: UUID, today: date) -> QuerySet[PersonFact, tuple[UUID, date | None]]:
    rows = PersonFact.objects.current(today).filter(person__in=jobs_in(organisation, today).values("person"))
    rows = rows.filter(document_expires_on__lt=today).order_by("document_expires_on", "person_id")
    return rows.values_list("person_id", "document_expires_on")


def without_results(place: Place) -> list[Line]:
    """Workers whose main job has been here for a year and who have learned nothing since, as far as is known."""
    since = add_months(place.today, -12)
    lately = {"person": OuterRef("person"), "completed_on__gte": since}
    learned = Q(Exists(Activity.objects.current().filter(**lately)))
    learned |= Q(Exists(Training.objects.current().filter(**lately)))
    rows = place.jobs().filter(is_main=True, hired_on__lte=since).exclude(learned)
    found = rows.order_by("hired_on", "line").values_list("person_id", "line", "hired_on")
    return [Line(Kind.NO_RESULT, person, job, None, hired) for person, job, hired in found]


SOURCES: dict[Kind, Callable[[Place], Sequence[Line]]] = {
    Kind.LATE: late,
    Kind.MAIN_ELSEWHERE: main_elsewhere,
    Kind.LEAVE_ENDS: leave_ends,
    Kind.JOB_ENDS: job_ends,
    Kind.DOCUMENT_EXPIRED: documents_expired,
    Kind.NO_RESULT: without_results,
}
"""The source of each kind that has one of its own."""
SHARED: tuple[tuple[frozenset[Kind], Callable[[Place], list[Line]]], ...] = (
    (frozenset({Kind.DIED, Kind.ABROAD}), departed),
    (frozenset({Kind.MAIN_WAITS, Kind.MAIN_FREE}), main_claims),
    (frozenset({Kind.CERTIFICATE_EXPIRED, Kind.CERTIFICATE_30, Kind.CERTIFICATE_90}), certificate_lines),
)
"""The sources that give several kinds at once: they are asked once for all of them."""


def lines_with(kind: Kind, place: Place) -> dict[Kind, list[Line]]:
    """The lines of a kind, and of those kinds that come with it from the same source."""
    for kinds, source in SHARED:
        if kind in kinds:
            found: dict[Kind, list[Line]] = {one: [] for one in kinds}
            for line in source(place):
                found[line.kind].append(line)
            return found
    return {kind: list(SOURCES[kind](place))}
