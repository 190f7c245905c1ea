"""Lines of the work list about specialist certificates: ended, or ending soon (spec R-6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from tirkelim.register.models import Certificate, CertificateEvent
from tirkelim.register.status import NOT_STANDING, CertificateStatus, StatusOn, status_on
from tirkelim.register.worklist_types import Kind, Line, Place

SOON, NEAR = timedelta(days=30), timedelta(days=90)


def certificate_lines(place: Place) -> list[Line]:
    """All three kinds, those that end first at the top; three queries. Of each specialty the certificate that lasts
    longest counts; one without a term does not end, and is on the page of endings."""
    by_specialty: defaultdict[tuple[UUID, str], list[tuple[Certificate, StatusOn]]] = defaultdict(list)
    for row, state in _with_states(place):
        if state.status not in NOT_STANDING and state.status is not CertificateStatus.NOT_YET:
            by_specialty[row.person_id, row.specialty].append((row, state))
    found = []
    for held in by_specialty.values():
        row, _state = max(held, key=lambda one: (one[0].valid_until is None, one[0].valid_until, one[0].number))
        kind = _kind(row, place)
        if kind is not None:
            found.append(Line(kind, row.person_id, on=row.valid_until, about=row.id))
    return sorted(found, key=lambda line: (line.on, str(line.about)))


def _kind(row: Certificate, place: Place) -> Kind | None:
    if row.valid_until is None or row.valid_until > place.today + NEAR:
        return None
    if row.valid_until < place.today:
        return Kind.CERTIFICATE_EXPIRED
    return Kind.CERTIFICATE_30 if row.valid_until <= place.today + SOON else Kind.CERTIFICATE_90


def _with_states(place: Place) -> Iterable[tuple[Certificate, StatusOn]]:
    """The certificates of workers who have one that ends or has ended and that nothing plainly replaces."""
    longer = Certificate.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        person=OuterRef("person"), specialty=OuterRef("specialty"), issued_on__lte=place.today, events__isnull=True,
    )  # fmt: skip
    near = Certificate.objects.filter(
        ~Exists(longer), valid_until__lte=place.today + NEAR, person__in=place.jobs().values("person")
    )
    people = set(near.values_list("person_id", flat=True))
    rows = list(Certificate.objects.filter(person__in=people))
    events: defaultdict[UUID, list[CertificateEvent]] = defaultdict(list)
    for event in CertificateEvent.objects.filter(certificate__person__in=people).order_by("id"):
        events[event.certificate_id].append(event)
    return [(row, status_on(row, events[row.id], place.today)) for row in rows]
