"""Lines of the work list about specialist certificates: ended, or ending soon (spec R-6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tirkelim.journal.kept import kept
from tirkelim.register.as_of import AsOf
from tirkelim.register.held_by_people import certificates_of_people
from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.status import NOT_STANDING, CertificateStatus
from tirkelim.register.worklist_types import Kind, Line, Place, jobs_in

SOON, NEAR = timedelta(days=30), timedelta(days=90)
Dated = tuple[date, UUID]
"""The last valid day of a certificate, and its id."""


def certificate_lines(place: Place) -> list[Line]:
    """All three kinds, those that end first at the top; four queries. Of each specialty the certificate that lasts
    longest counts; one without a term does not end, and is on the page of endings."""
    eventful = set(_eventful(place.organisation, place.today))
    longest: dict[tuple[UUID, str], Dated] = {}
    for person, specialty, until, id in _plain(place.organisation, place.today, place.today + NEAR):
        if until is not None and person not in eventful:
            longest[person, specialty] = max((until, id), longest.get((person, specialty), (until, id)))
    longest |= _by_status(eventful, place)
    found = [
        Line(kind, person, on=until, about=id)
        for (person, _specialty), (until, id) in longest.items()
        if (kind := _kind(until, place)) is not None
    ]
    return sorted(found, key=lambda line: (line.on, str(line.about)))


def _kind(until: date, place: Place) -> Kind | None:
    if until > place.today + NEAR:
        return None
    if until < place.today:
        return Kind.CERTIFICATE_EXPIRED
    return Kind.CERTIFICATE_30 if until <= place.today + SOON else Kind.CERTIFICATE_90


@kept
def _eventful(organisation: UUID, today: date) -> QuerySet[CertificateEvent, UUID]:
    """Workers to whose certificates something happened."""
    events = CertificateEvent.objects.filter(certificate__person__in=jobs_in(organisation, today).values("person"))
    return events.values_list("certificate__person_id", flat=True)


@kept
def _plain(organisation: UUID, today: date, near: date) -> QuerySet[Certificate, tuple[UUID, str, date | None, UUID]]:
    """Certificates of workers that end or have ended, and that no longer one follows."""
    longer = Certificate.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        person=OuterRef("person"), specialty=OuterRef("specialty"), issued_on__lte=today,
    )  # fmt: skip
    rows = Certificate.objects.filter(
        ~Exists(longer), issued_on__lte=today, valid_until__lte=near,
        person__in=jobs_in(organisation, today).values("person"),
    )  # fmt: skip
    return rows.values_list("person_id", "specialty", "valid_until", "id")


def _by_status(people: Iterable[UUID], place: Place) -> dict[tuple[UUID, str], Dated]:
    """The longest certificate of each specialty of people to whose certificates something happened: what was withdrawn
    or replaced does not count."""
    found: dict[tuple[UUID, str], Dated] = {}
    for held in certificates_of_people(people, AsOf(place.today, place.now)).values():
        for row, state in held:
            if state.status in NOT_STANDING or state.status is CertificateStatus.NOT_YET:
                continue
            dated = (row.valid_until or date.max, row.id)
            key = (row.person_id, row.specialty)
            found[key] = max(dated, found.get(key, dated))
    return found
