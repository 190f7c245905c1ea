"""Carries out commands: the sole writer of a case.

One transaction a command: change, right, table of transitions, version, the step itself, new state, journal entry.
Whatever goes wrong inside leaves nothing behind.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.timezone import localdate

from tirkelim.cases.command import (
    Applied,
    CaseCommand,
    FactsChanged,
    Forbidden,
    Invalid,
    Outcome,
    Refused,
    Repeated,
    Stale,
)
from tirkelim.cases.models import Case, Draft
from tirkelim.cases.registry import service
from tirkelim.cases.service import Problem
from tirkelim.cases.states import State
from tirkelim.cases.steps import STEPS, Step
from tirkelim.cases.transitions import Transition
from tirkelim.identity.models import Account
from tirkelim.identity.policy import may
from tirkelim.journal import chain
from tirkelim.journal.change import Command, CommandIdReused, Done, TimeClosed, change, once
from tirkelim.journal.change import Repeated as ChangeRepeated
from tirkelim.journal.kept import kept
from tirkelim.journal.models import Change

UNRECORDED = frozenset({"save_draft"})
"""Commands without a journal entry: a draft is nobody's business but the applicant's until it is sent."""


def open_case(
    service_name: str,
    subject: UUID,
    command: Command,
    *,
    organisation: UUID | None = None,
    representative: UUID | None = None,
) -> UUID:
    """Begin a draft of the service for a person, or through an organisation or a representative (a person); a
    repetition returns the same case. The caller has checked the right."""
    content = {"service": service_name, "subject": str(subject)}
    if organisation is not None:
        content["organisation"] = str(organisation)
    if representative is not None:
        content["representative"] = str(representative)

    def work(made: Change) -> dict[str, str]:
        case = Case(
            service=service(service_name).name,
            authority=service(service_name).authority,
            subject_id=subject,
            representative=representative,
            organisation=organisation,
            state=State.DRAFT,
            change=made,
        )
        case.save(force_insert=True)
        Draft.objects.create(case=case, data={}, saved_at=command.now)
        chain.append(case.stream, made, "opened", content)
        return {"case": str(case.id)}

    done: Done = once(command, "case.open", content, work)
    return UUID(done.result["case"])


def execute(wanted: CaseCommand, actor: Account) -> Outcome:
    """Carry out a command. Never raises for what users can do wrong: every way it can end is an Outcome."""
    content = {"case": str(wanted.case), "version": wanted.version, "body": dict(wanted.body)}
    try:
        with change(wanted.command, f"case.{wanted.name}", content) as made:
            result = _carry_out(wanted, actor, made)
            made.result = result
            return Applied(wanted.case, result)
    except ChangeRepeated as repeated:
        return Repeated(wanted.case, repeated.result)
    except _Ended as ended:
        return ended.outcome
    except Refused as refused:
        return Invalid(wanted.case, refused.problems)
    except FactsChanged:
        return Stale(wanted.case, "facts")
    except CommandIdReused:
        return Invalid(wanted.case, (Problem("command_reused"),))
    except TimeClosed:
        return Stale(wanted.case, "time")
    except IntegrityError as clash:
        # The only clash that users can cause: two officers deciding at the same moment (decision_once).
        if "decision_once" in str(clash) or "cases_decision" in str(clash):
            return Stale(wanted.case, "version")
        raise


class _Ended(Exception):
    """Undoes the transaction and carries the outcome out of it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


def _carry_out(wanted: CaseCommand, actor: Account, made: Change) -> dict[str, str]:
    case = _held.first(wanted.case)
    if case is None:
        raise Case.DoesNotExist
    row = _legal(wanted, actor, case)
    if case.version != wanted.version:
        raise _Ended(Stale(case.id, "version"))
    chosen = service(case.service)
    step = Step(case, chosen, wanted, actor, made)
    work = chosen.steps.get(wanted.name) or STEPS[wanted.name]
    result = work(step)
    _advance(case, row, wanted.version)
    if wanted.name not in UNRECORDED:
        chain.append(case.stream, made, wanted.name, step.record)
    return {"state": case.state, **result}


@kept
def _held(id: UUID) -> QuerySet[Case]:
    """The case, held against other commands, with its draft. A draft that another command changed while we waited
    may be an old one here; the version is then another one too, and nothing is done."""
    return Case.objects.select_for_update(of=("self",)).select_related("draft").filter(pk=id)


def _legal(wanted: CaseCommand, actor: Account, case: Case) -> Transition:
    """The row of the table that allows this. The right is checked first: a stranger learns nothing of the state."""
    row = service(case.service).transitions.get(wanted.name)
    if row is None or not may(actor, row.action, case, on=localdate(wanted.command.now)):
        raise _Ended(Forbidden(case.id))
    if State(case.state) not in row.before:
        raise _Ended(Invalid(case.id, (Problem("not_in_this_state"),)))
    return row


def _advance(case: Case, row: Transition, seen: int) -> None:
    """Compare-and-swap of the version: on a database without row locks this is what lets only one writer win."""
    case.state = row.state_after(State(case.state))
    case.version = seen + 1
    fields = (
        "state",
        "version",
        "action",
        "territory",
        "organisation",
        "number",
        "submitted_at",
        "accepted_on",
        "due_on",
    )
    values = {name: getattr(case, name) for name in (*fields, "calendar_version")}
    if Case.objects.filter(pk=case.pk, version=seen).update(**values) != 1:
        raise _Ended(Stale(case.id, "version"))


def commands_open_to(actor: Account, case: Case, now: datetime) -> tuple[str, ...]:
    """The commands that this account may give now: what a page offers, from the same table that decides."""
    state, day = State(case.state), localdate(now)
    table = service(case.service).transitions
    return tuple(row.name for row in table if state in row.before and may(actor, row.action, case, on=day))
