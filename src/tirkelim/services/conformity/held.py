"""The certificate that an application is about, as the register has it (503/2016 p.16, p.22)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from tirkelim.cases.models import Case
from tirkelim.cases.queries import own_decisions
from tirkelim.law.standards.services import Action
from tirkelim.register.conformity_queries import conformity_by_number, held_on
from tirkelim.register.conformity_status import ConformityStatus, ConformityStatusOn, term_on
from tirkelim.register.models import ConformityCertificate, ConformityEvent, ConformityEventKind

ENDING = (ConformityEventKind.WITHDRAWN, ConformityEventKind.SUPERSEDED, ConformityEventKind.LOST)

OPEN_TO: dict[ConformityStatus, tuple[Action, ...]] = {
    ConformityStatus.VALID: (Action.EXTEND, Action.REISSUE, Action.DUPLICATE),
    ConformityStatus.LOST: (Action.DUPLICATE,),
}
"""What can be asked for of a certificate, by what it is worth on the day."""


def actions_open(status: ConformityStatusOn) -> tuple[Action, ...]:
    """What can be asked for of a certificate on a day: nothing of one that another has taken the place of."""
    return () if status.successor else OPEN_TO.get(status.status, ())


class HeldCertificate(NamedTuple):
    """A certificate with its events; ``last_day``: until when it can be extended, re-issued or duplicated."""

    row: ConformityCertificate
    events: tuple[ConformityEvent, ...]
    last_day: date


def own_certificate(person: UUID, number: str) -> ConformityCertificate | None:
    """The certificate with this number, only if it is this person's own."""
    row = conformity_by_number(number)
    return row if row is not None and row.person_id == person else None


def held_for(case: Case, row: ConformityCertificate, action: Action, applied_on: date, day: date) -> HeldCertificate:
    """The certificate as an application made on ``applied_on`` finds it on ``day``, without what a decision of this
    very case has changed: a second one is made as though the first had not been.

    A loss is what a duplicate is asked for and does not end it. What was withdrawn or replaced, even since the
    application, has ended before it: nothing of it is left. One that ran out while the office considered can still be
    extended (it is not the holder's doing), but there is no term left to write on a re-issue or a duplicate.
    """
    events = _not_of(case, held_on(row, day).events)
    ending = [kind for kind in ENDING if kind is not ConformityEventKind.LOST or action is not Action.DUPLICATE]
    until = term_on(row, events, day)
    ended = [event.on for event in events if event.kind in ending]
    if ended:
        until = min(until, min(ended) - timedelta(days=1), applied_on - timedelta(days=1))
    elif action is not Action.EXTEND and until < day:
        until = min(until, applied_on - timedelta(days=1))
    return HeldCertificate(row, events, until)


def _not_of(case: Case, events: tuple[ConformityEvent, ...]) -> tuple[ConformityEvent, ...]:
    own = own_decisions(case) if case.number else frozenset()
    given = set(ConformityCertificate.objects.filter(decision__in=own).values_list("number", flat=True)) if own else ()
    return tuple(event for event in events if event.decision not in own and event.successor not in given)
