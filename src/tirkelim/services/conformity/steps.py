"""What the commands of this service do beside the standard ones: sending with a loss, to the commission and back."""

from __future__ import annotations

from django.utils.timezone import localdate

from tirkelim.cases.command import Refused
from tirkelim.cases.decisions import weigh
from tirkelim.cases.models import Case
from tirkelim.cases.service import Problem
from tirkelim.cases.steps import Step
from tirkelim.cases.steps import submit as standard_submit
from tirkelim.cases.steps import withdraw as standard_withdraw
from tirkelim.journal.models import Change, JournalEntry
from tirkelim.law.finding import Outcome
from tirkelim.law.order_503_conformity.clocks import hand_over_due
from tirkelim.law.standards.services import Action
from tirkelim.register.commands.conformity import ConformityEventTerms, hold_conformity, write_conformity_event
from tirkelim.register.models import ConformityEventKind
from tirkelim.services.conformity.answers import read_answers
from tirkelim.services.conformity.commission.results import recommendation_of
from tirkelim.services.conformity.held import own_certificate
from tirkelim.services.conformity.models import AgendaItem, Resolution

LOSS = "503/2016 p.22"


def submit(step: Step) -> dict[str, str]:
    """Send the application; a certificate reported lost or damaged is invalid from this day on (p.22)."""
    hold_conformity(step.case.subject_id)
    sent = standard_submit(step)
    if step.case.action == Action.DUPLICATE:
        _report_loss(step)
    return sent


def _report_loss(step: Step) -> None:
    answers = read_answers(step.case.draft.data)
    row = None if answers.held is None else own_certificate(step.case.subject_id, answers.held.number)
    if row is None or answers.loss is None or row.events.filter(kind=ConformityEventKind.LOST).exists():
        return
    event = ConformityEventTerms(
        kind=ConformityEventKind.LOST,
        on=localdate(step.now),
        event_on=answers.loss.noticed_on,
        ground=LOSS,
        reference=str(step.case.number),
    )
    write_conformity_event(step.change, row, event)


def pass_to_commission(step: Step) -> dict[str, str]:
    """Hand the papers over to the commission: of an issue only, and only where they are whole (p.7)."""
    if step.case.action != Action.ISSUE:
        raise Refused(Problem("no_commission_here"))
    if weigh(step.case, step.now).proposal.verdicts[0].outcome is Outcome.REFUSE_ACCEPTANCE:
        raise Refused(Problem("package_incomplete", "documents"))
    accepted_on = step.case.accepted_on
    due = None if accepted_on is None else hand_over_due(accepted_on, step.service.book())
    step.record = {"due_on": due, "in_time": due is None or localdate(step.now) <= due}
    return {}


def recall_from_commission(step: Step) -> dict[str, str]:
    """Take the papers back before the commission has said anything; they are off its agenda."""
    passed = passed_by(step.case)
    said = Resolution.objects.filter(
        item__case=step.case, item__removed_by__isnull=True, item__sitting__cancelled_by__isnull=True
    )
    if passed is not None and said.filter(change__at__gt=passed.at).exists():
        raise Refused(Problem("resolved_already"))
    _off_the_agenda(step)
    return {}


def recommend(step: Step) -> dict[str, str]:
    """The signed minutes bring the case back to the officer with the commission's recommendation (p.9, p.11)."""
    said = recommendation_of(step.case)
    if said is None:
        raise Refused(Problem("no_recommendation"))
    step.record = {"minutes": said.minutes, "recommends_issue": said.recommends_issue}
    return {}


def withdraw(step: Step) -> dict[str, str]:
    """The applicant takes the application back; the commission has nothing to consider any more."""
    done = standard_withdraw(step)
    _off_the_agenda(step)
    return done


def passed_by(case: Case) -> Change | None:
    """The change by which a case was last handed over to the commission."""
    entries = JournalEntry.objects.filter(stream=case.stream, kind="pass_to_commission").select_related("change")
    newest = entries.order_by("-seq").first()
    return None if newest is None else newest.change


def _off_the_agenda(step: Step) -> None:
    items = AgendaItem.objects.filter(case=step.case, removed_by__isnull=True, resolution__isnull=True)
    AgendaItem.objects.filter(pk__in=list(items.values_list("pk", flat=True))).update(removed_by=step.change)


STEPS = {work.__name__: work for work in (submit, pass_to_commission, recall_from_commission, recommend, withdraw)}
"""By the name of the command in the table."""
