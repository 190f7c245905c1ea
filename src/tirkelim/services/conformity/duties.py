"""The duties of a holder, five working days each, and how they stand on a day (503/2016 p.17, p.18, p.20, p.22).

A duty begins with an event that the holder tells, in a notice or in an application. Late is seen, and refuses nothing
(reading K12).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.states import State
from tirkelim.law.book import LawBook
from tirkelim.law.standards.duties import RULES, Duty, due_after_event
from tirkelim.law.standards.services import Action
from tirkelim.register.conformity_queries import chain_of
from tirkelim.register.models import ConformityCertificate, ConformityEvent, ConformityEventKind
from tirkelim.register.public_numbers import normalise
from tirkelim.services.conformity.answers import ConformityAnswers, read_answers


class DutyState(enum.StrEnum):
    """How a duty stands on a day."""

    DONE = "done"
    DONE_LATE = "done_late"
    OPEN = "open"
    OVERDUE = "overdue"


class HolderDuty(NamedTuple):
    """A duty: since which event, by which day, and when it was done. ``days_left`` in working days, None when done;
    negative: days late."""

    duty: Duty
    event_on: date
    due_on: date
    done_on: date | None
    state: DutyState
    days_left: int | None
    citation: str


DUTIES_OF: dict[ConformityEventKind, tuple[Duty, ...]] = {
    ConformityEventKind.CONTRACT_SIGNED: (Duty.CONFORMITY_EXTENSION_REQUEST,),
    # A new employer is told of, and the certificate is extended for the new contract as for a first one (p.19).
    ConformityEventKind.EMPLOYER_CHANGED: (Duty.CONFORMITY_NEW_EMPLOYER_NOTICE, Duty.CONFORMITY_EXTENSION_REQUEST),
    ConformityEventKind.CONTRACT_ENDED: (Duty.CONFORMITY_CONTRACT_END_NOTICE,),
    ConformityEventKind.DATA_CHANGED: (Duty.CONFORMITY_REISSUE_REQUEST,),
}
"""The duties that each event begins."""

NOTICES = frozenset({Duty.CONFORMITY_NEW_EMPLOYER_NOTICE, Duty.CONFORMITY_CONTRACT_END_NOTICE})
"""Duties that the notice itself fulfils."""
ASKED_WITH = {Duty.CONFORMITY_EXTENSION_REQUEST: Action.EXTEND, Duty.CONFORMITY_REISSUE_REQUEST: Action.REISSUE}
"""The application that fulfils each of the others."""


class Begun(NamedTuple):
    """A duty that an event began, and the day on which it was fulfilled."""

    duty: Duty
    event_on: date
    done_on: date | None


def duties_of(row: ConformityCertificate, on: date, book: LawBook) -> tuple[HolderDuty, ...]:
    """All duties of the holder on a day, by what is known now: also those begun under the certificates that this one
    re-issues or duplicates. Those still to be done first, then by day."""
    chain = chain_of(row)
    applications = _applications(chain)
    begun = {(one.duty, one.event_on): one for one in _told(chain, applications)}
    for one in _applied(applications):
        begun.setdefault((one.duty, one.event_on), one)
    found = [_as_of(one, on, book) for one in begun.values() if one.event_on <= on]
    return tuple(sorted(found, key=lambda one: (one.done_on is not None, one.due_on, one.duty)))


def open_duties(row: ConformityCertificate, on: date, book: LawBook) -> tuple[HolderDuty, ...]:
    """The duties that are not fulfilled yet."""
    return tuple(one for one in duties_of(row, on, book) if one.done_on is None)


class Application(NamedTuple):
    """An application about one of the certificates, as it was sent."""

    action: Action
    applied_on: date
    answers: ConformityAnswers

    @property
    def event_on(self) -> date | None:
        """The day of the contract or of the change that it names."""
        if self.answers.contract is not None:
            return self.answers.contract.signed_on
        return None if self.answers.change is None else self.answers.change.changed_on


def _applications(chain: Iterable[ConformityCertificate]) -> list[Application]:
    rows = list(chain)
    numbers = {row.number for row in rows}
    cases = Case.objects.filter(
        service="conformity", subject_id=rows[0].person_id, submitted_at__isnull=False, action__in=("extend", "reissue")
    ).exclude(state__in=(State.WITHDRAWN, State.DECLINED))
    found = []
    for case in cases.select_related("draft").order_by("submitted_at"):
        if number_held(case) in numbers:
            answers = read_answers(case.draft.data)
            found.append(Application(Action(case.action), localdate(case.submitted_at), answers))
    return found


def number_held(case: Case) -> str:
    """The number of the certificate that an application is about, as the register writes it; "" where none is named."""
    answers = read_answers(case.draft.data)
    return "" if answers.held is None else normalise(answers.held.number) or answers.held.number.strip()


def _told(chain: Iterable[ConformityCertificate], applications: list[Application]) -> Iterator[Begun]:
    """The duties begun by notices."""
    events = ConformityEvent.objects.filter(certificate__in=[row.id for row in chain], kind__in=list(DUTIES_OF))
    for event in events.order_by("id"):
        if event.event_on is None:
            continue
        for duty in DUTIES_OF[ConformityEventKind(event.kind)]:
            done = event.on if duty in NOTICES else _asked(duty, event.event_on, applications)
            yield Begun(duty, event.event_on, done)


def _asked(duty: Duty, event_on: date, applications: list[Application]) -> date | None:
    """The day of the first application that fulfils the duty: for this event, or for a later one."""
    fitting = (one for one in applications if one.action is ASKED_WITH[duty] and (one.event_on or event_on) >= event_on)
    return next((one.applied_on for one in fitting if one.applied_on >= event_on), None)


def _applied(applications: Iterable[Application]) -> Iterator[Begun]:
    """The duties whose event nobody told of before applying. An application that names a new employer is also the
    written notice of it (p.18, p.19)."""
    for one in applications:
        if one.event_on is None:
            continue
        extends = one.action is Action.EXTEND
        duty = Duty.CONFORMITY_EXTENSION_REQUEST if extends else Duty.CONFORMITY_REISSUE_REQUEST
        yield Begun(duty, one.event_on, one.applied_on)
        if extends and one.answers.contract is not None and one.answers.contract.new_employer:
            yield Begun(Duty.CONFORMITY_NEW_EMPLOYER_NOTICE, one.event_on, one.applied_on)


def _as_of(one: Begun, on: date, book: LawBook) -> HolderDuty:
    due = due_after_event(one.duty, one.event_on, book)
    done = one.done_on if one.done_on is not None and one.done_on <= on else None
    if done is not None:
        state = DutyState.DONE if done <= due else DutyState.DONE_LATE
    else:
        state = DutyState.OPEN if on <= due else DutyState.OVERDUE
    left = None if done is not None else book.calendar.count(on, due)
    return HolderDuty(one.duty, one.event_on, due, done, state, left, str(RULES[one.duty].requirement.citation))
