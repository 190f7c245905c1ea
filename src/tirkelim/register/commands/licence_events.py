"""Suspension, resumption, withdrawal and termination of a licence or of one of its annexes, by an officer of the
department that keeps it (59/2020)."""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import date
from uuid import UUID

from tirkelim.identity.policy import require_actor
from tirkelim.journal.change import Command, Done, Result, once
from tirkelim.journal.models import Change
from tirkelim.register.commands.licences import LicenceEventTerms, hold_licence, write_licence_event
from tirkelim.register.commands.writing import Invalid, NotFound, today
from tirkelim.register.licence_queries import LicenceOn, licence_on
from tirkelim.register.licence_status import ENDS, LicenceStatus, LicenceStatusOn, licence_status
from tirkelim.register.models import Licence, LicenceEvent, LicenceEventKind

KIND = LicenceEventKind
RECORDED = frozenset({KIND.SUSPENDED, KIND.RESUMED, KIND.WITHDRAWN, KIND.TERMINATED})
"""What an officer records; everything else follows from a decision on an application."""
LONGEST_REFERENCE = 300
LONGEST_NOTE = 2000


class LicenceGround(enum.StrEnum):
    """Why. The law on permits, where the grounds stand, is not held: the list is ours and flagged (reading L18)."""

    COURT = "court"
    OWN_REQUEST = "own_request"
    VIOLATION = "violation"
    VIOLATION_NOT_MENDED = "violation_not_mended"
    MENDED = "mended"
    TERM_OVER = "term_over"
    HOLDER_GONE = "holder_gone"
    TRANSFER = "transfer"
    UNTRUE_DATA = "untrue_data"


GROUNDS: dict[str, tuple[LicenceGround, ...]] = {
    KIND.SUSPENDED: (LicenceGround.VIOLATION, LicenceGround.COURT, LicenceGround.OWN_REQUEST),
    KIND.RESUMED: (LicenceGround.MENDED, LicenceGround.COURT, LicenceGround.OWN_REQUEST, LicenceGround.TERM_OVER),
    KIND.WITHDRAWN: (LicenceGround.COURT, LicenceGround.VIOLATION_NOT_MENDED, LicenceGround.UNTRUE_DATA),
    KIND.TERMINATED: (
        LicenceGround.OWN_REQUEST,
        LicenceGround.HOLDER_GONE,
        LicenceGround.TRANSFER,
        LicenceGround.COURT,
    ),
}
"""The grounds of each kind, in the order in which they are offered."""

Tell = Callable[[Change, Licence, LicenceEvent], None]


def record_licence_event(command: Command, licence: UUID, event: LicenceEventTerms, tell: Tell | None = None) -> Done:
    """Record what happens to a licence or annex, as a command of its own; result {"event": number}.

    ``tell`` is called in the same transaction, to have the holder told. Raises NotFound; Denied; Invalid by field: a
    kind or ground that is not there, no reference, a day in the future, before the issue or before the last event, a
    last day that is not to be given or lies before the first; for what has ended, is suspended already, or cannot be
    resumed.
    """

    def work(made: Change) -> Result:
        row = Licence.objects.filter(pk=licence).first()
        if row is None:
            raise NotFound("Licence")
        hold_licence(row.id)
        require_actor(command.actor, "licence.event", row.scope(), on=today(command))
        wrong = _wrong(row, event, command)
        if wrong:
            raise Invalid(wrong)
        written = write_licence_event(made, row, event)
        if tell is not None:
            tell(made, row, written)
        return {"event": written.id}

    return once(command, "register.record_licence_event", {"licence": licence, "event": event}, work)


def _wrong(row: Licence, event: LicenceEventTerms, command: Command) -> dict[str, str]:
    """What cannot be so, by field."""
    wrong = _wrong_words(event)
    day = today(command)
    if event.on > day:
        wrong["on"] = "in_the_future"
    if event.until is not None and event.kind != KIND.SUSPENDED:
        wrong["until"] = "unexpected"
    elif event.until is not None and event.until < event.on:
        wrong["until"] = "before_start"
    return wrong or _wrong_state(licence_on(row, max(day, event.on), command.now), event, command)


def _wrong_words(event: LicenceEventTerms) -> dict[str, str]:
    wrong = {}
    if event.kind not in RECORDED:
        wrong["kind"] = "unknown_value"
    if event.ground not in GROUNDS.get(event.kind, ()):
        wrong["ground"] = "unknown_value"
    if not event.reference.strip():
        wrong["reference"] = "missing"
    elif len(event.reference) > LONGEST_REFERENCE:
        wrong["reference"] = "too_long"
    if len(event.note) > LONGEST_NOTE:
        wrong["note"] = "too_long"
    return wrong


def _wrong_state(now: LicenceOn, event: LicenceEventTerms, command: Command) -> dict[str, str]:
    """What the licence or annex is not ready for, today and on the day of the event."""
    annex = None if event.annex is None else now.annex(event.annex)
    if event.annex is not None and annex is None:
        return {"annex": "unknown_value"}
    issued_on = now.licence.issued_on if annex is None else annex.annex.issued_on
    if event.on < issued_on:
        return {"on": "before_issue"}
    if now.is_ended or (annex is not None and annex.status.status in ENDS.values()):
        return {"kind": "ended_already"}
    events = now.own_events if annex is None else annex.events
    if event.on < max((one.on for one in events if one.kind in RECORDED), default=issued_on):
        return {"on": "before_last_event"}
    return _wrong_turn(own_status(now, event.annex, event.on), event)


def _wrong_turn(then: LicenceStatusOn, event: LicenceEventTerms) -> dict[str, str]:
    if event.kind == KIND.RESUMED and then.status is not LicenceStatus.SUSPENDED:
        return {"kind": "not_suspended"}
    if event.kind == KIND.SUSPENDED and then.status is LicenceStatus.SUSPENDED:
        return {"kind": "suspended_already"}
    return {}


def own_status(on: LicenceOn, annex: UUID | None, day: date) -> LicenceStatusOn:
    """What a licence, or one of its annexes by its own events alone, is worth on a day."""
    if annex is None:
        return licence_status(on.licence, on.own_events, day)
    found = on.annex(annex)
    if found is None:
        raise NotFound("LicenceAnnex")
    return licence_status(found.annex, found.events, day)


def turns(status: LicenceStatus) -> tuple[LicenceEventKind, ...]:
    """What an officer can do with a licence or annex of this status, in the order of weight."""
    if status is LicenceStatus.VALID:
        return (KIND.SUSPENDED, KIND.TERMINATED, KIND.WITHDRAWN)
    return (KIND.RESUMED, KIND.TERMINATED, KIND.WITHDRAWN) if status is LicenceStatus.SUSPENDED else ()
