"""The steps of a case that have to be taken by a day: those that its service names within its term."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tirkelim.cases.models import Case
from tirkelim.cases.registry import service
from tirkelim.cases.service import Milestone
from tirkelim.cases.states import OPEN_STATES, State
from tirkelim.law.calendar import WorkingCalendar
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


def steps_of(case: Case, moment: datetime, titles: Mapping[str, Text] = STEPS) -> list[StepView]:
    """The steps in their order, each with its clock: late ones, those still to come, those done in or out of time.

    ``titles``: what each is called in the room that shows them.
    """
    today, chosen = localdate(moment), service(case.service)
    runs = State(case.state) in OPEN_STATES
    found = []
    for one in chosen.milestones(case, moment):
        if one.name in titles:
            clock = clock_until(one.due_on, today, chosen.book().calendar, case.accepted_on)
            found.append(_step(one, titles[one.name], clock if runs and one.done_on is None else None))
    return found


def clock_until(due_on: date, today: date, calendar: WorkingCalendar, accepted_on: date | None) -> Clock:
    """How long there is to a day within the term of a case. Before the day of acceptance the whole term is left, not
    more."""
    left = calendar.count(max(today, accepted_on or today), due_on)
    return Clock(due_on, left, 0, passed=today > due_on)


def _step(one: Milestone, title: Text, clock: Clock | None) -> StepView:
    place = cite(one.citation)
    late = one.done_on is not None and one.done_on > one.due_on
    return StepView(title, one.due_on, one.done_on, clock, late, str(place), law_href(place))
