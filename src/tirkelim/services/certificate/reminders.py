"""Reminders to holders 6, 3 and 1 months before a certificate ends; worked out once a day for all certificates.

What is looked for are the few certificates whose end lies so many months after one of the last fourteen days; they
are read in portions, each with the same number of queries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Outbox
from tirkelim.cases.outbox import notice
from tirkelim.cases.states import OPEN_STATES
from tirkelim.journal.change import Result
from tirkelim.journal.models import Change
from tirkelim.law.book import current_book
from tirkelim.law.period import add_months, add_years
from tirkelim.register.models import Certificate, CertificateEvent, Employment, Training
from tirkelim.register.status import CertificateStatus, status_on
from tirkelim.services.certificate.ending import MONTHS, hours_in_digits
from tirkelim.services.certificate.hours import Learning
from tirkelim.services.common.pages import CLAIMED_SPECIALTY

CAUGHT_UP = 14
"""Days for which a reminder that was missed is still sent."""
PORTION = 1000
"""Certificates read at a time."""
SERVICES = ("certificate", "foreign_certificate")
DEATH = "death"
"""The reason for leaving after which nobody is reminded."""
MARGIN = timedelta(days=4)
"""By so much months end on different days; what the query finds too much is left out afterwards."""


class Due(NamedTuple):
    """A reminder that is due: of which certificate, how many months before which last day."""

    certificate: Certificate
    months: int
    until: date

    @property
    def key(self) -> str:
        """What keeps it from being sent twice; without a term the end moves, so the day belongs to it."""
        key = f"reminder:{self.certificate.id}:{self.months}"
        return key if self.certificate.valid_until is not None else f"{key}:{self.until.isoformat()}"


def remind(made: Change, now: datetime) -> Result:
    """Write the messages that are due on this local day, or were missed in the last fourteen; result {"messages"}."""
    today, written = localdate(now), 0
    for portion in _portions(today):
        rows = _messages(portion, today, now, made)
        Outbox.objects.bulk_create(rows, ignore_conflicts=True)
        written += len(rows)
    return {"messages": written}


def months_due(until: date, today: date) -> int | None:
    """Which reminder of a certificate with this last day is due, today or within the days that are caught up."""
    for months in MONTHS:
        if today - timedelta(days=CAUGHT_UP) <= add_months(until, -months) <= today:
            return months
    return None


def _portions(today: date) -> Iterator[list[Certificate]]:
    """The certificates that may be due, a portion at a time."""
    for candidates in (_with_term(today), _without_term(today)):
        rows = candidates.order_by("id").iterator(chunk_size=PORTION)
        while portion := list(islice(rows, PORTION)):
            yield portion


def _with_term(today: date) -> QuerySet[Certificate]:
    ranges = (Q(valid_until__gte=first, valid_until__lte=last) for first, last in _ends(today))
    return Certificate.objects.filter(reduce(or_, ranges))


def _without_term(today: date) -> QuerySet[Certificate]:
    """Those whose holders passed further education so long ago that it suffices until one of these ends."""
    years = current_book().number("certificate.indefinite.training_years", today)
    passed = ((add_years(first, -years) - MARGIN, add_years(last, -years) + MARGIN) for first, last in _ends(today))
    days = reduce(or_, (Q(completed_on__gte=first, completed_on__lte=last) for first, last in passed))
    entered = Training.objects.filter(days, person=OuterRef("person"), known_to__isnull=True)
    return Certificate.objects.filter(Exists(entered), valid_until__isnull=True)


def _ends(today: date) -> Iterator[tuple[date, date]]:
    """The days on which a certificate ends of which a reminder may be due."""
    for months in MONTHS:
        yield add_months(today - timedelta(days=CAUGHT_UP), months) - MARGIN, add_months(today, months) + MARGIN


def _messages(portion: list[Certificate], today: date, now: datetime, made: Change) -> list[Outbox]:
    people = {row.person_id for row in portion}
    learning = Learning(people, now)
    due = [one for one in _due(portion, today, learning) if one is not None]
    sent = set(Outbox.objects.filter(dedupe_key__in=[one.key for one in due]).values_list("dedupe_key", flat=True))
    quiet, applied = _dead(people), _applied(people)
    return [
        notice(one.certificate.person_id, *_said(one, learning), one.key, made)
        for one in due
        if one.key not in sent
        and one.certificate.person_id not in quiet
        and (one.certificate.person_id, one.certificate.specialty) not in applied
    ]


def _due(portion: Iterable[Certificate], today: date, learning: Learning) -> Iterator[Due | None]:
    rows = list(portion)
    events = _events(rows)
    for row in rows:
        status = status_on(row, events.get(row.id, ()), today, learning.days(row.person_id))
        if status.status is not CertificateStatus.VALID or status.holds_until is None:
            continue
        months = months_due(status.holds_until, today)
        yield None if months is None else Due(row, months, status.holds_until)


def _said(due: Due, learning: Learning) -> tuple[str, dict[str, str]]:
    """Which message, and what goes into it."""
    day = {"day": due.until.isoformat()}
    if due.certificate.valid_until is None:
        return "training_lapses", day
    if due.certificate.level:
        return "certificate_ends_level", day
    missing = learning.missing(due.certificate, due.until)
    if missing:
        return "certificate_ends_short", {**day, "hours": hours_in_digits(missing)}
    return "certificate_ends", day


def _events(rows: Iterable[Certificate]) -> dict[UUID, list[CertificateEvent]]:
    found: defaultdict[UUID, list[CertificateEvent]] = defaultdict(list)
    for event in CertificateEvent.objects.filter(certificate__in=[row.id for row in rows]).order_by("id"):
        found[event.certificate_id].append(event)
    return found


def _dead(people: Iterable[UUID]) -> set[UUID]:
    """Those who left a job by death."""
    left = Employment.objects.current().filter(person__in=people, leave_reason=DEATH)
    return set(left.values_list("person_id", flat=True))


def _applied(people: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """Who has an open application for a certificate, and in which specialty."""
    cases = Case.objects.filter(subject__in=people, service__in=SERVICES, state__in=OPEN_STATES)
    return set(cases.annotate(claimed=CLAIMED_SPECIALTY).values_list("subject_id", "claimed"))
