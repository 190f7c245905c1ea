"""Signing the act of a visit: only after a valid notice, and with every line answered (59/2020 p.10(3), p.14)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tirkelim.cases import outbox
from tirkelim.cases.command import CaseCommand, Outcome, Refused, Repeated
from tirkelim.cases.engine import execute
from tirkelim.cases.models import Case
from tirkelim.cases.numbers import draw_number
from tirkelim.cases.service import Problem
from tirkelim.cases.steps import Step
from tirkelim.documents.visit_act import LineResult
from tirkelim.identity.models import Account
from tirkelim.journal.change import Command
from tirkelim.law.digest import digest
from tirkelim.law.order_59_licence.visit import may_begin, notice_hours, notice_in_time
from tirkelim.services.licence.answers import BaseAnswers
from tirkelim.services.licence.models import Observation, Visit, VisitAct, VisitNotice
from tirkelim.services.licence.visits.checklist import ChecklistLine
from tirkelim.services.licence.visits.content import content_of, result_of
from tirkelim.services.licence.visits.planning import moment, standing
from tirkelim.services.licence.visits.reading import base_of, is_own, lines_of, notice_of, observations, photos, zone_of
from tirkelim.services.licence.visits.signed_content import act_content
from tirkelim.signatures.purposes import Purpose
from tirkelim.signatures.requiring import require_signature

ACT_DOCUMENT = "visit_act"
"""The kind of the outbox's work that makes the document."""
EARLY = timedelta(minutes=15)
"""So much before the planned time a visit may begin: the applicant was told of that time."""

Place = tuple[str, str, str]


def sign_visit(
    command: Command,
    actor: Account,
    visit: Visit,
    begun_at: datetime,
    ended_at: datetime,
    *,
    observations: Collection[UUID] | None = None,
    photos: Collection[UUID] | None = None,
) -> Outcome:
    """Sign the act of a visit at the case's present version; a repetition gives the first result.

    ``observations``, ``photos``: ids of those that stood on the device as the inspector saw it; where they are given
    and others stand here, the act is not signed (``notes_differ``).
    """
    signed = VisitAct.objects.select_related("change").filter(
        pk=visit.pk, change__command_id=command.id, change__actor=actor.id
    )
    first = signed.first()
    if first is not None:
        return Repeated(visit.case_id, first.change.result or {})
    body: dict[str, Any] = {
        "visit": str(visit.id), "begun_at": begun_at.isoformat(), "ended_at": ended_at.isoformat(),
    }  # fmt: skip
    for name, ids in (("observations", observations), ("photos", photos)):
        if ids is not None:
            body[name] = sorted(map(str, ids))
    version = Case.objects.values_list("version", flat=True).get(pk=visit.case_id)
    return execute(CaseCommand("sign_act", visit.case_id, version, command, body), actor)


def sign_act(step: Step) -> dict[str, str]:
    """Sign the act. Body: ``visit``, ``begun_at``, ``ended_at``, and the two lists of ``sign_visit`` where given.
    Result: ``act`` (number), ``conforms`` (yes or no)."""
    visit = standing(step, step.body.get("visit"))
    if not is_own(visit, step.actor.id):
        raise Refused(Problem("not_allowed", "visit"))
    base, lines = base_of(step.case, visit.base), lines_of(step.case, visit.base)
    if base is None or not lines:
        raise Refused(Problem("no_such_base", "visit"))
    notice = _valid_notice(step, visit)
    begun_at, ended_at = _times(step, visit, notice)
    _check_seen(step, visit)
    noted = observations(visit)
    _check_answered(lines, noted)
    subtypes = _results(base, lines, noted)
    signed = {
        "number": draw_number("P", lambda number: VisitAct.objects.filter(number=number).exists()),
        "begun_at": begun_at, "ended_at": ended_at, "inspector": step.actor.name, "notice": notice,
        "subtypes": subtypes, "conforms": all(one["conforms"] for one in subtypes),
    }  # fmt: skip
    content = content_of(visit, base, lines, signed)
    require_signature(step.wanted.command, step.change, Purpose.VISIT_ACT, act_content(visit, content))
    act = _store(step, visit, signed, content)
    outbox.make_paper(ACT_DOCUMENT, visit.id, step.change)
    outbox.tell_applicant(step.case, "act_signed", step.change)
    return {"act": act.number, "conforms": "yes" if act.conforms else "no"}


def _store(step: Step, visit: Visit, signed: Mapping[str, Any], content: dict[str, Any]) -> VisitAct:
    act = VisitAct.objects.create(
        visit=visit,
        number=signed["number"],
        begun_at=signed["begun_at"],
        ended_at=signed["ended_at"],
        conforms=signed["conforms"],
        subtypes=signed["subtypes"],
        content=content,
        digest=digest(content),
        inspector_name=signed["inspector"],
        change=step.change,
    )
    step.record = {
        "visit": str(visit.id), "base": str(visit.base), "act": act.number, "begun_at": act.begun_at,
        "ended_at": act.ended_at, "conforms": act.conforms, "subtypes": act.subtypes, "digest": act.digest,
    }  # fmt: skip
    return act


def _valid_notice(step: Step, visit: Visit) -> VisitNotice:
    """A visit without a notice on record cannot be entered."""
    notice = notice_of(visit)
    if notice is None:
        raise Refused(Problem("no_notice", "visit"))
    return notice


def _times(step: Step, visit: Visit, notice: VisitNotice) -> tuple[datetime, datetime]:
    """When it began and ended: on the day of which the applicant was told, not before its time, nor before the notice
    allows, and not in the future."""
    begun_at, ended_at = moment(step, "begun_at"), moment(step, "ended_at")
    hours = notice_hours(visit.planned_at, step.service.book())
    if not notice_in_time(notice.sent_at, begun_at, hours):
        raise Refused(Problem("begun_too_soon", "begun_at", (("earliest", may_begin(notice.sent_at, hours)),)))
    if begun_at < visit.planned_at - EARLY:
        raise Refused(Problem("begun_before_planned", "begun_at", (("earliest", visit.planned_at - EARLY),)))
    zone = zone_of(step.case)
    if begun_at.astimezone(zone).date() > visit.planned_at.astimezone(zone).date():
        raise Refused(Problem("begun_on_another_day", "begun_at"))
    if ended_at < begun_at:
        raise Refused(Problem("ended_before_begun", "ended_at"))
    if ended_at > step.now:
        raise Refused(Problem("ends_in_future", "ended_at"))
    return begun_at, ended_at


def _check_seen(step: Step, visit: Visit) -> None:
    """What the inspector saw on the device is what stands here; otherwise something has not arrived yet."""
    here = {
        "observations": {str(one.id) for one in observations(visit).values()},
        "photos": {str(one.id) for one in photos(visit)},
    }
    for name, ids in here.items():
        if name in step.body and set(step.body[name]) != ids:
            raise Refused(Problem("notes_differ", name))


def unanswered(lines: Collection[ChecklistLine], noted: Mapping[Place, Observation]) -> list[ChecklistLine]:
    """The lines of which nothing was said yet: neither a result nor why they do not concern the base."""
    return [line for line in lines if line.place not in noted or result_of(noted[line.place]) is None]


def unexplained(lines: Collection[ChecklistLine], noted: Mapping[Place, Observation]) -> list[ChecklistLine]:
    """The lines that do not conform, without a remark that says why."""
    return [
        line
        for line in lines
        if line.place in noted and noted[line.place].conforms is False and not noted[line.place].remark
    ]


def _check_answered(lines: tuple[ChecklistLine, ...], noted: Mapping[Place, Observation]) -> None:
    left = unanswered(lines, noted)
    if left:
        raise Refused(Problem("lines_not_answered", "lines", (("count", len(left)),)))
    bare = unexplained(lines, noted)
    if bare:
        raise Refused(Problem("remark_missing", "lines", (("count", len(bare)),)))


def _results(
    base: BaseAnswers, lines: tuple[ChecklistLine, ...], noted: Mapping[Place, Observation]
) -> list[dict[str, Any]]:
    """Of each claimed subtype: it conforms when all of its lines do, and all of those asked at every base."""
    failed = {line.place[:2] for line in lines if result_of(noted[line.place]) is LineResult.DOES_NOT}
    general = ("", "") in failed
    asked = dict.fromkeys((one.code, one.specialty or "") for one in base.subtypes)
    return [
        {"code": code, "specialty": specialty, "conforms": not general and (code, specialty) not in failed}
        for code, specialty in asked
    ]
