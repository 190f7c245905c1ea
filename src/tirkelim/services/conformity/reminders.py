"""Reminders to holders, worked out once a day: a duty that ends in two working days or today, a certificate that ends
in a month or a week (503/2016 p.15-22). Each is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from tirkelim.cases.models import Case, Outbox
from tirkelim.cases.outbox import notice
from tirkelim.cases.registry import service
from tirkelim.cases.states import OPEN_STATES
from tirkelim.journal.change import Result
from tirkelim.journal.models import Change
from tirkelim.law.book import LawBook
from tirkelim.law.standards.duties import Duty
from tirkelim.law.standards.services import Action
from tirkelim.register.conformity_queries import Held, with_status
from tirkelim.register.conformity_status import ConformityStatus
from tirkelim.register.models import ConformityCertificate, ConformityEventKind
from tirkelim.services.conformity.duties import HolderDuty, number_held, open_duties

DAYS_BEFORE_END = (7, 30)
"""Calendar days before the last day of a certificate on which its holder is reminded."""
CAUGHT_UP = 3
"""Days for which a reminder that was missed is still sent."""
SOON = 2
"""Working days before the last day of a duty on which its holder is reminded; and again on the day itself."""
LONGEST_DUTY = timedelta(days=21)
"""No duty of five working days lasts longer, whatever holidays there are."""
BEGINNING = (
    ConformityEventKind.CONTRACT_SIGNED,
    ConformityEventKind.EMPLOYER_CHANGED,
    ConformityEventKind.DATA_CHANGED,
)
"""Events whose duty is more than to tell of them."""
SAYS = {
    Duty.CONFORMITY_EXTENSION_REQUEST: "conformity_ask_extension",
    Duty.CONFORMITY_REISSUE_REQUEST: "conformity_ask_reissue",
}


class Due(NamedTuple):
    """A reminder that is due: to whom, which message, about which day; ``key`` keeps it from being sent twice."""

    person: UUID
    what: str
    day: date
    key: str


def remind_conformity(made: Change, now: datetime) -> Result:
    """Write the messages that are due on this local day, or were missed in the last ones; result {"messages"}."""
    today = localdate(now)
    book = service("conformity").book()
    due = [*_of_ends(today, now), *_of_duties(today, now, book)]
    sent = set(Outbox.objects.filter(dedupe_key__in=[one.key for one in due]).values_list("dedupe_key", flat=True))
    rows = [
        notice(one.person, one.what, {"day": one.day.isoformat()}, one.key, made) for one in due if one.key not in sent
    ]
    Outbox.objects.bulk_create(rows, ignore_conflicts=True)
    return {"messages": len(rows)}


def _of_ends(today: date, now: datetime) -> Iterator[Due]:
    """Certificates that end soon and for which no extension is being considered."""
    last = today + timedelta(days=max(DAYS_BEFORE_END))
    issued, extended = Q(valid_until__range=(today, last)), Q(events__until__range=(today, last))
    held = _valid(ConformityCertificate.objects.filter(issued | extended).distinct(), today, now)
    asked = _asked_for(one.certificate.person_id for one in held)
    for one in held:
        row, until = one.certificate, one.status.until
        days = _days_before(until, today)
        if days is not None and (row.person_id, row.number) not in asked:
            key = f"conformity:{row.id}:ends:{until.isoformat()}:{days}"
            yield Due(row.person_id, "conformity_ends", until, key)


def _days_before(until: date, today: date) -> int | None:
    """Which reminder of a certificate with this last day is due, today or within the days that are caught up."""
    left = (until - today).days
    return next((days for days in DAYS_BEFORE_END if days - CAUGHT_UP <= left <= days), None)


def _of_duties(today: date, now: datetime, book: LawBook) -> Iterator[Due]:
    """Duties told by notices that end soon and are not fulfilled."""
    told = Q(events__kind__in=BEGINNING, events__event_on__gte=today - LONGEST_DUTY)
    for one in _valid(ConformityCertificate.objects.filter(told).distinct(), today, now):
        for duty in open_duties(one.certificate, today, book):
            stage = _stage(duty)
            if stage and duty.duty in SAYS:
                key = f"conformity:{one.certificate.id}:{duty.duty}:{duty.event_on.isoformat()}:{stage}"
                yield Due(one.certificate.person_id, SAYS[duty.duty], duty.due_on, key)


def _stage(duty: HolderDuty) -> str:
    """ "today" on the last day, "soon" shortly before, "" otherwise; nobody is reminded of what is past."""
    if duty.days_left is None or duty.days_left < 0:
        return ""
    if duty.days_left == 0:
        return "today" if duty.state == "open" else ""
    return "soon" if duty.days_left <= SOON else ""


def _valid(rows: QuerySet[ConformityCertificate], today: date, now: datetime) -> list[Held]:
    return [one for one in with_status(rows, today, now) if one.status.status is ConformityStatus.VALID]


def _asked_for(people: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """Whose extension is being considered: the person and the number of the certificate."""
    cases = Case.objects.filter(
        subject__in=set(people), service="conformity", action=Action.EXTEND.value, state__in=OPEN_STATES
    )
    return {(case.subject_id, number_held(case)) for case in cases.select_related("draft")}
