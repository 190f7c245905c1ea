"""Recording a conclusion and correcting one: the steps of the service, and what may be concluded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases.command import Refused
from tirkelim.cases.models import Case
from tirkelim.cases.service import Problem
from tirkelim.cases.steps import Step
from tirkelim.journal.temporal import OutOfOrder
from tirkelim.law.book import current_book
from tirkelim.law.order_283_cpd.assessed_levels import levels_beside
from tirkelim.register.assessment_queries import accreditation_of
from tirkelim.register.commands import assessments
from tirkelim.register.commands.writing import Invalid, NotFound
from tirkelim.services.assessment.request import AssessmentRequest, read_request
from tirkelim.services.assessment.stages import FAILED, RESULTS, STAGES, WAIVED, DueStages, due_stages


def record_conclusion(step: Step) -> dict[str, str]:
    """The organisation concludes: the register has it in the same transaction, and the worker is told."""
    case, asked = step.case, sent_request(step.case)
    found = _found(step, asked)
    request = assessments.Request(
        case=case.id,
        person=case.subject_id,
        organisation=_organisation(case),
        specialty=str(asked.specialty),
        level=asked.level,
        sheet_number=asked.sheet,
    )
    try:
        row = assessments.record_conclusion(step.change, request, found)
    except Invalid as invalid:
        raise Refused(*_problems(invalid)) from invalid
    step.record = {"conclusion": str(row.line), "found": found}
    outbox.tell_applicant(case, "granted", step.change)
    return {"conclusion": str(row.line)}


def correct_conclusion(step: Step) -> dict[str, str]:
    """The organisation wrote something down wrongly: what it says now, and why. The earlier version stays known."""
    reason = str(step.body.get("reason", "")).strip()
    if not reason:
        raise Refused(Problem("missing", "reason"))
    found = _found(step, sent_request(step.case))
    try:
        row = assessments.correct_conclusion(step.change, step.case.id, found, reason)
    except Invalid as invalid:
        raise Refused(*_problems(invalid)) from invalid
    except (NotFound, OutOfOrder):
        raise Refused(Problem("not_in_this_state")) from None
    step.record = {"conclusion": str(row.line), "found": found, "reason": reason}
    outbox.tell_applicant(step.case, "granted", step.change)
    return {"conclusion": str(row.line)}


def sent_request(case: Case) -> AssessmentRequest:
    """The request as it was sent. Raises LookupError for one that was not."""
    if case.submitted_at is None:
        raise LookupError("a draft has not been sent")
    return read_request(case.draft.data, localdate(case.submitted_at), current_book())


def _found(step: Step, asked: AssessmentRequest) -> assessments.Concluded:
    """What the command says, once nothing is wrong with it. Raises Refused naming everything that is."""
    assessed_on = _day(step.body.get("assessed_on"))
    if assessed_on is None:
        raise Refused(Problem("missing", "assessed_on"))
    problems = list(_day_problems(step, assessed_on))
    if problems:
        raise Refused(*problems)
    due = due_stages(step.case.subject_id, str(asked.specialty), asked.level, assessed_on, step.now, current_book())
    stages = {name: str(step.body.get("stages", {}).get(name, "")) for name in STAGES}
    passed, level = step.body.get("passed"), step.body.get("level") or None
    problems = [
        *_stage_problems(stages, due),
        *_result_problems(stages, due, passed),
        *_level_problems(asked.level, level, passed, assessed_on),
    ]
    if problems:
        raise Refused(*problems)
    return assessments.Concluded(
        stages=stages,
        passed=passed is True,
        conclusion_level=level,
        assessed_on=assessed_on,
        protocol_number=str(step.body.get("protocol_number", "")),
    )


def _day_problems(step: Step, assessed_on: date) -> Iterator[Problem]:
    if assessed_on > localdate(step.now):
        yield Problem("in_the_future", "assessed_on")
    elif step.case.submitted_at is not None and assessed_on < localdate(step.case.submitted_at):
        yield Problem("before_request", "assessed_on")
    elif accreditation_of(_organisation(step.case), assessed_on, step.now) is None:
        yield Problem("not_accredited", "assessed_on")


def _stage_problems(stages: Mapping[str, str], due: DueStages) -> Iterator[Problem]:
    for name, result in stages.items():
        if result not in RESULTS:
            yield Problem("missing", name)
        elif result == WAIVED and name not in due.waived:
            yield Problem("not_waived", name)


def _result_problems(stages: Mapping[str, str], due: DueStages, passed: object) -> Iterator[Problem]:
    if not isinstance(passed, bool):
        yield Problem("missing", "passed")
    elif passed and any(stages[name] == FAILED for name in due.due):
        yield Problem("stage_failed", "passed")


def _level_problems(asked: str | None, found: str | None, passed: object, on: date) -> Iterator[Problem]:
    """A level is found where one was asked for and the assessment was passed; otherwise there is none (p.16)."""
    if passed is not True or asked is None:
        if found is not None:
            yield Problem("no_level_here", "level")
    elif found is None:
        yield Problem("missing", "level")
    elif found not in levels_beside(asked, on, current_book()):
        yield Problem("other_track", "level")


def _problems(invalid: Invalid) -> tuple[Problem, ...]:
    return tuple(Problem(reason, field) for field, reason in invalid.errors.items())


def _organisation(case: Case) -> Any:
    if case.organisation is None:
        raise LookupError("no organisation acts in this request")
    return case.organisation


def _day(raw: object) -> date | None:
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        return None
