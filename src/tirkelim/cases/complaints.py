"""Complaints about decisions and delays, the same for every service (503/2016 p.23; reading A1).

An upheld complaint about a decision reopens the case with a new clock; a second decision exists only so. While a case
is considered, a complaint is about its course, such as a delay (reading A4): upheld, it changes nothing but that it is
said and seen, and may set a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases.clock import start_clock
from tirkelim.cases.command import Refused
from tirkelim.cases.models import Case, Complaint, ComplaintAnswer, Decision
from tirkelim.cases.numbers import draw_number
from tirkelim.cases.service import Problem
from tirkelim.cases.states import DECIDED_STATES, OPEN_STATES, State
from tirkelim.identity.policy import may
from tirkelim.law.standards.complaints import Instance, Past, Route, Standing, Way, answer_due, open_instances, ways

if TYPE_CHECKING:
    from tirkelim.cases.steps import Step

LONGEST_TEXT = 10_000
"""Characters of a complaint or of an answer to it."""
LONGEST_REFERENCE = 300
RIGHT_OF = {
    Instance.HEAD: "complaint.decide_head",
    Instance.QUALITY_BODY: "complaint.decide_quality_body",
    Instance.AUTHORITY: "complaint.decide_authority",
    Instance.COURT: "complaint.decide_head",
}
"""The right to answer for an instance. What a court decided is recorded by the head of the body that decided."""
UPHELD, DISMISSED, TAKEN_BACK = "upheld", "dismissed", "taken_back"


def complaints_of(case: Case) -> QuerySet[Complaint]:
    """The complaints of a case with their answers, oldest first."""
    return (
        Complaint.objects.filter(case=case)
        .select_related("answer__change", "change", "decision")
        .order_by("change__at")
    )


def contested(case: Case) -> Decision | None:
    """The decision that a complaint would be about now; None: the delay of one that is not made yet."""
    if State(case.state) not in DECIDED_STATES:
        return None
    return case.decisions.order_by("-seq").first()


def complaints_about(case: Case, complaints: Iterable[Complaint]) -> list[Complaint]:
    """Those of the complaints of a case that are about what a complaint would be about now: its decision, or the course
    that the case takes since the last one. Those taken back are not among them: they count as never made."""
    last = case.decisions.select_related("change").order_by("-seq").first()
    decision = contested(case)
    if decision is not None:
        found = [one for one in complaints if one.decision_id == decision.id]
    else:
        since = None if last is None else last.change.at
        found = [one for one in complaints if one.decision_id is None and (since is None or one.change.at > since)]
    return [one for one in found if not (is_answered(one) and one.answer.outcome == TAKEN_BACK)]


def ways_now(case: Case, routes: Iterable[Route], on: date) -> tuple[Way, ...]:
    """The instances as the applicant finds them on a day, about the decision of the case or the course it takes."""
    about = complaints_about(case, complaints_of(case))
    return ways(routes, [Past(Instance(one.instance), one.due_on, is_answered(one)) for one in about], on)


def ways_after(complaint: Complaint, routes: Iterable[Route]) -> tuple[Instance, ...]:
    """The instances that were open just after a complaint was answered, about the same decision or course."""
    answered = complaint.answer.change.at
    about = complaints_of(complaint.case).filter(decision=complaint.decision, change__at__lte=answered)
    before = complaint.case.decisions.filter(change__at__lt=complaint.change.at).order_by("-seq").first()
    if complaint.decision is None and before is not None:
        about = about.filter(change__at__gt=before.change.at)
    return open_instances(
        routes, [_past(one, answered) for one in about if _counts(one, answered)], complaint.answer.answered_on
    )


def _counts(complaint: Complaint, at: datetime) -> bool:
    """Whether a complaint had not been taken back by a moment."""
    return not (_answered_by(complaint, at) and complaint.answer.outcome == TAKEN_BACK)


def _past(complaint: Complaint, at: datetime) -> Past:
    return Past(Instance(complaint.instance), complaint.due_on, _answered_by(complaint, at))


def _answered_by(complaint: Complaint, at: datetime) -> bool:
    return is_answered(complaint) and complaint.answer.change.at <= at


def is_answered(complaint: Complaint) -> bool:
    """Whether a complaint has ended, however."""
    return hasattr(complaint, "answer")


# --- the applicant ---


def complain(step: Step) -> dict[str, str]:
    """Complain to an instance about the decision, or about how the case is considered while there is none."""
    text, reference = _text(step, "text"), str(step.body.get("reference", "")).strip()[:LONGEST_REFERENCE]
    instance = _instance(step)
    if instance is Instance.COURT and not reference:
        raise Refused(Problem("reference_missing", "reference"))
    decision, on = contested(step.case), localdate(step.now)
    standing = {way.instance: way.standing for way in ways_now(step.case, step.service.complaints, on)}
    if standing[instance] is not Standing.OPEN:
        raise Refused(Problem("instance_not_open", "instance"))
    made = Complaint.objects.create(
        case=step.case,
        decision=decision,
        instance=instance.value,
        number=draw_number("S", lambda number: Complaint.objects.filter(number=number).exists()),
        text=text,
        reference=reference,
        registered_on=on,
        due_on=answer_due(instance, on, step.service.book()),
        change=step.change,
    )
    step.record = {
        "complaint": made.id, "number": made.number, "instance": instance.value, "due_on": made.due_on,
        "about": "decision" if decision else "course", "text": text, "reference": reference,
    }  # fmt: skip
    return {"complaint": str(made.id), "number": made.number}


def take_back_complaint(step: Step) -> dict[str, str]:
    """The applicant takes a complaint back."""
    complaint = _standing(step)
    _answer(step, complaint, TAKEN_BACK, reason="", reference="")
    return {}


# --- the instances ---


def dismiss_complaint(step: Step) -> dict[str, str]:
    """Leave the decision, or the course of the case, as it is, with the reason."""
    complaint = _before_me(step)
    _answer(step, complaint, DISMISSED, _text(step, "reason"), _reference(step, complaint))
    outbox.tell_applicant(step.case, "complaint_answered", step.change)
    return {}


def uphold_complaint(step: Step) -> dict[str, str]:
    """Find that the decision was wrong: the case is open again, and its term begins anew (reading A2)."""
    complaint = _before_me(step)
    if complaint.decision_id is None:
        raise Refused(Problem("complaint_about_delay"))
    if complaint.decision_id != getattr(contested(step.case), "id", None):
        raise Refused(Problem("decided_again_since"))
    _answer(step, complaint, UPHELD, _text(step, "reason"), _reference(step, complaint))
    start_clock(step)
    step.record = {**step.record, "accepted_on": step.case.accepted_on, "due_on": step.case.due_on}
    outbox.tell_applicant(step.case, "complaint_upheld", step.change)
    return {}


def urge_decision(step: Step) -> dict[str, str]:
    """Find a complaint about the course of a case justified: the answer may set a day by which it is to be decided."""
    complaint = _before_me(step)
    if complaint.decision_id is not None:
        raise Refused(Problem("complaint_about_decision"))
    _answer(step, complaint, UPHELD, _text(step, "reason"), _reference(step, complaint), _day_set(step))
    outbox.tell_applicant(step.case, "complaint_answered", step.change)
    return {}


def _day_set(step: Step) -> date | None:
    """The day by which the office is to decide; only an open case still waits for one."""
    said = str(step.body.get("decide_by", "")).strip()
    if not said or State(step.case.state) not in OPEN_STATES:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Refused(Problem("no_such_day", "decide_by")) from None
    if day < localdate(step.now):
        raise Refused(Problem("day_has_passed", "decide_by"))
    return day


def _instance(step: Step) -> Instance:
    known = {route.instance for route in step.service.complaints}
    try:
        instance = Instance(str(step.body.get("instance", "")))
    except ValueError:
        raise Refused(Problem("no_such_instance", "instance")) from None
    if instance not in known:
        raise Refused(Problem("no_such_instance", "instance"))
    return instance


def _standing(step: Step) -> Complaint:
    """The complaint that the command names. Raises Refused for one of another case, or one that has ended."""
    found = complaints_of(step.case).filter(id=_id(step)).first()
    if found is None:
        raise Refused(Problem("no_such_complaint", "complaint"))
    if is_answered(found):
        raise Refused(Problem("answered_already", "complaint"))
    return found


def _id(step: Step) -> UUID:
    try:
        return UUID(str(step.body.get("complaint", "")))
    except ValueError:
        raise Refused(Problem("no_such_complaint", "complaint")) from None


def _before_me(step: Step) -> Complaint:
    """The same, where the actor answers for its instance, did not make the decision, and has not judged it before."""
    found = _standing(step)
    instance = Instance(found.instance)
    if not may(step.actor, RIGHT_OF[instance], step.case, on=localdate(step.now)):
        raise Refused(Problem("another_instance", "complaint"))
    if instance is not Instance.COURT:
        _require_fresh_eyes(step, found)
    return found


def _require_fresh_eyes(step: Step, complaint: Complaint) -> None:
    """Nobody answers about a decision of their own, nor for two instances about the same one. A court's answer is only
    recorded, which takes no view."""
    if complaint.decision is not None and complaint.decision.officer == step.actor.id:
        raise Refused(Problem("own_decision", "complaint"))
    others = complaints_of(step.case).filter(decision=complaint.decision).exclude(instance=Instance.COURT)
    if any(is_answered(one) and one.answer.officer == step.actor.id for one in others.exclude(pk=complaint.pk)):
        raise Refused(Problem("own_answer", "complaint"))


def _text(step: Step, name: str) -> str:
    text = str(step.body.get(name, "")).strip()
    if not text:
        raise Refused(Problem("text_missing", name))
    if len(text) > LONGEST_TEXT:
        raise Refused(Problem("text_too_long", name, (("limit", LONGEST_TEXT),)))
    return text


def _reference(step: Step, complaint: Complaint) -> str:
    """The act that the answer rests on; a court's decision is never recorded without it."""
    reference = str(step.body.get("reference", "")).strip()[:LONGEST_REFERENCE]
    if Instance(complaint.instance) is Instance.COURT and not reference:
        raise Refused(Problem("reference_missing", "reference"))
    return reference


def _answer(
    step: Step, complaint: Complaint, outcome: str, reason: str, reference: str, decide_by: date | None = None
) -> None:
    ComplaintAnswer.objects.create(
        complaint=complaint,
        outcome=outcome,
        reason=reason,
        reference=reference,
        answered_on=localdate(step.now),
        decide_by=decide_by,
        officer=None if outcome == TAKEN_BACK else step.actor.id,
        change=step.change,
    )
    if outcome != TAKEN_BACK:
        outbox.make_answer(complaint, step.change)
    step.record = {
        "complaint": complaint.id, "number": complaint.number, "outcome": outcome, "reason": reason,
        "reference": reference, **({"decide_by": decide_by} if decide_by else {}),
    }  # fmt: skip
