"""The hearing before a refusal: the applicant sees the intended refusal and may answer within a set time.

The orders held here know no hearing, so it is off unless the installation sets a time for it
(``TIRKELIM_REFUSAL_HEARING_DAYS``, working days). The clock of the case runs on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.timezone import localdate

from tirkelim.cases import outbox
from tirkelim.cases.command import Refused
from tirkelim.cases.decisions import claim_grounds, refusal_grounds, stored_finding, weigh, weighed_as_seen
from tirkelim.cases.models import Case, HearingAnswer, IntendedRefusal
from tirkelim.cases.service import Problem
from tirkelim.law.digest import plain
from tirkelim.law.finding import Decision as Proposal
from tirkelim.law.finding import Ground, Outcome, Status

if TYPE_CHECKING:
    from tirkelim.cases.steps import Step

LONGEST_ANSWER = 5_000
"""Characters of an applicant's answer."""


def is_heard() -> bool:
    """Whether applicants are heard before a refusal in this installation."""
    return bool(settings.REFUSAL_HEARING_DAYS > 0)


def standing_intention(case: Case) -> IntendedRefusal | None:
    """The newest intended refusal since the last decision of the case; None where there is none."""
    last = case.decisions.order_by("-seq").first()
    rows = IntendedRefusal.objects.filter(case=case).select_related("change", "answer")
    if last is not None:
        rows = rows.filter(change__at__gt=last.change.at)
    return rows.order_by("change__at").last()


def intend_refusal(step: Step) -> dict[str, str]:
    """Show the applicant the refusal as it is intended. Impossible without a ground, as the refusal itself."""
    if not is_heard():
        raise Refused(Problem("no_hearing_here"))
    weighed = weighed_as_seen(step)
    grounds = grounds_to_hear(weighed.proposal)
    if not grounds:
        raise Refused(Problem("no_ground"))
    before = standing_intention(step.case)
    if before is not None and is_shown(before, weighed.proposal):
        raise Refused(Problem("shown_already"))
    calendar = step.service.book().calendar
    unmet = [finding for finding in weighed.proposal.findings if finding.status is Status.NOT_MET]
    intention = IntendedRefusal.objects.create(
        case=step.case,
        grounds=plain(grounds),
        findings=[stored_finding(finding) for finding in unmet],
        facts_digest=weighed.gathered.digest,
        answer_by=calendar.after(localdate(step.now), settings.REFUSAL_HEARING_DAYS),
        change=step.change,
    )
    step.record = {"grounds": [ground.number for ground in grounds], "answer_by": intention.answer_by}
    outbox.tell_applicant(step.case, "intended", step.change)
    return {"intention": str(intention.id)}


def answer_intention(step: Step) -> dict[str, str]:
    """The applicant says what they have to say; the case goes back to the officer."""
    text = str(step.body.get("text", "")).strip()
    if not text:
        raise Refused(Problem("answer_missing", "text"))
    if len(text) > LONGEST_ANSWER:
        raise Refused(Problem("answer_too_long", "text", (("limit", LONGEST_ANSWER),)))
    intention = standing_intention(step.case)
    if intention is None:
        raise Refused(Problem("no_such_intention"))
    HearingAnswer.objects.create(intention=intention, text=text, change=step.change)
    step.record = {"answer": text}
    return {}


def grounds_to_hear(proposal: Proposal) -> tuple[Ground, ...]:
    """What an office that decided now would refuse: the application; otherwise the claims made beside one that it
    would grant, such as a level beside a certificate."""
    first, *beside = proposal.verdicts
    if first.outcome is not Outcome.GRANT:
        return refusal_grounds(proposal)
    return tuple(ground for verdict in beside for ground in claim_grounds(verdict, proposal))


def require_hearing(step: Step) -> None:
    """Raises Refused while the applicant has not been heard on everything that the refusal would rest on."""
    if not is_heard():
        return
    intention = standing_intention(step.case)
    if intention is None or not is_shown(intention, weigh(step.case, step.now).proposal):
        raise Refused(Problem("hearing_owed"))
    if not is_over(intention, localdate(step.now)):
        raise Refused(Problem("hearing_open", "", (("day", intention.answer_by),)))


def next_step(case: Case, now: datetime) -> str:
    """The command by which an office that means to refuse goes on: the hearing where it is owed, else the refusal."""
    intention = standing_intention(case) if is_heard() else None
    owed = is_heard() and (intention is None or not is_shown(intention, weigh(case, now).proposal))
    return "intend_refusal" if owed else "refuse"


def is_over(intention: IntendedRefusal, on: date) -> bool:
    """Whether the applicant has answered, or has let the time for it pass."""
    return hasattr(intention, "answer") or on > intention.answer_by


def is_shown(intention: IntendedRefusal, proposal: Proposal) -> bool:
    """Whether the applicant has been shown everything that a refusal on this proposal would rest on."""
    return _points(plain(grounds_to_hear(proposal))) <= _points(intention.grounds)


def _points(grounds: Iterable[Mapping[str, Any]]) -> set[tuple[int, str]]:
    """Each ground with each requirement beneath it: another one is a point that was not heard."""
    return {(ground["number"], name) for ground in grounds for name in (ground["requirements"] or [""])}
