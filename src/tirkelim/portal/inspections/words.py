"""The words of the room: channels, states of a visit, and why something cannot be done and what to do now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tirkelim.cases.command import Applied, Forbidden, Invalid, Outcome, Repeated
from tirkelim.cases.service import Problem
from tirkelim.portal.choices import language
from tirkelim.portal.wording import moment_in_words

Words = str | Promise

CHANNELS: Mapping[str, Words] = {
    "sms": gettext_lazy("Short message to the registered number"),
    "recorded_call": gettext_lazy("Recorded telephone call"),
    "registered_mail": gettext_lazy("Registered mail"),
}
STATES: Mapping[str, tuple[Words, str]] = {
    "untold": (gettext_lazy("Applicant not told yet"), "yellow"),
    "late": (gettext_lazy("Applicant not told in time"), "red"),
    "told": (gettext_lazy("Applicant told"), "blue"),
    "conforms": (gettext_lazy("Conforms"), "green"),
    "does_not": (gettext_lazy("Does not conform"), "red"),
    "cancelled": (gettext_lazy("Cancelled"), "grey"),
    "withdrawn": (gettext_lazy("Off: the application was taken back"), "red"),
    "over": (gettext_lazy("Off: the application is decided"), "grey"),
}
"""States of a visit with the colour of their tag."""

STALE = gettext_lazy("Something has changed in the meantime. Look at the page again and repeat what you wanted.")
PROBLEMS: Mapping[str, Words] = {
    "missing": gettext_lazy("Fill this in"),
    "too_long": gettext_lazy("Write at most %(longest)s characters"),
    "no_such_base": gettext_lazy("Choose one of the application's bases"),
    "no_such_inspector": gettext_lazy(
        "This account is no inspector of the region on that day, or the application is its own. Choose another"
    ),
    "not_a_moment": gettext_lazy("Check the day and the time"),
    "minutes_out_of_range": gettext_lazy("A visit takes from %(least)s to %(most)s minutes"),
    "past": gettext_lazy("Choose a time that is still ahead"),
    "outside_office_hours": gettext_lazy(
        "The visit has to begin and end on a working day of the department, between %(opens)s and %(closes)s. "
        "Choose another time"
    ),
    "calendar_unknown": gettext_lazy("The working calendar does not reach that day. Choose an earlier one"),
    "inspector_is_busy": gettext_lazy(
        "The inspector is at another visit at that time. Choose another time or inspector"
    ),
    "planned_already": gettext_lazy("A visit to this base is planned already. Move or cancel it"),
    "conforms_already": gettext_lazy("This base was visited and conforms: no further visit is needed"),
    "no_such_visit": gettext_lazy("There is no such visit in this application"),
    "visit_cancelled": gettext_lazy("The visit was cancelled in the meantime"),
    "act_signed": gettext_lazy("The act of this visit is signed already"),
    "no_such_channel": gettext_lazy("Choose how the applicant was told"),
    "not_sent_yet": gettext_lazy("Write when the notice was given: it cannot lie ahead"),
    "sent_before_planned": gettext_lazy("The notice cannot be older than the plan of the visit, made on %(planned)s"),
    "notice_too_late": gettext_lazy(
        "Too late: %(hours)s full hours have to lie between the notice and the visit. Told at that time, the visit "
        "could begin from %(earliest)s. Move the visit and tell the applicant anew"
    ),
    "not_in_this_state": gettext_lazy("The application is no longer considered: nothing can be planned for it"),
    "no_number": gettext_lazy(
        "No number is registered for the applicant. Tell them by a recorded call or by registered mail"
    ),
    "gateway_down": gettext_lazy(
        "The message could not be sent now. Try again, or tell the applicant by a recorded call or by registered mail"
    ),
}
"""Why something is not done, by the code of the problem."""


def in_words(code: str, params: Mapping[str, Any]) -> str:
    """A problem in the reader's language; moments by the clock of the office."""
    shown = {
        name: moment_in_words(value, language()) if isinstance(value, datetime) else value
        for name, value in params.items()
    }
    return str(PROBLEMS.get(code, STALE)) % shown


def problem_in_words(problem: Problem) -> str:
    """As ``in_words``, for a problem of a command."""
    return in_words(problem.code, dict(problem.params))


def is_done(outcome: Outcome) -> bool:
    """Whether the command is carried out, now or before."""
    return isinstance(outcome, (Applied, Repeated))


def problems_of(outcome: Outcome) -> list[tuple[str, str]]:
    """What stands against a command, each with the field it is about ("" for none)."""
    if isinstance(outcome, Invalid):
        return [(problem.field, problem_in_words(problem)) for problem in outcome.problems]
    if isinstance(outcome, Forbidden):
        return [("", _("You may not do this with this application."))]
    return [("", str(STALE))]
