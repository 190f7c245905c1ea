"""Where the lines of the work list come from: one function a kind, each with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils.timezone import localdate

from tirkelim.law.period import add_months
from tirkelim.register.models import Absence, Activity, Departure, DepartureKind, Employment, PersonFact, Training
from tirkelim.register.worklist_certificates import certificate_lines
from tirkelim.register.worklist_types import Kind, Line, Place

LATELY = timedelta(days=30)
"""For how long a late entry stays on the list."""


def late(place: Place) -> list[Line]:
    """The jobs that the register first knew of within the last 30 days; the list leaves out those in time."""
    since = place.now - LATELY
    before = Employment.objects.filter(line=OuterRef("line"), known_from__lt=since)
    rows = Employment.objects.current().filter(~Exists(before), organisation=place.organisation, known_from__gte=since)
    hired = {row[0]: row for row in rows.values_list("line", "person_id", "hired_on")}
    versions = Employment.objects.filter(line__in=list(hired)).values("line").annotate(first=Min("known_from"))
    first = {row["line"]: localdate(row["first"]) for row in versions}
    found = [Line(Kind.LATE, person, job, None, day, first[job]) for job, person, day in hired.values()]
    return sorted(found, key=lambda line: (line.on, str(line.job)), reverse=True)


def departed(place: Place) -> list[Line]:
    """Those who have died or moved abroad by today and have a job here."""
    away = Departure.objects.current(place.today).filter(person__in=place.jobs().values("person"))
    found = {row.person_id: row for row in away}
    jobs = place.jobs().filter(person__in=list(found)).order_by("line")
    lines = []
    for job in jobs if found else ():
        row = found[job.person_id]
        kind = Kind.DIED if row.kind == DepartureKind.DEATH else Kind.ABROAD
        lines.append(Line(kind, job.person_id, job.line, None, job.hired_on, row.on, row.line))
    return sorted(lines, key=lambda line: (line.on, str(line.job)))


def main_elsewhere(place: Place) -> list[Line]:
    """Main jobs here, where another organisation says that it is the main place."""
    claims = Employment.objects.current(place.today).filter(
        claims_main=True, person__in=place.jobs().filter(is_main=True).values("person")
    )
    by_person = {row.person_id: row for row in claims.exclude(organisation=place.organisation).order_by("-hired_on")}
    jobs = place.jobs().filter(is_main=True, person__in=list(by_person)) if by_person else ()
    found = []
    for job in jobs:
        claim = by_person[job.person_id]
        found.append(
            Line(Kind.MAIN_ELSEWHERE, job.person_id, job.line, None, job.hired_on, claim.hired_on, claim.line,
                 claim.organisation_id)
        )  # fmt: skip
    return sorted(found, key=lambda line: (line.on, str(line.job)))


def main_claims(place: Place) -> list[Line]:
    """Jobs here that are to be the main one: whether another main job still stands, or nothing any more."""
    claims = list(place.jobs().filter(claims_main=True))
    mains = Employment.objects.current(place.today).filter(is_main=True, person__in=[row.person_id for row in claims])
    standing = {row.person_id: row for row in mains} if claims else {}
    found = []
    for job in claims:
        other = standing.get(job.person_id)
        kind = Kind.MAIN_FREE if other is None else Kind.MAIN_WAITS
        place_of_other = None if other is None else other.organisation_id
        found.append(Line(kind, job.person_id, job.line, hired_on=job.hired_on, on=job.hired_on, other=place_of_other))
    return sorted(found, key=lambda line: (line.on, str(line.job)))


def leave_ends(place: Place) -> list[Line]:
    """Leaves whose last day was entered ahead and has come, until the return or the end of the job is entered; entered
    or corrected on that day or later, the end is known."""
    rows = Absence.objects.current().filter(
        ended_on__lte=place.today, known_from__date__lt=F("ended_on"), employment__in=place.jobs().values("line")
    )
    found = [Line(Kind.LEAVE_ENDS, row.person_id, row.employment, on=row.ended_on, about=row.line) for row in rows]
    return sorted(found, key=lambda line: (line.on, str(line.about)))


def job_ends(place: Place) -> list[Line]:
    """Jobs whose last day was entered ahead, without a reason, and has come, until the dismissal is entered."""
    rows = Employment.objects.current().filter(
        organisation=place.organisation, left_on__lte=place.today, known_from__date__lt=F("left_on"), leave_reason=""
    )
    found = [
        Line(Kind.JOB_ENDS, row.person_id, row.line, None, row.hired_on, row.left_on)
        for row in rows
        if row.left_on is not None and row.valid_to == row.left_on + timedelta(days=1)
    ]
    return sorted(found, key=lambda line: (line.on, str(line.job)))


def documents_expired(place: Place) -> list[Line]:
    """Workers whose identity document has ended."""
    rows = PersonFact.objects.current(place.today).filter(
        document_expires_on__lt=place.today, person__in=place.jobs().values("person")
    )
    days = rows.values_list("person_id", "document_expires_on").order_by("document_expires_on", "person_id")
    return [Line(Kind.DOCUMENT_EXPIRED, person, on=day) for person, day in days]


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
