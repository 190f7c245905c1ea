"""The steps of a case that have to be taken by a day: those that its service names within its term."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.service import Milestone
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.law.citation import cite
from tirkelim.portal.law_pages import law_href
from tirkelim.portal.show import Clock, StepView

Text = str | Promise

STEPS: dict[str, Text] = {
    "hand_over": _("Pass to the commission"),
    "decision": _("Decide"),
    "result": _("The result reaches the applicant"),
}
"""What a step is called; one that is not listed is not shown."""


def steps_of(case: Case, moment: datetime) -> list[StepView]:
    """The steps in their order, each with its clock: late ones, those still to come, those done in or out of time."""
    today, chosen = localdate(moment), service(case.service)
    runs = State(case.state) in OPEN_STATES
    calendar = chosen.book().calendar
    return [
        _step(one, calendar.count(today, one.due_on), runs=runs)
        for one in chosen.milestones(case, moment)
        if one.name in STEPS
    ]


def _step(one: Milestone, left: int, *, runs: bool) -> StepView:
    place = cite(one.citation) if isinstance(one.citation, str) else one.citation
    clock = Clock(one.due_on, left, 0) if runs and one.done_on is None else None
    late = one.done_on is not None and one.done_on > one.due_on
    return StepView(STEPS[one.name], one.due_on, one.done_on, clock, late, str(place), law_href(place))
