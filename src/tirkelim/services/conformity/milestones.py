"""The days inside the term of a case: hand-over by day 2, decision by day 5, result by day 6 (503/2016 p.7, p.11,
ann.2 row 3; reading K1)."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from tirkelim.cases.models import Case
from tirkelim.cases.queries import decision_in_force
from tirkelim.cases.service import Milestone
from tirkelim.law.book import LawBook
from tirkelim.law.order_503_conformity.clocks import RESULT, stages
from tirkelim.law.standards.services import Action
from tirkelim.services.conformity.steps import passed_by


def milestones_of(case: Case, book: LawBook) -> tuple[Milestone, ...]:
    """The stages of an issue; for the other actions the day of the result alone. None before the case is sent."""
    if case.accepted_on is None or case.due_on is None:
        return ()
    decided = _decided_on(case)
    if case.action != Action.ISSUE:
        return (Milestone("result", case.due_on, decided, str(RESULT)),)
    done = {"hand_over": _passed_on(case), "decision": decided, "result": decided}
    found = stages(case.accepted_on, case.due_on, book)
    return tuple(Milestone(name, due, done[name], str(place)) for name, due, place in found)


def _decided_on(case: Case) -> date | None:
    """The day of the decision, which is also that of its document; None while the case is open (again)."""
    decision = decision_in_force(case)
    return None if decision is None else decision.decided_on


def _passed_on(case: Case) -> date | None:
    """The day of the hand-over within the term that runs; one before a complaint reopened the case is past."""
    passed = passed_by(case)
    day = None if passed is None else localdate(passed.at)
    before = day is not None and case.accepted_on is not None and case.decisions.count() > 0 and day < case.accepted_on
    return None if before else day
